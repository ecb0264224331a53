"""All faults of a source file are reported in one run, at their positions, in words that a clerk can act on.

A case is a file in `files/<year>/` or `files/agency/`; a `.txt` beside it has the expected messages, word for word.
"""

import re
from pathlib import Path

import pytest

from generator.checks import Subject, check_report
from generator.formatters import text_of
from generator.model.form import Forms
from generator.model.problem import Problem
from generator.sources import load_agency, load_report
from tests.conftest import TESTS, Golden

SOURCES = sorted(TESTS.glob("sources/files/[12]*/*.yml"))
AGENCIES = sorted(TESTS.glob("sources/files/agency/*.yml"))


def _id(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def _problems(path: Path, forms: Forms) -> list[Problem]:
    report, problems = load_report(path, "jia", int(path.absolute().parent.name), forms)
    if report:
        problems += check_report(Subject(report, forms[report.form]))
    return sorted(problems, key=lambda problem: problem.at)


def _listed(problems: list[Problem]) -> str:
    return "".join(f"{text_of(problem)}\n" for problem in problems)


@pytest.mark.parametrize("path", SOURCES, ids=_id)
def test_messages_of_a_report(path: Path, forms: Forms, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(path.parent)
    golden(_listed(_problems(Path(path.name), forms)), path.with_suffix(".txt"))


@pytest.mark.parametrize("path", AGENCIES, ids=_id)
def test_messages_of_an_agency(path: Path, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(path.parent)
    golden(_listed(load_agency(Path(path.name), "jia")[1]), path.with_suffix(".txt"))


@pytest.mark.parametrize("path", SOURCES, ids=_id)
def test_every_position_is_inside_the_file(path: Path, forms: Forms) -> None:
    lines = path.read_bytes().decode("utf-8-sig", errors="replace").splitlines() or [""]
    for problem in _problems(path, forms):
        assert 1 <= problem.at.line <= len(lines)
        assert 1 <= problem.at.column <= len(lines[problem.at.line - 1]) + 1


@pytest.mark.parametrize("path", SOURCES, ids=_id)
def test_problems_are_sorted_by_position(path: Path, forms: Forms) -> None:
    positions = [problem.at for problem in load_report(path, "jia", int(path.parent.name), forms)[1]]
    assert positions == sorted(positions)


def _scalars(text: str) -> list[tuple[int, int]]:
    """Return the spans of all keys and values in a source."""
    return [match.span() for match in re.finditer(r"[^\s:\[\],|{}]+", text)]


def test_messages_about_huge_values_are_short_and_on_one_line(tmp_path: Path, forms: Forms) -> None:
    """Each key and value in turn is replaced by something huge."""
    path = tmp_path / "1995.yml"
    good = "\n".join(path.read_text(encoding="utf-8") for path in (TESTS / "sources/files/1995").glob("go?d.yml"))
    facts = "form: small\npublished: 1996-01-31\nsource: x\naccepts: [{check: a, cell: b, reason: c}]\nyear: 1995\n"
    for start, end in _scalars(facts + good):
        for huge in (
            "9" * 3000,
            "字" * 3000,
            '"' + "0\\n" * 1000 + '"',
            "{{" + "a." * 1000 + "}}",
            "1_" * 1000 + "0",
        ):
            source = facts + good
            path.write_text(f"{source[:start]}{huge}{source[end:]}", encoding="utf-8")
            report, problems = load_report(path, "jia", 1995, forms)
            problems += check_report(Subject(report, forms[report.form])) if report else []
            assert all(len(problem.message) < 700 and "\n" not in problem.message for problem in problems)
