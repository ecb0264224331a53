"""Random sentences from phrases with slots; an agency rarely repeats a phrase in consecutive years."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from tests.benchmarks.agencies import material
from tests.benchmarks.random_numbers import RandomSource

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"<([^<>]+)>")
_RANGE = re.compile(r"(\d+)-(\d+)")
_PLACE_KINDS = ("road", "village", "community", "school", "river", "park")
_PLACES_PER_KIND = 7


class Phrasebook:
    """The lists of phrases of an agency, the places around it, and the values that fill the slots."""

    def __init__(self, phrases: Mapping[str, list[Any]], rng: RandomSource) -> None:
        self.rng = rng
        self.values: dict[str, object] = {}
        places = {kind: [_place(kind, rng) for _ in range(_PLACES_PER_KIND)] for kind in _PLACE_KINDS}
        self._phrases = {**phrases, **places}
        self._remaining: dict[str, list[Any]] = {}
        self._recent: dict[str, list[Any]] = {}

    def has(self, name: str) -> bool:
        """Return whether there is a list of that name."""
        return name in self._phrases

    def draw(self, name: str) -> Any:
        """Return the next phrase of a list; reshuffle a used-up list, with the two most recent phrases at its end."""
        recent = self._recent.setdefault(name, [])
        if not self._remaining.get(name):
            shuffled = self.rng.shuffled(self._phrases[name])
            self._remaining[name] = sorted(shuffled, key=lambda phrase: phrase not in recent)
        phrase = self._remaining[name].pop()
        recent[:] = [*recent[-1:], phrase]
        return phrase

    def fill(self, text: str) -> str:
        """Return the text with one word of each `[甲|乙]`, and a value, a number or a phrase for each `<slot>`."""
        text = _CHOICE.sub(lambda match: self.rng.choice(match[1].split("|")), text)
        return _SLOT.sub(lambda match: self._slot(match[1]), text)

    def sentence(self, name: str) -> str:
        """Return a phrase of the list, with its slots filled."""
        return self.fill(self.draw(name))

    def clauses(self, name: str, count: int) -> str:
        """Return `count` clauses of the list, either enumerated in one sentence or as separate sentences."""
        clauses = [self.sentence(name) for _ in range(count)]
        if count > 1 and self.rng.random() < 0.5:
            return "；".join(f"{number}是{clause}" for number, clause in zip("一二三四", clauses, strict=False)) + "。"
        return "".join(f"{clause}。" for clause in clauses)

    def _slot(self, name: str) -> str:
        if name in self.values:
            return str(self.values[name])
        if match := _RANGE.fullmatch(name):
            return str(self.rng.integer(int(match[1]), int(match[2])))
        return self.sentence(name)


def place_name(rng: RandomSource) -> tuple[str, str]:
    """Return an invented name of two characters, and its pinyin."""
    characters, pinyin = _characters()
    first = second = rng.integer(0, len(characters) - 1)
    while second == first:
        second = rng.integer(0, len(characters) - 1)
    return characters[first] + characters[second], pinyin[first] + pinyin[second]


@cache
def _characters() -> tuple[list[str], list[str]]:
    places = material("names")["places"]
    return list(places), list(places.values())


def _place(kind: str, rng: RandomSource) -> str:
    return str(rng.choice(material("names")[kind])).replace("<place>", place_name(rng)[0])
