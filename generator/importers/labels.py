"""Compare printed labels as a person would, ignoring brackets, quotes, spaces, numbering and small misprints."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from generator.sources.reading.text_file import INVISIBLE

_TRADITIONAL = str.maketrans(
    "總縂計規為爲數項內處決對許罰強業費額單萬請組織會構機務結轉辦續繼開區類過於國護權執詢關沒現補後舉報訴複復認獲無繳納維糾審議訟經體題進導動發廢書專購採當屬條應團詳點實際給還況錄眾聯網門間終個們來時樣層產"
    "據職責歷屆與號紀標準辭並佈併侷係備傢億劃員問噹圖埰寀廳徑捲査檯減監確祕種穩穫筆箇範統縣繫臺製訪設註試說説調踰這適鄉錶鎭鎮閉閤隻頁颱髮齣",
    "总总计规为为数项内处决对许罚强业费额单万请组织会构机务结转办续继开区类过于国护权执询关没现补后举报诉复复认获无缴纳维纠审议讼经体题进导动发废书专购采当属条应团详点实际给还况录众联网门间终个们来时样层产"
    "据职责历届与号纪标准辞并布并局系备家亿划员问当图采采厅径卷查台减监确秘种稳获笔个范统县系台制访设注试说说调逾这适乡表镇镇闭合只页台发出",
)
"""Traditional characters, with their variants, of those in official labels and titles; and the simplified ones."""

_RADICALS = str.maketrans(
    "⺠⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻬⻮⻰⺟⻁⻩⺎⺫", "民西见角贝车长门青页风飞食马骨鬼鱼鸟齐齿龙母虎黄兀罒"
)
_NUMBERING = re.compile(r"[（(]?(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[）)、.．:：]\s*[、.．]?|[①-⑳⑴-⒇⒈-⒛㈠-㈩]\s*")
_REMARK = re.compile(r"[（(][^（()）]*[）)]\s*$")
_NOTE_MARK = re.compile(r"(?:[①-⓿⁰¹²³⁴-⁹*＊※]|[\[〔【](?:注|注释)?[0-9]{0,2}[\]〕】]|注[0-9]{1,2})+\s*$")
_UNSPACED = "㐀-鿿豈-﫿　-〿＀-￯“”‘’…—"
_GAP = re.compile(rf"(?<=[{_UNSPACED}])\s+|\s+(?=[{_UNSPACED}])")

HAN = re.compile("[㐀-鿿]")
"""A Chinese character, which no figure has."""

CHARS_PER_MISPRINT = 4
"""Number of characters in a label for each misprint that is tolerated."""

Choices = tuple[tuple[str, tuple[str, ...]], ...]
"""Names to choose from, each with the labels that are printed for it."""


class Match(NamedTuple):
    """The choice that a text stands for, and the number of misprints in the text."""

    name: str
    misprints: int


@dataclass(frozen=True)
class FoldedText:
    """A text reduced to what matters in a label, with the position of each of its characters in the original text."""

    text: str
    positions: tuple[int, ...]


def fold_with_positions(text: str) -> FoldedText:
    """Return only letters, Chinese characters and digits, in canonical form, with their positions in the text."""
    characters, positions = [], []
    for position, original in enumerate(text):
        for character in unicodedata.normalize("NFKC", original.translate(_RADICALS)).lower().translate(_TRADITIONAL):
            if character.isalnum():
                characters.append(character)
                positions.append(position)
    return FoldedText("".join(characters), tuple(positions))


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Return the text in the canonical form used for comparing labels."""
    return fold_with_positions(text).text


def clean(text: str) -> str:
    """Return the text of a cell on one line, without invisible characters or spaces beside Chinese characters."""
    return " ".join(_GAP.sub("", INVISIBLE.sub("", text).strip()).split())


@lru_cache(maxsize=8192)
def without_numbering(label: str) -> str:
    """Return the folded label without its numbering."""
    return fold(_NUMBERING.sub("", label.strip(), count=1)) or fold(label)


def numbering(text: str) -> str:
    """Return the label's numbering, folded; empty if it has none."""
    match = _NUMBERING.match(text.strip())
    return fold(match.group()) if match else ""


@lru_cache(maxsize=1024)
def spellings(labels: tuple[str, ...]) -> tuple[str, ...]:
    """Return the folded ways to print a label, longest first: whole, without numbering, without a final remark."""
    found: set[str] = set()
    for label in labels:
        short = _REMARK.sub("", label)
        found |= {fold(label), without_numbering(label)}
        if fold(short):
            found |= {fold(short), without_numbering(short)}
    return tuple(sorted(found, key=lambda spelling: (-len(spelling), spelling)))


def distance(one: str, other: str, limit: int) -> int:
    """Return the number of characters to change, add or remove to make both texts equal; at most `limit` + 1."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        diagonal, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (a != b))
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)


def is_subsequence(part: Iterable[str], whole: Iterable[str]) -> bool:
    """Return whether `part` is `whole` with some items left out."""
    rest: Iterator[str] = iter(whole)
    return all(item in rest for item in part)


@lru_cache(maxsize=1 << 16)
def closest(text: str, choices: Choices) -> Match | None:
    """Return the one choice that the text stands for; None if there is none or it is ambiguous.

    An exact label takes precedence over a misprinted one. If several labels match exactly, their numbering decides.
    """
    text = _NOTE_MARK.sub("", text)
    if not (whole := fold(text)):
        return None
    variants = {whole, without_numbering(text), without_numbering(_REMARK.sub("", text))} - {""}
    exact = [(name, labels) for name, labels in choices if not variants.isdisjoint(spellings(labels))]
    if len(exact) > 1:
        number = numbering(text)
        exact = [(name, labels) for name, labels in exact if any(numbering(label) == number for label in labels)]
    if exact:
        return Match(exact[0][0], 0) if len(exact) == 1 else None
    return _misprinted(without_numbering(text), choices)


def is_label(text: str, labels: tuple[str, ...]) -> bool:
    """Return whether the text is one of the labels, small misprints included."""
    return closest(text, (("", labels),)) is not None


def has_other_digits(text: str, label: str) -> bool:
    """Return whether the text has other digits behind its first letter than the label: those of a figure beside it."""
    one, other = (re.sub("[^0-9]|^[0-9]+", "", without_numbering(each)) for each in (text, label))
    return one != other


def _misprinted(text: str, choices: Choices) -> Match | None:
    """Return the one choice with the fewest misprints, or None."""
    found: list[tuple[int, str]] = []
    for name, labels in choices:
        near = [body for body in _bodies(labels) if abs(len(body) - len(text)) <= _tolerated(body)]
        misprints = {body: distance(text, body, _tolerated(body)) for body in near if not has_other_digits(text, body)}
        accepted = [count for body, count in misprints.items() if count <= _tolerated(body)]
        if accepted:
            found.append((min(accepted), name))
    found.sort()
    if not found or (len(found) > 1 and found[0][0] == found[1][0]):
        return None
    return Match(found[0][1], found[0][0])


def _tolerated(label: str) -> int:
    return len(label) // CHARS_PER_MISPRINT


@lru_cache(maxsize=1024)
def _bodies(labels: tuple[str, ...]) -> frozenset[str]:
    """Return the folded labels without numbering, with and without a final remark, that may have a misprint."""
    bodies = {without_numbering(each) for label in labels for each in (label, _REMARK.sub("", label))}
    return frozenset(body for body in bodies if _tolerated(body))
