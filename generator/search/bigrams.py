"""Which pairs of neighbouring characters stand in which report, sorted outside memory.

A pair is a 32-bit key, mixed so that keys spread evenly: the high bits of a key name the file that holds it.
An occurrence is one 64-bit number, key above report number, so that sorting numbers sorts the index.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint32]
Occurrences = NDArray[np.uint64]

PART_BITS = 6
"""Occurrences are sorted in 2^6 parts, one at a time in memory."""

_CHUNK = 500
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


def keys(headline: str, text: str) -> Codes:
    """The keys of a report: each pair within a line of either text, and each single character of the headline."""
    codes = code_points(f"{headline}\n{text}")
    first, second = codes[:-1], codes[1:]
    inside = (first != _LINE_BREAK) & (second != _LINE_BREAK)
    pairs = (first[inside] << np.uint32(16)) | second[inside]
    singles = code_points(headline.replace("\n", "")) << np.uint32(16)
    return mix(np.unique(np.concatenate([pairs, singles])))


def spill(reports: Iterable[tuple[int, str, str]], folder: Path) -> int:
    """Write the occurrences of (number, headline, text) to `folder`, by part; returns how many there are."""
    total = 0
    rest = iter(reports)
    while chunk := list(islice(rest, _CHUNK)):
        found = [_occurrences(number, keys(headline, text)) for number, headline, text in chunk]
        occurrences = np.sort(np.concatenate(found))
        total += len(occurrences)
        bounds = np.arange(1, 1 << PART_BITS, dtype=np.uint64) << np.uint64(64 - PART_BITS)
        for part, piece in enumerate(np.split(occurrences, np.searchsorted(occurrences, bounds))):
            with (folder / f"{part:02x}").open("ab") as file:
                file.write(piece.astype("<u8").tobytes())
    return total


def parts(folder: Path) -> Iterator[Occurrences]:
    """The spilled occurrences, part after part, sorted by key and report."""
    for part in range(1 << PART_BITS):
        path = folder / f"{part:02x}"
        data = path.read_bytes() if path.exists() else b""
        yield np.sort(np.frombuffer(data, dtype="<u8").astype(np.uint64))


def _occurrences(number: int, found: Codes) -> Occurrences:
    return (found.astype(np.uint64) << np.uint64(32)) | np.uint64(number)
