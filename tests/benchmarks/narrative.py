"""Precision and recall of the narrative checks, by check, on the labelled sentences of tests/checks/narrative."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from generator.checks.narrative import check_narrative
from generator.checks.subject import Subject
from generator.model.agency import Agency
from generator.model.form import Form
from generator.model.problem import Position, Problem
from generator.model.report import Cell, Report
from generator.sources.form_loader import load_forms

_FOLDER = Path(__file__).parents[1] / "checks" / "narrative"
SETS = {
    "sentences": _FOLDER / "sentences",
    "open": _FOLDER / "second" / "open",
    "measured": _FOLDER / "second" / "measured",
}
"""The labelled sets by name. Nobody who works on the checks reads the cases of `measured`, or findings about them."""

_WIDE = frozenset({"narrative.agency", "narrative.notice", "narrative.period", "narrative.year"})
"""Checks for which a finding anywhere in the labelled sentence is the labelled one."""

_SENTENCE = re.compile("[^。！？]*[。！？]?")

_AGENCY = {"name": "某县住房和城乡建设局", "kind": "department"}
_UNPROBLEMATIC = {"overview": "各项工作有序开展。", "problems": "公开深度有待加强。", "other": "未收取信息处理费。"}


@dataclass(frozen=True)
class Case:
    """A labelled sentence: its section, the figures of the tables, and the expected problems."""

    id: str
    year: int
    agency: Agency
    section: str
    cells: dict[str, str]
    text: str
    expect: tuple[dict[str, str], ...]


@dataclass(frozen=True)
class Score:
    """The outcome of a case: expected problems found, false alarms, and expected problems missed."""

    case: Case
    hits: tuple[Problem, ...]
    alarms: tuple[Problem, ...]
    missed: tuple[dict[str, str], ...]


def labelled(name: str = "sentences") -> Iterator[Case]:
    """Yield every case of a labelled set."""
    for path in sorted(SETS[name].glob("*.yml")):
        for entry in yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader):
            yield case_of(entry)


def case_of(entry: dict[str, Any]) -> Case:
    """Return a case from its entry in the file."""
    agency = Agency("judged", **(entry.get("agency") or _AGENCY))
    expect = tuple(entry["expect"])
    text = str(entry["text"]).rstrip("\n")
    return Case(entry["id"], int(entry["year"]), agency, entry["section"], dict(entry["cells"] or {}), text, expect)


def subject_of(case: Case) -> Subject:
    """Return the case as a report, with unproblematic texts in other sections and 0 in every unspecified cell."""
    form = load_forms_once()[case.year]
    texts = {**_UNPROBLEMATIC, case.section: case.text}
    report = Report(
        agency=case.agency.id,
        year=case.year,
        form=form.id,
        tables=_tables(form, case.cells),
        text={key: text for key, text in texts.items() if key not in ("preamble", "closing")},
        preamble=texts.get("preamble"),
        closing=texts.get("closing"),
        at={f"{key}:": Position(Path(key)) for key in texts},
    )
    return Subject(report, form, case.agency)


@cache
def load_forms_once() -> dict[int, Form]:
    """Return the official form of each year in the set."""
    forms = load_forms()
    return {year: form for year in range(2019, 2026) if (form := forms.for_year(year))}


def _tables(form: Form, cells: dict[str, str]) -> dict[str, dict[str, tuple[Cell, ...]]]:
    def cell(name: str) -> Cell:
        printed = cells.get(name, "0")
        return Cell(printed, Decimal(printed))

    return {
        section: {
            row: tuple(cell(f"{section}.{row}.{column}") for column in block.column_names)
            for row, (block, _) in table.rows.items()
        }
        for section, table in form.tables.items()
    }


def judge(case: Case) -> Score:
    """Return the score of the problems found, compared with the labels."""
    missed = list(case.expect)
    hits, alarms = [], []
    for problem in check_narrative(subject_of(case)):
        match = next((label for label in missed if _matches(problem, label, case)), None)
        if match is None:
            alarms.append(problem)
        else:
            missed.remove(match)
            hits.append(problem)
    return Score(case, tuple(hits), tuple(alarms), tuple(missed))


def _matches(problem: Problem, label: dict[str, str], case: Case) -> bool:
    """Return whether the problem is the labelled one: same check, same cell if given, within the labelled words.

    For the checks of `_WIDE`, the labelled sentence is enough: a foreign duty may be told by any of its words.
    """
    if problem.check != label["check"] or label.get("cell", problem.cell) != problem.cell:
        return False
    if "text" not in label:
        return True
    line = case.text.split("\n")[problem.at.line - 1]
    offset = problem.at.column - 1
    spans = [match.span() for match in re.finditer(re.escape(label["text"]), line)]
    if problem.check in _WIDE:
        sentences = [match.span() for match in _SENTENCE.finditer(line)]
        spans = [each for each in sentences if any(each[0] <= start < each[1] for start, _ in spans)]
    return problem.at.path == Path(case.section) and any(start <= offset < end for start, end in spans)


def precision(scores: Iterable[Score]) -> float:
    """Return the share of problems found that were expected."""
    scores = list(scores)
    hits, alarms = sum(len(each.hits) for each in scores), sum(len(each.alarms) for each in scores)
    return hits / (hits + alarms) if hits + alarms else 1.0


def recall(scores: Iterable[Score]) -> float:
    """Return the share of expected problems that were found."""
    scores = list(scores)
    hits, missed = sum(len(each.hits) for each in scores), sum(len(each.missed) for each in scores)
    return hits / (hits + missed) if hits + missed else 1.0


def report_lines(name: str = "sentences") -> list[str]:
    """Return the lines of a table of precision and recall, for the whole set and for each check."""
    return table_of([judge(case) for case in labelled(name)])


def table_of(scores: Sequence[Score]) -> list[str]:
    """Return precision and recall of all scores, and of each check."""
    checks = sorted(
        {label["check"] for score in scores for label in score.case.expect}
        | {problem.check for score in scores for problem in score.alarms}
    )
    rows = [("all", scores), *((check, [_only(score, check) for score in scores]) for check in checks)]
    lines = [f"{len(scores)} labelled sentences", "", f"{'':24}precision  recall  found  alarms  missed"]
    for name, group in rows:
        hits, alarms, missed = (sum(len(part) for part in parts) for parts in zip(*map(_parts, group), strict=True))
        lines.append(f"{name:24}{precision(group):9.3f}{recall(group):8.3f}{hits:7}{alarms:8}{missed:8}")
    return lines


def _parts(score: Score) -> tuple[tuple[Problem, ...], tuple[Problem, ...], tuple[dict[str, str], ...]]:
    return score.hits, score.alarms, score.missed


def _only(score: Score, check: str) -> Score:
    """Return the part of the score that concerns one check."""
    return Score(
        score.case,
        tuple(each for each in score.hits if each.check == check),
        tuple(each for each in score.alarms if each.check == check),
        tuple(each for each in score.missed if each["check"] == check),
    )


def measure() -> str:
    """Return precision and recall of all sets; of those that may be read, also each missed finding and false alarm."""
    lines: list[str] = []
    for name in SETS:
        scores = [judge(case) for case in labelled(name)]
        lines += [f"# {name}", "", *table_of(scores), ""]
        if name != "measured":
            lines += [*(line for score in scores for line in _faults(score)), ""]
    return "\n".join(lines)


def _faults(score: Score) -> Iterator[str]:
    for label in score.missed:
        yield f"missed {score.case.id}: {label['check']} {label.get('text', '')}".rstrip()
    for problem in score.alarms:
        yield f"alarm {score.case.id}: {problem.check} {problem.message}"


if __name__ == "__main__":
    sys.stdout.write(measure())
