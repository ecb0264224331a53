"""Whether what the corrections say of a cell leads, one after the other, to what the table says now."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from generator.checks.subject import Subject
from generator.model.problem import Problem, abridged
from generator.model.report import OPEN, Correction

REASON_PLACEHOLDER = "请写明原因"
"""What stands for the reason in an entry that a message proposes."""

_ADVICE = "请核对更正记录和表中的数。"


def check_corrections(subject: Subject) -> Iterator[Problem]:
    """An error where a correction does not begin as the one before ended, or the last not end as the table says; a
    question where no reason is given.
    """
    yield from _without_reason(subject)
    history: dict[str, list[Correction]] = {}
    for correction in sorted(subject.report.corrections, key=lambda each: each.date):
        for cell in correction.changes:
            history.setdefault(cell, []).append(correction)
    for cell, corrections in history.items():
        for earlier, later in pairwise(corrections):
            ended, begins = earlier.changes[cell][1], later.changes[cell][0]
            if not _alike(ended, begins):
                finding = f"{earlier.date} 更正成{_shown(ended)}，{later.date} 的更正却从{_shown(begins)}改起"
                yield _problem(subject, cell, later, finding)
        now, printed = corrections[-1].changes[cell][1], _printed(subject, cell)
        if printed != OPEN and not _alike(now, printed):
            finding = f"{corrections[-1].date} 更正成{_shown(now)}，表中却是{_shown(printed)}"
            yield _problem(subject, cell, corrections[-1], finding)


def _without_reason(subject: Subject) -> Iterator[Problem]:
    """A question where the reason is still the one a message put there to be filled in."""
    report = subject.report
    told = {"corrections": [each.reason for each in report.corrections]}
    told["withdrawn"] = [report.withdrawn.reason] if report.withdrawn else []
    for key, reasons in told.items():
        if REASON_PLACEHOLDER in reasons:
            message = f"原因还是“{REASON_PLACEHOLDER}”，会照样公布。请换成真实的原因。"
            yield Problem(report.position(key), "warning", "corrections.reason", message)


def _printed(subject: Subject, name: str) -> str:
    """What the cell prints; OPEN where it is not known."""
    spot = subject.form.locate(name)
    return subject.report.tables[spot.section][spot.row.name][spot.index].printed if spot else OPEN


def _alike(one: str, other: str) -> bool:
    return one.split() == other.split()


def _shown(printed: str) -> str:
    return f"“{abridged(printed)}”" if printed else "空白"


def _problem(subject: Subject, cell: str, correction: Correction, finding: str) -> Problem:
    at = correction.at.get(cell, subject.report.position("corrections"))
    return Problem(
        at, "error", "corrections.value", f"{subject.form.label(cell)}：{finding}。{_ADVICE}", cell, advice=_ADVICE
    )
