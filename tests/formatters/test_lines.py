"""Problems as lines for terminals and forges: names of levels, quoted source lines, escapes."""

from pathlib import Path

import pytest

from generator.formatters.github import as_github
from generator.formatters.text import as_text, summary
from generator.model.problem import Level, Position, Problem, abridged


def _problem(path: Path = Path("/a/2024.yml"), level: Level = "error", line: int = 1) -> Problem:
    return Problem(Position(path, line, 2), level, "cell.text", "不对。")


@pytest.mark.parametrize(
    ("level", "name", "command"),
    [("error", "错误", "error"), ("warning", "疑问", "warning"), ("note", "说明", "notice")],
)
def test_each_level_has_its_name_and_its_command(level: Level, name: str, command: str) -> None:
    assert as_text([_problem(level=level)]) == f"/a/2024.yml:1:2: {name}: 不对。 [cell.text]\n"
    assert as_github([_problem(level=level)]) == f"::{command} file=/a/2024.yml,line=1,col=2,title=cell.text::不对。\n"
    counted = {each: int(each == level) for each in ("error", "warning", "note")}
    expected = f"{counted['error']} 个错误，{counted['warning']} 个疑问，{counted['note']} 条说明"
    assert summary(3, [_problem(level=level)]) == f"共 3 份报告：{expected}。"


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("甲" * 100, "甲" * 100), ("甲" * 101, f"{'甲' * 100}…"), ("  甲: 1  ", "甲: 1"), ("", None),
        (" " * 999 + "甲", "甲"), (" " * 1_000 + "甲", None),
    ],
)  # fmt: skip
def test_source_lines_are_quoted_up_to_a_hundred_characters(line: str, shown: str | None, tmp_path: Path) -> None:
    path = tmp_path / f"{len(line)}.yml"
    path.write_text(f"name: 甲\n{line}\n", encoding="utf-8")
    quoted = as_text([_problem(path, line=2)]).splitlines()[1:]
    assert quoted == ([] if shown is None else [f"    {shown}"])


@pytest.mark.parametrize(("size", "is_quoted"), [(1_000_000, True), (1_000_001, False)])
def test_lines_of_huge_files_are_not_quoted(size: int, is_quoted: bool, tmp_path: Path) -> None:
    path = tmp_path / "2024.yml"
    path.write_bytes(b"name: a\n".ljust(size, b"#"))
    assert ("name: a" in as_text([_problem(path)])) == is_quoted


_LAST = Path("/z/2025.yml")


def _standing(level: Level, count: int) -> list[Problem]:
    return [_problem(Path(f"/a{number:02}/2024.yml"), level) for number in range(count)]


@pytest.mark.parametrize("own", ["error", "warning", "note"])
@pytest.mark.parametrize("standing", ["error", "warning", "note"])
def test_problems_of_touched_files_are_annotated_first(own: Level, standing: Level) -> None:
    problems = [*_standing(standing, 60), _problem(_LAST, own, 7)]
    assert as_github(problems, {_LAST}).startswith(f"::{as_github(problems[-1:])[2:]}")


def test_without_a_revision_errors_are_annotated_first() -> None:
    problems = [*_standing("note", 12), *_standing("warning", 60), _problem(_LAST)]
    assert as_github(problems).startswith(as_github(problems[-1:]))


@pytest.mark.parametrize(
    ("errors", "warnings", "notes", "left"),
    [(10, 10, 10, 0), (11, 0, 0, 1), (0, 11, 9, 1), (0, 11, 10, 2), (0, 0, 11, 2), (3, 60, 4, 50), (0, 0, 0, 0)],
)
def test_what_github_does_not_show_is_counted(errors: int, warnings: int, notes: int, left: int) -> None:
    lines = as_github([*_standing("error", errors), *_standing("warning", warnings), *_standing("note", notes)])
    counts = [lines.count(f"::{command} ") for command in ("error", "warning", "notice")]
    assert max(counts) <= 10
    assert sum(counts) == errors + warnings + notes - left + bool(left)
    assert lines.endswith(f"::notice title=gongkai::另有 {left} 条，见摘要。\n") == bool(left)


def test_values_of_annotations_are_escaped() -> None:
    problem = Problem(Position(Path("/a,b:c/2024.yml")), "error", "a:b,c", "一%\n二,三:四")
    assert as_github([problem]) == ("::error file=/a%2Cb%3Ac/2024.yml,line=1,col=1,title=a%3Ab%2Cc::一%25%0A二,三:四\n")


@pytest.mark.parametrize(
    ("text", "quoted"), [("甲" * 40, "甲" * 40), ("甲" * 41, f"{'甲' * 40}…"), (" 甲\n\t乙 ", "甲 乙")]
)
def test_texts_are_quoted_up_to_forty_characters(text: str, quoted: str) -> None:
    assert abridged(text) == quoted
