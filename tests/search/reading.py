"""Reads bucket files back, from their description alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path


def read_index(folder: Path, bits: int) -> dict[int, set[int]]:
    """The reports of each key in the bucket files of `folder`."""
    index: dict[int, set[int]] = {}
    for bucket in range(1 << bits):
        index |= read_bucket((folder / f"{bucket:04x}.bin").read_bytes(), bucket << (32 - bits))
    return index


def read_bucket(data: bytes, first_key: int) -> dict[int, set[int]]:
    found = {}
    place, key = 0, first_key
    while place < len(data):
        step, place = _varint(data, place)
        size, place = _varint(data, place)
        key += step
        payload = data[place : place + size // 2]
        found[key] = set(_bitmap(payload) if size % 2 else _runs(payload))
        place += size // 2
    return found


def _runs(data: bytes) -> Iterator[int]:
    place = number = 0
    while place < len(data):
        gap, place = _varint(data, place)
        length = 1
        if gap % 2:
            longer, place = _varint(data, place)
            length = longer + 2
        number += gap // 2
        yield from range(number, number + length)
        number += length


def _bitmap(data: bytes) -> Iterator[int]:
    first, place = _varint(data, 0)
    for offset, byte in enumerate(data[place:]):
        yield from ((first + offset) * 8 + bit for bit in range(8) if byte >> bit & 1)


def _varint(data: bytes, place: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[place]
        value |= (byte & 0x7F) << shift
        place, shift = place + 1, shift + 7
        if byte < 0x80:
            return value, place
