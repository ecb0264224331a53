"""Which pairs and triples of neighbouring characters stand in which text.

Words of two characters are found by their pair, longer ones by triples, which are far rarer: 二是建 says more than 二是
and 是建. A pair or triple is a 32-bit key, mixed so that keys spread evenly: the high bits of a key name the file that
holds it. An occurrence is one 64-bit number, key above the number of the text, so that sorting numbers sorts the index.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint32]
Occurrences = NDArray[np.uint64]

_TOGETHER = 512
"""Texts are taken so many at a time: enough for speed, few enough for memory."""

_LINE_BREAK = 10


def code_points(text: str) -> Codes:
    """Characters as 16-bit codes; those beyond 16 bits share the codes of surrogates, which no text holds."""
    codes = np.frombuffer(text.encode("utf-32-le"), dtype="<u4").astype(np.uint32)
    return np.where(codes > 0xFFFF, 0xD800 + codes % 0x800, codes).astype(np.uint32)


def mix(pairs: Codes) -> Codes:
    """A reversible mixing of 32 bits: different pairs stay different, and spread evenly."""
    mixed: Codes = pairs ^ (pairs >> np.uint32(16))
    mixed = mixed * np.uint32(0x7FEB352D)
    mixed ^= mixed >> np.uint32(15)
    mixed = mixed * np.uint32(0x846CA68B)
    mixed ^= mixed >> np.uint32(16)
    return mixed


def occurrences(texts: Sequence[tuple[str, str]]) -> Occurrences:
    """Each pair and triple within a line of (headline, text), and each single character of a headline.

    With its place in `texts`, sorted, each once.
    """
    found = [np.zeros(0, dtype=np.uint64)]
    for first in range(0, len(texts), _TOGETHER):
        some = texts[first : first + _TOGETHER]
        codes, places = _placed([f"{headline}\n{text}" for headline, text in some], first)
        singles = _placed([headline for headline, _ in some], first)
        found.append(distinct(np.concatenate([_pairs(codes, places), _triples(codes, places), _singles(*singles)])))
    return found[1] if len(found) == 2 else distinct(np.concatenate(found))


def distinct(numbers: Occurrences) -> Occurrences:
    """The numbers sorted, each once; several times as fast as np.unique, which hashes."""
    ordered: Occurrences = np.sort(numbers)
    first: NDArray[np.bool_] = np.diff(ordered, prepend=ordered[:1] + np.uint64(1)) != 0
    return ordered.compress(first)


def with_numbers(keys: NDArray[np.integer], numbers: NDArray[np.integer]) -> Occurrences:
    """Keys and numbers of texts as occurrences."""
    return (keys.astype(np.uint64) << np.uint64(32)) | numbers.astype(np.uint64)


def _placed(texts: Sequence[str], first: int) -> tuple[Codes, Codes]:
    """The characters of all texts, each text a line of its own or several, and the place of the text they are in."""
    lengths = [len(text) + 1 for text in texts]
    places = np.repeat(np.arange(first, first + len(texts), dtype=np.uint32), lengths)
    return code_points("".join(f"{text}\n" for text in texts)), places


def _pairs(codes: Codes, places: Codes) -> Occurrences:
    first, second = codes[:-1], codes[1:]
    inside = (first != _LINE_BREAK) & (second != _LINE_BREAK)
    pairs: Codes = (first << np.uint32(16)) | second
    return with_numbers(mix(pairs[inside]), places[:-1][inside])


def _triples(codes: Codes, places: Codes) -> Occurrences:
    """Triples have keys that no pair of plain characters has: they are folded into those of surrogates."""
    first, second, third = codes[:-2], codes[1:-1], codes[2:]
    inside = (first != _LINE_BREAK) & (second != _LINE_BREAK) & (third != _LINE_BREAK)
    folded: Codes = ((first * np.uint32(0x9E3779B1) + second) * np.uint32(0x85EBCA6B) + third) * np.uint32(0xC2B2AE35)
    triples: Codes = np.uint32(0xD8000000) | (folded >> np.uint32(5))
    return with_numbers(mix(triples[inside]), places[:-2][inside])


def _singles(codes: Codes, places: Codes) -> Occurrences:
    inside = codes != _LINE_BREAK
    return with_numbers(mix(codes[inside] << np.uint32(16)), places[inside])
