"""Decode bucket files by the description of their format, independently of the program."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path


def read_index(folder: Path, bits: int) -> dict[int, set[int]]:
    """Return the reports of each key in the bucket files of `folder`."""
    index: dict[int, set[int]] = {}
    for bucket in range(1 << bits):
        index |= read_bucket((folder / f"{bucket:04x}.bin").read_bytes(), bucket << (32 - bits))
    return index


def read_bucket(data: bytes, first_key: int) -> dict[int, set[int]]:
    found = {}
    position, key = 0, first_key
    while position < len(data):
        step, position = _varint(data, position)
        size, position = _varint(data, position)
        key += step
        payload = data[position : position + size // 2]
        found[key] = set(_bitmap(payload) if size % 2 else _runs(payload))
        position += size // 2
    return found


def _runs(data: bytes) -> Iterator[int]:
    position = number = 0
    while position < len(data):
        gap, position = _varint(data, position)
        length = 1
        if gap % 2:
            longer, position = _varint(data, position)
            length = longer + 2
        number += gap // 2
        yield from range(number, number + length)
        number += length


def _bitmap(data: bytes) -> Iterator[int]:
    first, position = _varint(data, 0)
    for offset, byte in enumerate(data[position:]):
        yield from ((first + offset) * 8 + bit for bit in range(8) if byte >> bit & 1)


def _varint(data: bytes, position: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[position]
        value |= (byte & 0x7F) << shift
        position, shift = position + 1, shift + 7
        if byte < 0x80:
            return value, position
