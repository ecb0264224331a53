"""Sorted occurrences to the bytes of bucket files: for each key, the reports that have it.

A bucket is a sequence of entries: step from the key before (varint), length in bytes doubled, plus one for a bitmap
(varint), then the reports as runs of neighbouring numbers or, where that is shorter, as a bitmap. A run is a varint
(gap before it, doubled, plus one where it is longer than one report), then, where it is longer, its length minus two.
A bitmap is its first byte's place (varint) and its bytes, lowest bit first.
docs/assets/search/bigrams.js reads them.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.search.bigrams import Occurrences

Numbers = NDArray[np.int64]
Bytes = NDArray[np.uint8]

LEAST_BITS = 4


@dataclass(frozen=True)
class _Runs:
    """Runs of neighbouring reports: where each begins and ends in the occurrences, and the key's first run."""

    first: Numbers
    last: Numbers
    of_key: Numbers


def buckets(occurrences: Occurrences, bits: int, numbered: range) -> Iterator[bytes]:
    """Those of the 2^bits bucket files that are so numbered; `occurrences` are those of these files, sorted."""
    entries = deque(_entries(occurrences))
    shift = 32 - bits
    for bucket in numbered:
        data = bytearray()
        before = bucket << shift
        while entries and entries[0][0] >> shift == bucket:
            key, is_bitmap, payload = entries.popleft()
            data += _varint(key - before) + _varint(len(payload) << 1 | is_bitmap) + payload
            before = key
        yield bytes(data)


def bits_for(occurrences: int, a_bucket: int) -> int:
    """How many bits of a key name its file, for so many occurrences and so many of them in a file."""
    return max(LEAST_BITS, math.ceil(math.log2(max(1, occurrences / a_bucket))))


def _entries(occurrences: Occurrences) -> Iterator[tuple[int, bool, bytes]]:
    """Each key with its reports, shorter way written: (key, whether as bitmap, bytes)."""
    if not len(occurrences):
        return
    all_keys = (occurrences >> np.uint64(32)).astype(np.int64)
    numbers = (occurrences & np.uint64(0xFFFFFFFF)).astype(np.int64)
    starts = np.flatnonzero(np.diff(all_keys, prepend=-1))
    ends = np.append(starts[1:], len(numbers))
    data, offsets = _encoded_runs(numbers, _find_runs(numbers, starts))
    for place, (start, end) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
        payload = data[offsets[place] : offsets[place + 1]]
        first_byte, last_byte = int(numbers[start]) >> 3, int(numbers[end - 1]) >> 3
        is_bitmap = len(payload) > last_byte - first_byte + 4
        if is_bitmap:
            payload = _bitmap(numbers[start:end] - first_byte * 8, first_byte)
        yield int(all_keys[start]), is_bitmap, payload


def _find_runs(numbers: Numbers, starts: Numbers) -> _Runs:
    begins = np.diff(numbers, prepend=-2) != 1
    begins[starts] = True
    first = np.flatnonzero(begins)
    return _Runs(first, np.append(first[1:], len(numbers)) - 1, np.searchsorted(first, starts))


def _encoded_runs(numbers: Numbers, runs: _Runs) -> tuple[bytes, list[int]]:
    """All runs as bytes, and where the bytes of each key begin (with the end of all)."""
    low, high = numbers[runs.first], numbers[runs.last]
    after = np.append(0, high[:-1] + 1)
    after[runs.of_key] = 0
    longer = high > low
    values = np.stack([(low - after) << 1 | longer, high - low - 1], axis=1)
    written = np.stack([np.ones_like(longer), longer], axis=1)
    data, sizes = _varints(values[written])
    value_offsets = np.append(0, np.cumsum(sizes))
    first_value = np.append(0, np.cumsum(1 + longer))[np.append(runs.of_key, len(low))]
    return data.tobytes(), value_offsets[first_value].tolist()


def _varints(values: Numbers) -> tuple[Bytes, Numbers]:
    """The values in seven-bit groups, lowest first, and how many bytes each takes."""
    sizes = np.ones_like(values)
    for count in range(1, 5):
        sizes += values >= 1 << 7 * count
    offsets = np.append(0, np.cumsum(sizes))
    data = np.zeros(offsets[-1], dtype=np.uint8)
    for group in range(int(sizes.max(initial=0))):
        has = sizes > group
        more = (sizes[has] > group + 1).astype(np.int64) << 7
        data[offsets[:-1][has] + group] = (values[has] >> 7 * group) & 0x7F | more
    return data, sizes


def _bitmap(numbers: Numbers, first_byte: int) -> bytes:
    bits = np.zeros((int(numbers[-1]) // 8 + 1) * 8, dtype=np.uint8)
    bits[numbers] = 1
    return _varint(first_byte) + np.packbits(bits, bitorder="little").tobytes()


def _varint(value: int) -> bytes:
    data = bytearray()
    while value > 0x7F:
        data.append(value & 0x7F | 0x80)
        value >>= 7
    data.append(value)
    return bytes(data)
