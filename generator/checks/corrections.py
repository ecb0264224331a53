"""Check that the recorded corrections of each cell form a chain that ends with what the table prints now."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from generator.checks.identity import date_doubt, dates_after_publication
from generator.checks.subject import Subject
from generator.model.keys import REPORT
from generator.model.problem import Problem, abridged
from generator.model.report import OPEN, Correction
from generator.sources.declared import CORRECTIONS_DATE, CORRECTIONS_REASON, CORRECTIONS_VALUE

REASON_PLACEHOLDER = "请写明原因"
"""Placeholder for the reason in entries that messages propose."""

_ADVICE = "请核对更正记录和表中的数。"


def check_corrections(subject: Subject) -> Iterator[Problem]:
    """Yield an error for each broken chain of corrections, and a warning if a reason is still the placeholder.

    A chain is broken if a correction does not start from the value the one before ended with, or if the last one does
    not end with the value in the table.
    """
    yield from _missing_reasons(subject)
    yield from _doubtful_dates(subject)
    history: dict[str, list[Correction]] = {}
    for correction in sorted(subject.report.corrections, key=lambda each: each.date):
        for cell in correction.changes:
            history.setdefault(cell, []).append(correction)
    for cell, corrections in history.items():
        for earlier, later in pairwise(corrections):
            after, before = earlier.changes[cell][1], later.changes[cell][0]
            if not _is_same_text(after, before):
                finding = f"{earlier.date} 更正成{_quoted(after)}，{later.date} 的更正却从{_quoted(before)}改起"
                yield _problem(subject, cell, later, finding)
        now, printed = corrections[-1].changes[cell][1], _printed(subject, cell)
        if printed != OPEN and not _is_same_text(now, printed):
            finding = f"{corrections[-1].date} 更正成{_quoted(now)}，表中却是{_quoted(printed)}"
            yield _problem(subject, cell, corrections[-1], finding)


def _missing_reasons(subject: Subject) -> Iterator[Problem]:
    """Yield a warning if the reason of a correction or withdrawal is still the placeholder of a message."""
    report = subject.report
    reasons_by_key = {
        "corrections": [each.reason for each in report.corrections],
        "withdrawn": [report.withdrawn.reason] if report.withdrawn else [],
    }
    for key, reasons in reasons_by_key.items():
        if REASON_PLACEHOLDER in reasons:
            message = f"原因还是“{REASON_PLACEHOLDER}”，会照样公布。请换成真实的原因。"
            yield CORRECTIONS_REASON.at(report.position(key), message)


def _doubtful_dates(subject: Subject) -> Iterator[Problem]:
    """Yield a warning for each implausible date of a correction or of the withdrawal."""
    report, advice = subject.report, "请核对年份。"
    for key, day in dates_after_publication(report):
        if doubt := date_doubt(report, day):
            yield CORRECTIONS_DATE.at(report.position(key), f"“{key}”（{REPORT[key]}）的日期 {day} {doubt}。", advice)


def _printed(subject: Subject, name: str) -> str:
    """Return the printed text of the cell; OPEN if the form has no such cell."""
    spot = subject.form.locate(name)
    return subject.report.tables[spot.section][spot.row.name][spot.index].printed if spot else OPEN


def _is_same_text(one: str, other: str) -> bool:
    """Return whether the texts are the same apart from white space."""
    return one.split() == other.split()


def _quoted(printed: str) -> str:
    return f"“{abridged(printed)}”" if printed else "空白"


def _problem(subject: Subject, cell: str, correction: Correction, finding: str) -> Problem:
    position = correction.at.get(cell, subject.report.position("corrections"))
    return CORRECTIONS_VALUE.at(position, f"{subject.form.label(cell)}：{finding}。", _ADVICE, cell)
