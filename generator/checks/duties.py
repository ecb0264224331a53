"""Check for late and missing reports of agencies with a declared duty to file (政府信息公开条例 第四十九条)."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.subject import Subject
from generator.model.catalog import Catalog
from generator.model.filing import Status, due_day, duty_of, status
from generator.model.problem import Position, Problem
from generator.sources.declared import DUTIES_LATE, DUTIES_MISSING


def check_late(subject: Subject) -> Iterator[Problem]:
    """Yield a warning if the report was published after its due date."""
    report, agency, catalog = subject.report, subject.agency, subject.catalog
    if agency is None or catalog is None or report.published is None:
        return
    due = due_day(catalog, agency, report.year)
    if status(catalog, agency, report.year, None) is Status.LATE:
        finding = f"公布日期 {report.published} 比规定的 {due} 晚了 {(report.published - due).days} 天。"
        advice = "请核对日期；确实晚了的，可在 accepts 里写明原因。"
        yield DUTIES_LATE.at(report.position("published"), finding, advice)


def check_missing(catalog: Catalog) -> Iterator[Problem]:
    """Yield a warning for each agency with a declared duty and overdue reports that the catalog lacks."""
    for agency in catalog.agencies.values():
        day, duty = catalog.day_for(agency.id), duty_of(catalog, agency)
        if day is None or duty is None:
            continue
        years = range(duty.first_year, max(catalog.years, default=0) + 1)
        missing = [year for year in years if status(catalog, agency, year, day) is Status.MISSING]
        if missing:
            due = due_day(catalog, agency, missing[-1])
            finding = f"{agency.name}应当报送，但这里没有 {'、'.join(map(str, missing))} 年度的报告"
            last = f"{missing[-1]} 年度的" if len(missing) > 1 else ""
            advice = "已公布的请补录，没有公布的请催报；那一年不必报送的，请改 agency.yml 里 duty 的起止年度。"
            position = agency.at.get("duty", Position(agency.path))
            yield DUTIES_MISSING.at(position, f"{finding}，{last}最迟应在 {due} 公布。", advice)
