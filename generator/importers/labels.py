"""Printed labels compared as a person would: whatever the brackets, quotes, spaces, numbering and small misprints."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from generator.sources.file import INVISIBLE

_TRADITIONAL = str.maketrans(
    "總縂計規為爲數項內處決對許罰強業費額單萬請組織會構機務結轉辦續繼開區類過於國護權執詢關沒現補後舉報訴複復認獲無繳納維糾審議訟經體題進導動發廢書專購採當屬條應團詳點實際給還況錄眾聯網門間終個們來時樣層產權據職責歷屆與號紀標準辭",
    "总总计规为为数项内处决对许罚强业费额单万请组织会构机务结转办续继开区类过于国护权执询关没现补后举报诉复复认获无缴纳维纠审议讼经体题进导动发废书专购采当属条应团详点实际给还况录众联网门间终个们来时样层产权据职责历届与号纪标准辞",
)
_RADICALS = str.maketrans(
    "⺠⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻬⻮⻰⺟⻁⻩⺎⺫", "民西见角贝车长门青页风飞食马骨鬼鱼鸟齐齿龙母虎黄兀罒"
)
_NUMBERING = re.compile(r"[（(]?(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[）)、.．:：]\s*[、.．]?|[①-⑳⑴-⒇⒈-⒛㈠-㈩]\s*")
_REMARK = re.compile(r"[（(][^（()）]*[）)]\s*$")
_NOTED = re.compile(r"(?:[①-⓿⁰¹²³⁴-⁹*＊※]|[\[〔【](?:注|注释)?[0-9]{0,2}[\]〕】]|注[0-9]{1,2})+\s*$")
_HAN = "㐀-鿿豈-﫿　-〿＀-￯“”‘’…—"
_GAP = re.compile(rf"(?<=[{_HAN}])\s+|\s+(?=[{_HAN}])")

MISPRINTS = 4
"""One letter in so many may differ in a label that is still recognised."""


Choices = tuple[tuple[str, tuple[str, ...]], ...]
"""Names with the labels that stand for them."""


@dataclass(frozen=True)
class Folded:
    """A text reduced to what counts in a label, with where each of its letters stood."""

    text: str
    at: tuple[int, ...]


def folded(text: str) -> Folded:
    """Letters and digits alone, in one form of each, with their places in the text."""
    letters, places = [], []
    for place, letter in enumerate(text):
        for each in unicodedata.normalize("NFKC", letter.translate(_RADICALS)).lower().translate(_TRADITIONAL):
            if each.isalnum():
                letters.append(each)
                places.append(place)
    return Folded("".join(letters), tuple(places))


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """The text as labels are compared."""
    return folded(text).text


def clean(text: str) -> str:
    """The text of a cell on one line: nothing invisible, no blanks beside Chinese letters."""
    return " ".join(_GAP.sub("", INVISIBLE.sub("", text).strip()).split())


@lru_cache(maxsize=8192)
def body(text: str) -> str:
    """The label without its numbering."""
    return fold(_NUMBERING.sub("", text.strip(), count=1)) or fold(text)


def numbering(text: str) -> str:
    """The numbering alone, folded; empty where there is none."""
    match = _NUMBERING.match(text.strip())
    return fold(match.group()) if match else ""


@lru_cache(maxsize=1024)
def spellings(labels: tuple[str, ...]) -> tuple[str, ...]:
    """The ways a label may be printed, folded: whole, without numbering, without its closing remark; longest first."""
    found: set[str] = set()
    for label in labels:
        short = _REMARK.sub("", label)
        found |= {fold(label), body(label)} | ({fold(short), body(short)} if fold(short) else set())
    return tuple(sorted(found, key=lambda each: (-len(each), each)))


def distance(one: str, other: str, most: int) -> int:
    """How many letters must be changed, added or left out; `most` + 1 where it is more than that."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


@lru_cache(maxsize=8192)
def closest(text: str, choices: Choices) -> tuple[str, int] | None:
    """The one choice (name, printed labels) that the text stands for and how far it is off, or None.

    An exact label counts before a misprint; of two equally near ones neither does, unless the numbering tells.
    """
    text = _NOTED.sub("", text)
    if not (whole := fold(text)):
        return None
    mine = {whole, body(text), body(_REMARK.sub("", text))} - {""}
    exact = [(name, labels) for name, labels in choices if not mine.isdisjoint(spellings(labels))]
    if len(exact) > 1:
        number = numbering(text)
        exact = [(name, labels) for name, labels in exact if any(numbering(each) == number for each in labels)]
    if exact:
        return (exact[0][0], 0) if len(exact) == 1 else None
    return _misprinted(body(text), choices)


def _misprinted(text: str, choices: Choices) -> tuple[str, int] | None:
    found = []
    for name, labels in choices:
        bodies = {body(each) for each in labels} | {body(_REMARK.sub("", each)) for each in labels}
        near = [distance(text, each, len(each) // MISPRINTS) for each in bodies if len(each) >= MISPRINTS]
        limits = [len(each) // MISPRINTS for each in bodies if len(each) >= MISPRINTS]
        good = [off for off, most in zip(near, limits, strict=True) if off <= most]
        if good:
            found.append((min(good), name))
    found.sort()
    if not found or (len(found) > 1 and found[0][0] == found[1][0]):
        return None
    return found[0][1], found[0][0]
