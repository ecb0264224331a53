"""The checks of a report have bounds: how much text is read, how far around a number, how many problems are listed.

`python -m tests.benchmarks.growth` measures times; here the calls are counted, which do not depend on the machine.
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from generator.checks import check_report
from generator.checks.narrative import check_narrative
from generator.checks.narrative.passages import MAX_CHECKED_CHARS, MAX_SENTENCE_CHARS, passages_of
from generator.checks.run import settle
from generator.checks.subject import Subject
from generator.model.agency import Agency
from generator.model.narrative import parse
from generator.model.problem import Position, Problem
from generator.model.report import Accept
from generator.sources.declared import MAX_LISTED, listed
from tests.benchmarks.growth import MAX_RATIO
from tests.benchmarks.narrative import Case, subject_of


def _subject(text: str) -> Subject:
    return subject_of(Case("bounds", 2024, Agency("jia", "青岚县民政局", "department"), "overview", {}, text, ()))


def _messages(text: str, check: str) -> list[str]:
    return [each.message for each in check_narrative(_subject(text)) if each.check == check]


def _calls(act: Callable[[], object]) -> int:
    """Return the number of function calls that `act` makes."""
    count = 0

    def record(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(record)
    try:
        act()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "unit", ["占1%，", "其中1件，", "办结1件", "2023年，", "{{requests.new.total}}件，", "公开救助、", "公开商品房物业"]
)
def test_twice_the_text_takes_twice_the_calls(unit: str) -> None:
    half, whole = (_subject(unit * (chars // len(unit))) for chars in (3_000, 6_000))
    list(check_narrative(half))  # fills caches
    ratio = _calls(lambda: list(check_narrative(whole))) / _calls(lambda: list(check_narrative(half)))
    assert ratio < MAX_RATIO


def test_few_selections_of_parts_are_tried_for_a_total() -> None:
    """Of 12 numbers before a total there are 4,096."""
    text = "占1%，共1件，" * 300
    subject = _subject(text)
    list(check_narrative(subject))  # fills caches
    assert _calls(lambda: list(check_narrative(subject))) < 200 * len(text)


def test_a_text_longer_than_any_report_is_read_up_to_a_clause() -> None:
    claim = "2023年，我局工作有序开展。"
    filler = "工作有序开展。" * (MAX_CHECKED_CHARS // 7 + 1)
    assert _messages(claim + filler, "narrative.year")
    assert not _messages(filler + claim, "narrative.year")
    (message,) = _messages(filler + claim, "narrative.length")
    assert message == (
        f"正文共 {len(filler + claim) + 18} 字，只核对了前 5 万字，从这里起没有与表格核对。"
        "年度报告用不到这么长，请检查是否混入了别的内容。"
    )
    assert not _messages(filler[: MAX_CHECKED_CHARS - 100], "narrative.length")


@pytest.mark.parametrize(
    ("line", "length"),
    [("公开信息，" * 30_000, 50_000), ("公开12" * 50_000, 49_998), ("1" * 200_000, 0), ("公" * 200_000, 50_000)],
)
def test_an_overlong_line_is_cut_behind_a_clause_and_never_in_a_number(line: str, length: int) -> None:
    lengths = [len(each.source) for each in passages_of(_subject(line)) if each.key == "overview"]
    assert sum(lengths) == length


def test_a_long_sentence_is_cut_behind_a_clause() -> None:
    (passage,) = (each for each in passages_of(_subject("公开信息，" * 400)) if each.key == "overview")
    assert passage.sentences == [(0, MAX_SENTENCE_CHARS), (MAX_SENTENCE_CHARS, 2_000)]
    (passage,) = (each for each in passages_of(_subject("公开信息，" * 300)) if each.key == "overview")
    assert passage.sentences == [(0, MAX_SENTENCE_CHARS)]


@pytest.mark.parametrize(("count", "told"), [(39, 1), (40, 0), (60, 0)])
def test_nothing_is_concluded_from_a_list_that_is_not_read_to_its_end(count: int, told: int) -> None:
    parts = "、".join(f"{chr(0x5010 + number)}镇2条" for number in range(count))
    assert len(_messages(f"公开信息5条，其中{parts}。", "narrative.sum")) == told


@pytest.mark.parametrize(("count", "words"), [(19, "收取信息处理费8元"), (20, "未收取信息处理费")])
def test_of_a_list_of_fees_the_first_amounts_are_compared(count: int, words: str) -> None:
    (message,) = _messages("收取信息处理费5元，" * count + "收取信息处理费8元。", "narrative.figure")
    assert f"写“{words}”" in message


def _problems(count: int) -> Iterator[Problem]:
    for line in range(1, count + 1):
        yield Problem(Position(Path("2024.yml"), line), "warning", "narrative.year", "")


def test_problems_are_listed_up_to_a_number() -> None:
    assert len(listed(_problems(MAX_LISTED))) == MAX_LISTED
    found = listed(_problems(MAX_LISTED + 5))
    assert (len(found), found[-1].at.line, found[-1].level) == (MAX_LISTED + 1, MAX_LISTED + 1, "error")
    assert found[-1].message == "从这里起问题多于 1000 个，后面的没有再列。请先改好前面的，再核对一次。"


def test_problems_of_a_text_are_not_all_looked_for() -> None:
    found = check_report(_subject("{{a.b}}" * (MAX_LISTED + 10)))
    assert sum(each.check == "text.reference" for each in found) == MAX_LISTED
    assert [each.level for each in found if each.check == "source.problems"] == ["error"]


def test_similar_names_are_looked_up_for_the_first_wrong_ones() -> None:
    subject = _subject("{{requests.new.all}}" * 31)
    accepts = tuple(Accept("cell.txt", None, "理由") for _ in range(31))
    object.__setattr__(subject.report, "accepts", accepts)
    found = check_report(subject)
    for check, suggestion in (("text.reference", "{{requests.new.total}}"), ("accepts.stale", "cell.text")):
        messages = [each.message for each in found if each.check == check]
        assert [f"是不是想写“{suggestion}”？" in each for each in messages] == [True] * 30 + [False]


def test_the_cut_of_a_list_cannot_be_accepted() -> None:
    subject = _subject("")
    accepts = (Accept("source.problems", None, "理由"),)
    object.__setattr__(subject.report, "accepts", accepts)
    found = settle(subject, listed(_problems(MAX_LISTED + 1)))
    assert [each.level for each in found if each.check == "source.problems"] == ["error"]


def test_each_problem_is_settled_by_the_decision_about_its_check() -> None:
    subject = _subject("2023年，我局工作有序开展。")
    accepts = tuple(Accept(check, None, "理由") for check in ("narrative.sum", "narrative.year", "narrative.year"))
    object.__setattr__(subject.report, "accepts", accepts)
    found = check_report(subject)
    assert [each.accepted for each in found if each.check == "narrative.year"] == ["理由"]
    assert sum(each.check == "accepts.stale" for each in found) == 2


def test_a_table_of_text_is_not_filled_up_beyond_reason() -> None:
    wide = f"|{'甲|' * 5_000}"
    assert [each.kind for each in parse(f"{wide}\n|乙|")] == ["table"]
    assert {each.kind for each in parse(f"{wide}\n|乙|\n|丙|")} == {"paragraph"}
