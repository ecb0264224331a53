"""A clerk: turns of phrase to sentences, dealt so that an organ does not repeat itself from year to year."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from tests.benchmarks.chance import Dice
from tests.benchmarks.organs import material

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"<([^<>]+)>")
_RANGE = re.compile(r"(\d+)-(\d+)")
_PLACES = ("road", "village", "community", "school", "river", "park")
_KNOWN_PLACES = 7


class Clerk:
    """Knows its organ's turns of phrase and the places around it, and the facts of the report at hand."""

    def __init__(self, phrases: Mapping[str, list[Any]], dice: Dice) -> None:
        self.dice = dice
        self.facts: dict[str, object] = {}
        self._phrases = {**phrases, **{kind: [_place(kind, dice) for _ in range(_KNOWN_PLACES)] for kind in _PLACES}}
        self._packs: dict[str, list[Any]] = {}
        self._recent: dict[str, list[Any]] = {}

    def has(self, name: str) -> bool:
        """Whether there is such a pack."""
        return name in self._phrases

    def deal(self, name: str) -> Any:
        """The next card of a pack; when all have been dealt it is shuffled anew, the last two to the bottom."""
        recent = self._recent.setdefault(name, [])
        if not self._packs.get(name):
            fresh = self.dice.shuffled(self._phrases[name])
            self._packs[name] = sorted(fresh, key=lambda card: card not in recent)
        card = self._packs[name].pop()
        recent[:] = [*recent[-1:], card]
        return card

    def say(self, text: str) -> str:
        """The text with one of each `[甲|乙]` and every `<slot>` filled: a fact, a number from a range, or a card."""
        text = _CHOICE.sub(lambda match: self.dice.pick(match[1].split("|")), text)
        return _SLOT.sub(lambda match: self._fill(match[1]), text)

    def one(self, name: str) -> str:
        """A card of the pack, said."""
        return self.say(self.deal(name))

    def clauses(self, name: str, count: int) -> str:
        """Some clauses of the pack, counted off or as sentences of their own."""
        said = [self.one(name) for _ in range(count)]
        if count > 1 and self.dice.throw() < 0.5:
            return "；".join(f"{number}是{clause}" for number, clause in zip("一二三四", said, strict=False)) + "。"
        return "".join(f"{clause}。" for clause in said)

    def _fill(self, slot: str) -> str:
        if slot in self.facts:
            return str(self.facts[slot])
        if match := _RANGE.fullmatch(slot):
            return str(self.dice.number(int(match[1]), int(match[2])))
        return self.one(slot)


def place_name(dice: Dice) -> tuple[str, str]:
    """A made-up name of two characters and its pinyin."""
    characters, pinyin = _characters()
    first = second = dice.number(0, len(characters) - 1)
    while second == first:
        second = dice.number(0, len(characters) - 1)
    return characters[first] + characters[second], pinyin[first] + pinyin[second]


@cache
def _characters() -> tuple[list[str], list[str]]:
    places = material("names")["places"]
    return list(places), list(places.values())


def _place(kind: str, dice: Dice) -> str:
    return str(dice.pick(material("names")[kind])).replace("<place>", place_name(dice)[0])
