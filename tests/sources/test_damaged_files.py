"""Damaged files never raise an exception: their faults are reported as problems at positions in the file."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from generator.checks import Subject, check_report
from generator.model.form import Forms
from generator.sources import load_agency, load_report
from tests.conftest import TESTS

GOOD = (TESTS / "sources/files/1995/accepts.yml").read_bytes() + (
    TESTS / "sources/files/1995/corrections.yml"
).read_bytes()[-400:]
AGENCY = (TESTS / "sources/files/agency/good.yml").read_bytes()
PIECES = [
    *(bytes([byte]) for byte in b"\n\t :|>#&*!%@`'\"?-,[]{}=~0\\\x00\xff\xe4"),
    *(
        piece.encode()
        for piece in ("\n  ", "\n\n", "：", "，", "［", "１", "\u200b", "😀", "\r\n", "---\n", "...\n", "{{", "}}")
    ),
    *(
        b"null",
        b"<<: ",
        b"? ",
        b"&a ",
        b"*a",
        b"!!int ",
        b"|2\n",
        b">-\n",
        b'"\\u200b"',
        b'"\\ud800"',
        b"9" * 400,
        b"[" * 20,
    ),
]

_edits = st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 12), st.sampled_from(PIECES)), max_size=4)
_many_examples = settings(
    deadline=None, max_examples=400, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)


def _edited(data: bytes, edits: list[tuple[int, int, bytes]]) -> bytes:
    """Return the file with some stretches replaced."""
    for start, length, piece in edits:
        start %= len(data) + 1
        data = data[:start] + piece + data[start + length :]
    return data


@_many_examples
@given(edits=_edits)
def test_a_damaged_report_gives_problems_inside_the_file(
    edits: list[tuple[int, int, bytes]], forms: Forms, tmp_path: Path
) -> None:
    path = tmp_path / "1995.yml"
    path.write_bytes(_edited(GOOD, edits))
    report, problems = load_report(path, "jia", 1995, forms)
    problems += check_report(Subject(report, forms[report.form])) if report else []
    assert report or problems
    lines = (
        path.read_bytes().decode("utf-8-sig", errors="replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    )
    for problem in problems:
        assert 1 <= problem.at.line <= len(lines)
        assert 1 <= problem.at.column <= len(lines[problem.at.line - 1]) + 1


@_many_examples
@given(edits=_edits)
def test_a_damaged_agency_file_gives_problems(edits: list[tuple[int, int, bytes]], tmp_path: Path) -> None:
    path = tmp_path / "agency.yml"
    path.write_bytes(_edited(AGENCY, edits))
    agency, problems = load_agency(path, "jia")
    assert agency or problems


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"name: |\r\xc3\x9f\n", (2, 1)),
        (b"name: a\rkind: b\rb: \xff\n", (3, 4)),
        (b"name: a\rkind: department\rx: 1\n", (3, 1)),
        (b"name: a\r\nkind: department\r\nx: \x07\n", (3, 1)),
    ],
)
def test_any_line_end_ends_a_line(content: bytes, place: tuple[int, int], tmp_path: Path) -> None:
    path = tmp_path / "agency.yml"
    path.write_bytes(content)
    assert place in {problem.at[1:] for problem in load_agency(path, "jia")[1]}


def test_places_in_texts_without_a_bar_are_where_the_text_begins(tmp_path: Path, forms: Forms) -> None:
    text = "甲" * 90
    for value in (f"{text}\n  {{{{a.b}}}}", f"'{text}\n  {{{{a.b}}}}'"):
        path = tmp_path / "1995.yml"
        path.write_text(f"overview: {value}\n", encoding="utf-8")
        report, _ = load_report(path, "jia", 1995, forms)
        assert report
        found = check_report(Subject(report, forms[report.form]))
        assert [each.at[1:] for each in found if each.check == "text.reference"] == [(1, 1)]
