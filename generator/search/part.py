"""A part of the index: the bigrams and trigrams of some reports, in a file of its own.

Parts can be made on any machine and in any order; join.py joins them into one index.

The file is a line of JSON (`reports`, `titles`, the numbers of `keys` and `occurrences`), followed by arrays: the start
of each slice in the keys, the checksum of each slice, the keys, the end of each key's reports, and the reports of all
keys, as positions in `reports`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from generator.model.catalog import Catalog
from generator.model.report import Report
from generator.search.bigrams import Occurrences, index_texts, pack_occurrences
from generator.search.text import headline_fields, own_title, searchable_lines, text_fields

SLICE_BITS = 10
"""Keys are divided by their high bits into 2^10 slices, the units that are read, compared and written."""

SLICES = 1 << SLICE_BITS

ReportKey = tuple[str, int]
"""Agency id and year."""

_Sums = NDArray[np.uint64]


@dataclass(frozen=True)
class Part:
    """The metadata of a part; its occurrences are read from `path` slice by slice."""

    path: Path
    reports: tuple[ReportKey, ...]
    titles: dict[ReportKey, str]
    starts: NDArray[np.int64]
    sums: _Sums
    occurrences: int
    content_offset: int

    def read(self, first: int, last: int, numbers: NDArray[np.integer]) -> Occurrences:
        """Return the occurrences in the slices from `first` up to, but not including, `last`.

        `numbers` are the numbers of the part's reports.
        """
        low, high, count = int(self.starts[first]), int(self.starts[last]), int(self.starts[-1])
        with self.path.open("rb") as file:

            def array(kind: str, offset: int, low: int, high: int) -> NDArray[np.int64]:
                size = np.dtype(kind).itemsize
                file.seek(self.content_offset + offset + low * size)
                return np.frombuffer(file.read((high - low) * size), dtype=kind).astype(np.int64)

            keys = array("<u4", 0, low, high)
            ends = array("<u4", 4 * count, max(0, low - 1), high)
            bounds = ends if low else np.append(0, ends)
            positions = array("<u2", 8 * count, int(bounds[0]), int(bounds[-1]))
        return pack_occurrences(np.repeat(keys, np.diff(bounds)), numbers[positions])


def open_part(path: Path) -> Part:
    """Read the metadata of a part."""
    with path.open("rb") as file:
        metadata = json.loads(file.readline())
        starts = np.frombuffer(file.read(4 * (SLICES + 1)), dtype="<u4").astype(np.int64)
        sums = np.frombuffer(file.read(8 * SLICES), dtype="<u8").astype(np.uint64)
        reports = tuple((agency, year) for agency, year in metadata["reports"])
        titles = {reports[int(position)]: title for position, title in metadata["titles"].items()}
        return Part(path, reports, titles, starts, sums, metadata["occurrences"], file.tell())


def index_part(catalog: Catalog, reports: Iterable[Report]) -> bytes:
    """Return the bytes of a part; withdrawn reports are left out, and the order of the reports does not matter."""
    by_key = {(report.agency, report.year): report for report in reports if not report.withdrawn}
    keys = sorted(by_key)
    titles = {key: title for key, report in by_key.items() if (title := own_title(catalog, report))}
    return _serialise(keys, titles, index_texts([_headline_and_text(catalog, by_key[key]) for key in keys]))


def _headline_and_text(catalog: Catalog, report: Report) -> tuple[str, str]:
    return searchable_lines(headline_fields(catalog, report)), searchable_lines(text_fields(catalog, report))


def _serialise(reports: list[ReportKey], titles: dict[ReportKey, str], occurrences: Occurrences) -> bytes:
    keys = (occurrences >> np.uint64(32)).astype(np.uint32)
    positions = (occurrences & np.uint64(0xFFFFFFFF)).astype(np.int64)
    firsts = np.flatnonzero(np.diff(keys.astype(np.int64), prepend=-1))
    distinct_keys = keys[firsts]
    bounds = np.arange(SLICES + 1, dtype=np.int64) << (32 - SLICE_BITS)
    metadata = {
        "reports": reports,
        "titles": {position: titles[key] for position, key in enumerate(reports) if key in titles},
        "keys": len(distinct_keys),
        "occurrences": len(occurrences),
    }
    arrays = [
        np.searchsorted(distinct_keys, bounds).astype("<u4"),
        _checksums(reports, keys, positions, np.searchsorted(keys, bounds)).astype("<u8"),
        distinct_keys.astype("<u4"),
        np.append(firsts[1:], len(occurrences))[: len(distinct_keys)].astype("<u4"),
        positions.astype("<u2"),
    ]
    line = json.dumps(metadata, ensure_ascii=False, separators=(",", ":")) + "\n"
    return line.encode() + b"".join(array.tobytes() for array in arrays)


def _checksums(
    reports: list[ReportKey], keys: NDArray[np.uint32], positions: NDArray[np.int64], bounds: NDArray[np.int64]
) -> _Sums:
    """Return for each slice the sum of the 64-bit hashes of its occurrences.

    A hash depends only on key and report, so the checksum of a slice of the whole index is the sum of the checksums
    of that slice in all parts, however the reports were divided.
    """
    names = [hashlib.blake2b(f"{agency}/{year}".encode(), digest_size=8).digest() for agency, year in reports]
    report_hashes = np.frombuffer(b"".join(names), dtype="<u8").astype(np.uint64)
    mixed = (keys.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)) ^ report_hashes[positions]
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    running = np.concatenate([np.zeros(1, dtype=np.uint64), np.cumsum(mixed ^ (mixed >> np.uint64(31)))])
    return np.diff(running[bounds])
