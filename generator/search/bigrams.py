"""Index texts by bigrams and trigrams, their pairs and triples of neighbouring characters.

Words of two characters are looked up by their pair, longer ones by triples, which are far rarer: 二是建 is more
selective than 二是 and 是建. A pair or triple is a 32-bit key, hashed so that keys spread evenly: the high bits of a
key name the file that holds it. An occurrence is a 64-bit number, the key above the number of the text, so sorting
these numbers sorts the index.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint32]
Occurrences = NDArray[np.uint64]

_TEXTS_PER_BATCH = 512
"""Number of texts indexed at a time: a compromise between speed and memory."""

_LINE_BREAK = ord("\n")


def code_points(text: str) -> Codes:
    """Return the characters as 16-bit codes; larger code points share those of surrogates, which no text contains."""
    codes = np.frombuffer(text.encode("utf-32-le"), dtype="<u4").astype(np.uint32)
    return np.where(codes > 0xFFFF, 0xD800 + codes % 0x800, codes).astype(np.uint32)


def mix(keys: Codes) -> Codes:
    """Return 32-bit hashes of the keys; the hash is reversible, so different keys stay different."""
    mixed: Codes = keys ^ (keys >> np.uint32(16))
    mixed = mixed * np.uint32(0x7FEB352D)
    mixed ^= mixed >> np.uint32(15)
    mixed = mixed * np.uint32(0x846CA68B)
    mixed ^= mixed >> np.uint32(16)
    return mixed


def index_texts(texts: Sequence[tuple[str, str]]) -> Occurrences:
    """Return the pairs and triples within lines of each (headline, text), and the single characters of the headline.

    Texts are numbered by their position. The occurrences are sorted and distinct.
    """
    batches = [np.zeros(0, dtype=np.uint64)]
    for first in range(0, len(texts), _TEXTS_PER_BATCH):
        batch = texts[first : first + _TEXTS_PER_BATCH]
        codes, numbers = _numbered_codes([f"{headline}\n{text}" for headline, text in batch], first)
        singles = _numbered_codes([headline for headline, _ in batch], first)
        found = [_pairs(codes, numbers), _triples(codes, numbers), _singles(*singles)]
        batches.append(distinct(np.concatenate(found)))
    return batches[1] if len(batches) == 2 else distinct(np.concatenate(batches))


def distinct(occurrences: Occurrences) -> Occurrences:
    """Return the distinct occurrences, sorted; several times as fast as np.unique, which hashes."""
    ordered: Occurrences = np.sort(occurrences)
    is_first: NDArray[np.bool_] = np.diff(ordered, prepend=ordered[:1] + np.uint64(1)) != 0
    return ordered.compress(is_first)


def pack_occurrences(keys: NDArray[np.integer], numbers: NDArray[np.integer]) -> Occurrences:
    """Return keys and the numbers of their texts as occurrences."""
    return (keys.astype(np.uint64) << np.uint64(32)) | numbers.astype(np.uint64)


def _numbered_codes(texts: Sequence[str], first: int) -> tuple[Codes, Codes]:
    """Return the characters of all texts, each followed by a line break, and the text number of each character."""
    lengths = [len(text) + 1 for text in texts]
    numbers = np.repeat(np.arange(first, first + len(texts), dtype=np.uint32), lengths)
    return code_points("".join(f"{text}\n" for text in texts)), numbers


def _pairs(codes: Codes, numbers: Codes) -> Occurrences:
    first, second = codes[:-1], codes[1:]
    in_line = (first != _LINE_BREAK) & (second != _LINE_BREAK)
    pairs: Codes = (first << np.uint32(16)) | second
    return pack_occurrences(mix(pairs[in_line]), numbers[:-1][in_line])


def _triples(codes: Codes, numbers: Codes) -> Occurrences:
    """Return the triples, hashed into the range of keys that begin with a surrogate, so they collide with few pairs."""
    first, second, third = codes[:-2], codes[1:-1], codes[2:]
    in_line = (first != _LINE_BREAK) & (second != _LINE_BREAK) & (third != _LINE_BREAK)
    hashed: Codes = ((first * np.uint32(0x9E3779B1) + second) * np.uint32(0x85EBCA6B) + third) * np.uint32(0xC2B2AE35)
    triples: Codes = np.uint32(0xD8000000) | (hashed >> np.uint32(5))
    return pack_occurrences(mix(triples[in_line]), numbers[:-2][in_line])


def _singles(codes: Codes, numbers: Codes) -> Occurrences:
    in_line = codes != _LINE_BREAK
    return pack_occurrences(mix(codes[in_line] << np.uint32(16)), numbers[in_line])
