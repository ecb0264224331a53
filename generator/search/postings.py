"""Encode sorted occurrences as bucket files, which list the reports of each key (postings).

A bucket is a sequence of entries. An entry is the difference from the previous key (varint), twice the length of the
payload in bytes, plus one for a bitmap (varint), and the payload: the reports as runs of consecutive numbers or as a
bitmap, whichever is shorter. A run is twice the gap before it, plus one if it has more than one report (varint), and in
that case its length minus two (varint). A bitmap is the position of its first byte (varint) and its bytes, lowest bit
first. docs/assets/search/bigrams.js reads these files.
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

MIN_BITS = 4


@dataclass(frozen=True)
class _Runs:
    """Runs of consecutive reports: the indexes of their first and last occurrences, and the first run of each key."""

    first: Numbers
    last: Numbers
    of_key: Numbers


def encode_buckets(occurrences: Occurrences, bits: int, buckets: range) -> Iterator[bytes]:
    """Yield the files of `buckets`, which are some of 2^bits, given the sorted occurrences in them."""
    entries = deque(_entries(occurrences))
    shift = 32 - bits
    for bucket in buckets:
        data = bytearray()
        previous = bucket << shift
        while entries and entries[0][0] >> shift == bucket:
            key, is_bitmap, payload = entries.popleft()
            data += _varint(key - previous) + _varint(len(payload) << 1 | is_bitmap) + payload
            previous = key
        yield bytes(data)


def bits_for(occurrences: int, per_bucket: int) -> int:
    """Return how many high bits of a key identify its bucket, for an average of `per_bucket` occurrences in each."""
    return max(MIN_BITS, math.ceil(math.log2(max(1, occurrences / per_bucket))))


def _entries(occurrences: Occurrences) -> Iterator[tuple[int, bool, bytes]]:
    """Yield each key with its reports in the shorter encoding: (key, whether it is a bitmap, payload)."""
    if not len(occurrences):
        return
    all_keys = (occurrences >> np.uint64(32)).astype(np.int64)
    numbers = (occurrences & np.uint64(0xFFFFFFFF)).astype(np.int64)
    starts = np.flatnonzero(np.diff(all_keys, prepend=-1))
    ends = np.append(starts[1:], len(numbers))
    data, offsets = _encode_runs(numbers, _find_runs(numbers, starts))
    for position, (start, end) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
        payload = data[offsets[position] : offsets[position + 1]]
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


def _encode_runs(numbers: Numbers, runs: _Runs) -> tuple[bytes, list[int]]:
    """Return the bytes of all runs, and the offsets of each key's bytes, followed by the total length."""
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
    """Return the values as bytes of seven bits, lowest first, and the number of bytes of each."""
    sizes = np.ones_like(values)
    for count in range(1, 5):
        sizes += values >= 1 << 7 * count
    offsets = np.append(0, np.cumsum(sizes))
    data = np.zeros(offsets[-1], dtype=np.uint8)
    for group in range(int(sizes.max(initial=0))):
        has_group = sizes > group
        continuation = (sizes[has_group] > group + 1).astype(np.int64) << 7
        data[offsets[:-1][has_group] + group] = (values[has_group] >> 7 * group) & 0x7F | continuation
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
