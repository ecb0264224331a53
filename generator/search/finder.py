"""The index of the finder: which names have a character, and which can be spelt with some letters at their beginning.

It is written like the index of texts, with names in the place of reports: a key is a character, or up to three letters.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from generator.model.catalog import Catalog
from generator.search.agencies import Names
from generator.search.bigrams import Occurrences, code_points, distinct, mix, with_numbers
from generator.search.text import agency_names, normalise

MOST_LETTERS = 3

Readings = dict[str, list[str]]


def readings(catalog: Catalog) -> Readings:
    """How each character is read in the names, in the words it stands in there (重庆 chong, 重点 zhong)."""
    from pypinyin import lazy_pinyin  # a dictionary that takes long to read, and that few runs need

    found: dict[str, set[str]] = {}
    for name in sorted({normalise(name) for agency in catalog.agencies.values() for name in agency_names(agency)}):
        characters = [character for character in name if "\u3400" <= character <= "\u9fff"]
        syllables = lazy_pinyin("".join(characters))
        for character, syllable in zip(characters, syllables, strict=True):
            found.setdefault(character, set()).add(syllable)
    return {character: sorted(found[character]) for character in sorted(found)}


def index_names(shared: Sequence[Names], sounds: Readings) -> Occurrences:
    """Each key with the numbers of the names it leads to, sorted, each once."""
    found = [np.zeros(0, dtype=np.uint64)]
    for number, (folder, name, short, former) in enumerate(shared):
        texts = [normalise(each[1:]) for each in (name, *short, *former)]
        keys = {character for text in texts for character in text if not character.isspace()}
        for text in {*texts, folder.split("/")[-1]}:
            keys.update(beginnings(text, sounds))
        found.append(with_numbers(np.array([key_of(key) for key in sorted(keys)]), np.array(number)))
    return distinct(np.concatenate(found))


def beginnings(text: str, sounds: Readings) -> set[str]:
    """The first letters, one to three, of all ways to spell the text: by sounds, their first letters, or letters."""
    found: set[str] = set()

    def spell(spelt: str, place: int) -> None:
        found.update(spelt[:count] for count in range(1, min(len(spelt), MOST_LETTERS) + 1))
        if len(spelt) < MOST_LETTERS and place < len(text):
            character = text[place]
            for sound in [*([character] if character.isascii() else []), *sounds.get(character, [])]:
                spell(spelt + sound, place + 1)
                spell(spelt + sound[0], place + 1)

    spell("", 0)
    return found


@cache
def key_of(text: str) -> int:
    """The key of a character, or of one to three ASCII letters."""
    first, second, third = [*code_points(text).tolist(), 0, 0][:3]
    return int(mix(np.array([first << 16 | second << 8 | third], dtype=np.uint32))[0])
