"""A part of the index: which pairs of characters some reports have, kept in a file of its own.

Parts are made apart, by any machine and in any order, and join.py makes one index of them.

A part is a line of JSON (`reports`, `titles`, how many `keys` and `occurrences`), then arrays: where the keys of each
slice begin, a sum over each slice, the keys, where the places of each key end, the places of the reports.
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
from generator.search.bigrams import Occurrences, occurrences, with_numbers
from generator.search.text import headline_fields, lines, own_title, text_fields

SLICE_BITS = 10
"""Keys are cut by their high bits into 2^10 slices, each of which can be read, compared and written by itself."""

SLICES = 1 << SLICE_BITS

ReportKey = tuple[str, int]

_Sums = NDArray[np.uint64]


@dataclass(frozen=True)
class Part:
    """The head of a part's file; its occurrences are read from `path` slice by slice."""

    path: Path
    reports: tuple[ReportKey, ...]
    titles: dict[ReportKey, str]
    starts: NDArray[np.int64]
    sums: _Sums
    occurrences: int
    body: int

    def read(self, first: int, last: int, numbers: NDArray[np.integer]) -> Occurrences:
        """The occurrences of the slices from `first` to before `last`; `numbers` are those the reports go by."""
        low, high, count = int(self.starts[first]), int(self.starts[last]), int(self.starts[-1])
        with self.path.open("rb") as file:

            def array(kind: str, offset: int, low: int, high: int) -> NDArray[np.int64]:
                size = np.dtype(kind).itemsize
                file.seek(self.body + offset + low * size)
                return np.frombuffer(file.read((high - low) * size), dtype=kind).astype(np.int64)

            keys = array("<u4", 0, low, high)
            ends = array("<u4", 4 * count, max(0, low - 1), high)
            bounds = ends if low else np.append(0, ends)
            places = array("<u2", 8 * count, int(bounds[0]), int(bounds[-1]))
        return with_numbers(np.repeat(keys, np.diff(bounds)), numbers[places])


def open_part(path: Path) -> Part:
    """Read the head of a part."""
    with path.open("rb") as file:
        head = json.loads(file.readline())
        starts = np.frombuffer(file.read(4 * (SLICES + 1)), dtype="<u4").astype(np.int64)
        sums = np.frombuffer(file.read(8 * SLICES), dtype="<u8").astype(np.uint64)
        reports = tuple((agency, year) for agency, year in head["reports"])
        titles = {reports[int(place)]: title for place, title in head["titles"].items()}
        return Part(path, reports, titles, starts, sums, head["occurrences"], file.tell())


def index_part(catalog: Catalog, reports: Iterable[Report]) -> bytes:
    """The part of `reports`, in whatever order they come; withdrawn reports are left out."""
    found = {(report.agency, report.year): report for report in reports if not report.withdrawn}
    keys = sorted(found)
    titles = {key: title for key, report in found.items() if (title := own_title(catalog, report))}
    return _dumped(keys, titles, occurrences([_texts(catalog, found[key]) for key in keys]))


def _texts(catalog: Catalog, report: Report) -> tuple[str, str]:
    return lines(headline_fields(catalog, report)), lines(text_fields(catalog, report))


def _dumped(reports: list[ReportKey], titles: dict[ReportKey, str], found: Occurrences) -> bytes:
    keys, places = (found >> np.uint64(32)).astype(np.uint32), (found & np.uint64(0xFFFFFFFF)).astype(np.int64)
    firsts = np.flatnonzero(np.diff(keys.astype(np.int64), prepend=-1))
    each = keys[firsts]
    bounds = np.arange(SLICES + 1, dtype=np.int64) << (32 - SLICE_BITS)
    head = {
        "reports": reports,
        "titles": {place: titles[key] for place, key in enumerate(reports) if key in titles},
        "keys": len(each),
        "occurrences": len(found),
    }
    arrays = [
        np.searchsorted(each, bounds).astype("<u4"),
        _sums(reports, keys, places, np.searchsorted(keys, bounds)).astype("<u8"),
        each.astype("<u4"),
        np.append(firsts[1:], len(found))[: len(each)].astype("<u4"),
        places.astype("<u2"),
    ]
    line = json.dumps(head, ensure_ascii=False, separators=(",", ":")) + "\n"
    return line.encode() + b"".join(array.tobytes() for array in arrays)


def _sums(
    reports: list[ReportKey], keys: NDArray[np.uint32], places: NDArray[np.int64], bounds: NDArray[np.int64]
) -> _Sums:
    """For each slice the sum of one random-looking number an occurrence, which its key and report determine.

    Two slices with the same sum hold the same; the sum of a whole is that of its parts, however it was cut.
    """
    names = [hashlib.blake2b(f"{agency}/{year}".encode(), digest_size=8).digest() for agency, year in reports]
    identities = np.frombuffer(b"".join(names), dtype="<u8").astype(np.uint64)
    mixed = (keys.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)) ^ identities[places]
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    running = np.concatenate([np.zeros(1, dtype=np.uint64), np.cumsum(mixed ^ (mixed >> np.uint64(31)))])
    return np.diff(running[bounds])
