"""Differences between texts: readable runs of words, paragraph by paragraph, and nothing lost."""

import random

import pytest

from generator.model.words import Paragraph, changed_paragraphs

_MARKS = {"same": "{}", "removed": "-{}-", "inserted": "+{}+"}


def _shown(paragraphs: list[Paragraph]) -> list[str]:
    return ["".join(_MARKS[piece.kind].format(piece.text) for piece in pieces) for pieces in paragraphs]


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        ("一样。", "一样。", []),
        ("", "新写的。", ["+新写的。+"]),
        ("原来的。", "", ["-原来的。-"]),
        ("收到15件。", "收到13件。", ["收到-15-+13+件。"]),
        ("收费1,250.5元。", "收费1,250.7元。", ["收费-1,250.5-+1,250.7+元。"]),
        ("占12%。", "占21%。", ["占-12%-+21%+。"]),
        ("新收16件，办结。", "新收16件，全部办结。", ["新收16件，+全部+办结。"]),
        ("全年共收到申请。", "全年收到申请。", ["全年-共-收到申请。"]),
        ("通过APP公开。", "通过App公开。", ["通过-APP-+App+公开。"]),
        ("甲乙丙丁戊己。", "甲乙某丁戊己。", ["甲乙-丙-+某+丁戊己。"]),
        ("甲乙丙丁戊己庚辛。", "子乙丙丑戊己庚辛。", ["-甲-+子+乙丙-丁-+丑+戊己庚辛。"]),
        ("甲乙丙丁戊己庚辛。", "子乙丑丁戊己庚辛。", ["-甲乙丙-+子乙丑+丁戊己庚辛。"]),
        ("没有改。\n收到15件。\n也没有改。", "没有改。\n收到13件。\n也没有改。", ["收到-15-+13+件。"]),
        ("甲段落在此。\n丁。", "甲段落在此。\n另起一段完全不同的话。\n丁。", ["+另起一段完全不同的话。+"]),
        ("完全是旧的一段话。", "这里换了新内容！", ["-完全是旧的一段话。-", "+这里换了新内容！+"]),
        ("旧一段文字内容。\n旧二段文字内容。", "旧二段文字内容改。", ["-旧一段文字内容。-", "旧二段文字内容+改+。"]),
    ],
)  # fmt: skip
def test_changes_are_shown_as_words(was: str, now: str, expected: list[str]) -> None:
    assert _shown(changed_paragraphs(was, now)) == expected


def test_nothing_is_lost() -> None:
    chance = random.Random(1)
    for _ in range(200):
        was, now = (
            "\n".join("".join(chance.choices("甲乙丙1。", k=6)) for _ in range(chance.randrange(4))) for _ in "12"
        )
        found = changed_paragraphs(was, now)
        for kind, text, other in (("removed", was, now), ("inserted", now, was)):
            kept = ["".join(p.text for p in pieces if p.kind in ("same", kind)) for pieces in found]
            rest = [line for line in text.splitlines() if line not in other.splitlines()]
            assert [line for line in kept if line in rest] == rest


def test_a_long_paragraph_is_replaced_as_a_whole() -> None:
    was, now = "甲" + "乙丙" * 3000 + "丁", "戊" + "丙乙" * 3000 + "己"
    assert [[piece.kind for piece in pieces] for pieces in changed_paragraphs(was, now)] == [["removed", "inserted"]]


@pytest.mark.parametrize(("same", "is_compared"), [(4, True), (3, False)])
def test_paragraphs_with_two_fifths_in_common_are_compared(same: int, is_compared: bool) -> None:
    was, now = "甲乙丙丁戊己庚辛壬癸", "甲乙丙丁戊己庚辛壬癸"[:same] + "一二三四五六七八九十"[same:]
    assert (len(changed_paragraphs(was, now)) == 1) == is_compared
