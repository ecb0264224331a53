"""The index of the finder: the names that contain a character, or whose spelling starts with some letters.

It has the format of the index of texts, with the numbers of names instead of reports. A key is a character, or one to
three letters.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from generator.model.catalog import Catalog
from generator.search.agencies import Names
from generator.search.bigrams import Occurrences, code_points, distinct, mix, pack_occurrences
from generator.search.text import agency_names, normalise

MAX_PREFIX_LETTERS = 3

Readings = dict[str, list[str]]
"""The pinyin syllables of each character."""


def pinyin_readings(catalog: Catalog) -> Readings:
    """Return the pinyin of every character in the agencies' names, as read in its words (重庆 chong, 重点 zhong)."""
    from pypinyin import lazy_pinyin  # loads a large dictionary, which few runs need

    found: dict[str, set[str]] = {}
    for name in sorted({normalise(name) for agency in catalog.agencies.values() for name in agency_names(agency)}):
        characters = [character for character in name if "\u3400" <= character <= "\u9fff"]
        syllables = lazy_pinyin("".join(characters))
        for character, syllable in zip(characters, syllables, strict=True):
            found.setdefault(character, set()).add(syllable)
    return {character: sorted(found[character]) for character in sorted(found)}


def index_names(names: Sequence[Names], readings: Readings) -> Occurrences:
    """Return the occurrences of keys in the names, which are numbered by position; sorted and distinct."""
    found = [np.zeros(0, dtype=np.uint64)]
    for number, (folder, name, short_names, former_names) in enumerate(names):
        texts = [normalise(each[1:]) for each in (name, *short_names, *former_names)]
        keys = {character for text in texts for character in text if not character.isspace()}
        for text in {*texts, folder.split("/")[-1]}:
            keys.update(letter_prefixes(text, readings))
        found.append(pack_occurrences(np.array([key_of(key) for key in sorted(keys)]), np.array(number)))
    return distinct(np.concatenate(found))


def letter_prefixes(text: str, readings: Readings) -> set[str]:
    """Return the first one to three letters of every spelling of the text: pinyin, its initials, or ASCII unchanged."""
    found: set[str] = set()

    def extend(spelling: str, position: int) -> None:
        found.update(spelling[:count] for count in range(1, min(len(spelling), MAX_PREFIX_LETTERS) + 1))
        if len(spelling) < MAX_PREFIX_LETTERS and position < len(text):
            character = text[position]
            for syllable in [*([character] if character.isascii() else []), *readings.get(character, [])]:
                extend(spelling + syllable, position + 1)
                extend(spelling + syllable[0], position + 1)

    extend("", 0)
    return found


@cache
def key_of(text: str) -> int:
    """Return the key of a character, or of one to three ASCII letters."""
    first, second, third = [*code_points(text).tolist(), 0, 0][:3]
    return int(mix(np.array([first << 16 | second << 8 | third], dtype=np.uint32))[0])
