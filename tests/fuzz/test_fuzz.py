"""A short run of the fuzzer; `make fuzz` runs it for as long as asked."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from generator.model.problem import Position, Problem
from tests.fuzz import cases, oracle
from tests.fuzz.cases import run_case

COUNTS = {"sources": 8, "imports": 2, "settings": 15}


@pytest.mark.parametrize("kind", COUNTS)
def test_cases_have_no_faults(kind: str, tmp_path: Path) -> None:
    for case in islice(cases.cases(15, (kind,)), COUNTS[kind]):
        assert run_case(case, tmp_path / kind).faults == [], f"repeat: make fuzz CASE={case}"


def test_a_case_is_made_from_its_name_alone(tmp_path: Path) -> None:
    def files(folder: Path) -> dict[str, bytes]:
        run_case("1/sources/7-0", folder)
        return {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*") if each.is_file()}

    assert files(tmp_path / "a") == files(tmp_path / "b") != {}


def test_faults_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "2024.yml"
    path.write_text("a: 1\n", encoding="utf-8")

    def place(line: int, column: int) -> Iterator[str]:
        problem = Problem(Position(path, line, column), "error", "a.b", "甲")
        return oracle._without_place([problem], tmp_path)

    assert [len([*place(*at)]) for at in ((1, 1), (1, 5), (2, 1), (1, 6), (3, 1))] == [0, 0, 0, 1, 1]
    assert [*oracle._obeyed({"text": "甲\n ::error::乙", "json": "##[group]x", "markdown": "\u202e"})] != []
    assert oracle.faults_of(path, lambda _: iter(["a"])) == ["a"]
    assert "ZeroDivisionError" in oracle.faults_of(path, lambda _: iter([str(1 // 0)]))[0]
    monkeypatch.setattr(oracle, "MAX_SECONDS", 0.05)
    assert "over" in oracle.faults_of(path, lambda _: (str(each) for each in range(10**9) if each < 0))[0]
