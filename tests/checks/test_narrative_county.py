"""Warnings of the narrative checks for the demonstration county, as it is and with every typed figure changed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.checks.narrative import check_narrative
from generator.checks.run import subject_of
from generator.model.report import Report
from generator.sources.catalog import load_catalog
from generator.sources.form_loader import load_forms
from tests.sample_reports import sample_reports


@dataclass(frozen=True)
class Typed:
    """A figure typed in a report of the demonstration county: its place in the text, and its cell."""

    section: str
    start: int
    digits: str
    cell: str


PHRASES = {
    r"(?:新收政府信息公开申请|收到政府信息公开申请|新收申请)(\d+)件": "requests.new.total",
    r"上年结转(\d+)件": "requests.carried_in.total",
    r"办结(\d+)件": "requests.total.total",
    r"结转下年度继续办理(?:的)?(\d+)件": "requests.carried_out.total",
    r"予以公开和部分公开的合计(\d+)件": "requests.granted.total",
    r"被申请行政复议(\d+)件": "disputes.review.total",
    r"行政诉讼(\d+)件": "disputes.litigation_direct.total",
    r"行政许可决定(\d+)件": "disclosure.licensing.decisions",
    r"行政处罚决定共?(\d+)件": "disclosure.penalties.decisions",
    r"行政事业性收费([\d.]+)万元": "disclosure.fees.amount",
}


def _typed(report: Report) -> Iterator[Typed]:
    for section, text in report.text.items():
        for pattern, cell in PHRASES.items():
            for match in re.finditer(pattern, text):
                yield Typed(section, match.start(1), match[1], cell)


def test_every_changed_figure_of_the_county_draws_a_warning() -> None:
    """Governments are left out: their sentences do not always say which area they are about."""
    catalog = load_catalog(sample_reports(), load_forms())
    changed, missed = 0, []
    for report in catalog.reports.values():
        subject = replace(subject_of(catalog, report), previous=None, catalog=None)
        if subject.agency is None or subject.agency.kind in ("government", "zone"):
            continue
        for typed in _typed(report):
            text, end = report.text[typed.section], typed.start + len(typed.digits)
            wrong = f"{text[: typed.start]}{Decimal(typed.digits) + 777}{text[end:]}"
            other = replace(report, text={**report.text, typed.section: wrong})
            found = list(check_narrative(replace(subject, report=other)))
            changed += 1
            if [problem.cell for problem in found if problem.check == "narrative.figure"] != [typed.cell]:
                missed.append(f"{report.path}: {text[max(0, typed.start - 30) : end + 5]}")
    assert changed > 250
    assert missed == []


def test_only_the_housing_bureau_of_the_county_draws_warnings() -> None:
    catalog = load_catalog(sample_reports(), load_forms())
    found = [
        (problem.at.path.relative_to(sample_reports()).as_posix(), problem.check)
        for report in catalog.reports.values()
        for problem in check_narrative(subject_of(catalog, report))
    ]
    assert sorted(found) == [("qiyang/zjj/2024.yml", "narrative.agency"), ("qiyang/zjj/2024.yml", "narrative.fee")]
