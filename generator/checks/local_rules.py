"""Check a report against the local rules: notices of the place that demand more than the national form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.checks.subject import Subject
from generator.model.local_rule import LocalRule
from generator.model.narrative import published_texts
from generator.model.problem import Problem
from generator.sources.declared import LOCAL_FIGURE, LOCAL_LATE, LOCAL_LENGTH


def check_local_rules(subject: Subject) -> Iterator[Problem]:
    """Yield a warning, which cites the notice, for each demand that the report does not meet."""
    agency, catalog = subject.agency, subject.catalog
    if agency is None or catalog is None or subject.report.withdrawn:
        return
    for rule in catalog.rules.get("", ()):
        if rule.applies_to(agency, subject.report.year):
            yield from _too_long(subject, rule)
            yield from _too_late(subject, rule)
            yield from _unstated(subject, rule)


def _too_long(subject: Subject, rule: LocalRule) -> Iterator[Problem]:
    """Compare lengths in characters: every mark and digit counts, blank space does not."""
    if not rule.longest:
        return
    texts = published_texts(subject.report, subject.form)
    titles = {section.key: section.title for section in subject.form.sections}
    for key, limit in rule.longest.items():
        count = sum(not char.isspace() for char in texts.get(key, ""))
        if count > limit:
            counted = f"“{titles[key]}”有 {count} 字（标点、数字逐个计，空白不计）"
            finding = f"{counted}，{rule.citation}要求不超过 {limit} 字。"
            yield LOCAL_LENGTH.at(subject.report.position(key), finding, f"请精简 {count - limit} 字。", key)


def _too_late(subject: Subject, rule: LocalRule) -> Iterator[Problem]:
    report, due = subject.report, rule.last_day(subject.report.year)
    if report.published and due and report.published > due:
        finding = f"公布日期 {report.published} 晚于 {due}，{rule.citation}要求最迟在这一天公布。"
        yield LOCAL_LATE.at(report.position("published"), finding, "请核对日期；确实晚了的，可在 accepts 里写明原因。")


def _unstated(subject: Subject, rule: LocalRule) -> Iterator[Problem]:
    """Look for the number of each cell in the texts; a cell without a number, or with 0, may be told in words."""
    if not rule.figures:
        return
    text = unicodedata.normalize("NFKC", "\n".join(published_texts(subject.report, subject.form).values()))
    stated = {number.replace(",", "") for number in re.findall(r"[0-9][0-9,]*(?:\.[0-9]+)?", text)}
    for name in rule.figures:
        spot = subject.form.locate(name)
        cell = subject.report.tables[spot.section][spot.row.name][spot.index] if spot else None
        if cell and cell.value and cell.plain not in stated:
            finding = f"正文里没有写出{subject.form.label(name)}的数 {cell.plain}，{rule.citation}要求写明。"
            yield LOCAL_FIGURE.at(subject.position_of(name), finding, "请在正文里补写。", name)
