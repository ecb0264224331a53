"""Join parts of the index into the published search data; the result does not depend on the division into parts.

Given the state of the last run, only the files that differ are made: each slice of the index has a checksum over its
occurrences, and a slice whose checksum is unchanged is skipped. Slices are processed in batches to limit memory.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np

from generator.model.catalog import Catalog
from generator.search.agencies import NAMES_PER_FILE, Agencies, agency_table, names_files
from generator.search.finder import index_names, pinyin_readings
from generator.search.part import SLICES, Part, open_part
from generator.search.postings import Numbers, bits_for, encode_buckets

TITLES_PER_FILE = 256

_OCCURRENCES_PER_FILE = 4_000
"""Average number of occurrences in a file of the index of texts."""

_NAMES_PER_FINDER_FILE = 24
"""Number of names divided by the number of files of the finder's index; each name occurs in about forty files."""

_OCCURRENCES_PER_BATCH = 1_000_000
"""Approximate number of occurrences sorted and written at a time."""

_Titles = dict[int, str]


@dataclass(frozen=True)
class JoinState:
    """Fingerprint of published search data: digests of its smaller files and a checksum of each slice of the index."""

    table: str
    names: str
    titles: str
    numbers: str
    sums: list[int]
    bits: int
    finder_bits: int
    names_files: int
    titles_files: list[int]

    def files(self) -> set[str]:
        """Return the names of all files."""
        return {
            *("manifest.json", "agencies.json", "readings.json"),
            *(f"names/{file:04x}.json" for file in range(self.names_files)),
            *(f"titles/{file}.json" for file in self.titles_files),
            *(f"finder/{file:04x}.bin" for file in range(1 << self.finder_bits)),
            *(f"bigrams/{file:04x}.bin" for file in range(1 << self.bits)),
        }

    def dump(self) -> str:
        """Return the state as a line of JSON."""
        return json.dumps(asdict(self))


def read_join_state(text: str) -> JoinState | None:
    """Parse the output of `JoinState.dump`; return None if it is invalid."""
    try:
        return JoinState(**json.loads(text))
    except (ValueError, TypeError):
        return None


@dataclass(frozen=True)
class Joined:
    """New search data: its state, the files that were added or changed, and the names of the files to remove."""

    state: JoinState
    files: Iterator[tuple[str, bytes]]
    removed: list[str]


def join_parts(catalog: Catalog, parts: Sequence[Path], old: JoinState | None = None) -> Joined:
    """Return the search data of all reports in the parts.

    The catalog must hold the agencies, but not necessarily the reports. If `old` is given, all files of that state must
    exist; files that have not changed since are left out.
    """
    opened = [open_part(path) for path in parts]
    agencies = Agencies(catalog, _report_years(opened))
    titles = {agencies.numbers[key]: title for part in opened for key, title in part.titles.items()}
    new = _state(agencies, titles, opened)
    removed = sorted(old.files() - new.files()) if old else []
    return Joined(new, _files(agencies, titles, opened, old, new), removed)


def _files(
    agencies: Agencies, titles: _Titles, parts: Sequence[Part], old: JoinState | None, new: JoinState
) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of the files that differ between the two states; the manifest comes last."""
    if new == old:
        return
    if not old or old.names != new.names:
        yield from _finder_files(agencies, new.finder_bits)
    if not old or old.titles != new.titles:
        for file, numbers in groupby(sorted(titles), lambda number: number // TITLES_PER_FILE):
            yield f"titles/{file}.json", _json({number: titles[number] for number in numbers})
    numbered_parts = [(part, np.array([agencies.numbers[key] for key in part.reports])) for part in parts]
    for slices in _changed_slices(old, new, sum(part.occurrences for part in parts)):
        yield from _index_files(numbered_parts, new.bits, slices)
    if not old or old.table != new.table:
        yield "agencies.json", _json(agency_table(agencies))
    yield "manifest.json", _json(_manifest(agencies, new))


def _report_years(parts: Sequence[Part]) -> dict[str, set[int]]:
    years: dict[str, set[int]] = {}
    for part in parts:
        for agency, year in part.reports:
            years.setdefault(agency, set()).add(year)
    return years


def _state(agencies: Agencies, titles: _Titles, parts: Sequence[Part]) -> JoinState:
    table, shared_names = agency_table(agencies), agencies.shared_names
    sums = sum((part.sums for part in parts), start=np.zeros(SLICES, dtype=np.uint64))
    return JoinState(
        table=_digest(table),
        names=_digest([table["regions"], shared_names]),
        titles=_digest(sorted(titles.items())),
        numbers=_digest([agencies.years, agencies.ids]),
        sums=sums.tolist(),
        bits=bits_for(sum(part.occurrences for part in parts), _OCCURRENCES_PER_FILE),
        finder_bits=bits_for(len(shared_names), _NAMES_PER_FINDER_FILE),
        names_files=-(-len(shared_names) // NAMES_PER_FILE),
        titles_files=sorted({number // TITLES_PER_FILE for number in titles}),
    )


def _manifest(agencies: Agencies, state: JoinState) -> dict[str, object]:
    return {
        "version": _digest(asdict(state)),
        "numbers": len(agencies.years) * len(agencies.ids),
        "bits": state.bits,
        "finder_bits": state.finder_bits,
        "names_per_file": NAMES_PER_FILE,
        "titles_per_file": TITLES_PER_FILE,
        "titles": state.titles_files,
    }


def _finder_files(agencies: Agencies, bits: int) -> Iterator[tuple[str, bytes]]:
    """Yield the names, their readings, and the index of both."""
    readings = pinyin_readings(agencies.catalog)
    yield "readings.json", _json(readings)
    for name, names in names_files(agencies):
        yield name, _json(names)
    occurrences = index_names(agencies.shared_names, readings)
    for file, data in enumerate(encode_buckets(occurrences, bits, range(1 << bits))):
        yield f"finder/{file:04x}.bin", data


def _changed_slices(old: JoinState | None, new: JoinState, occurrences: int) -> Iterator[range]:
    """Yield the slices to write, in batches of adjacent ones; slices of one file are in the same batch."""
    slices_per_file = max(1, SLICES >> new.bits)
    max_slices = max(1, _OCCURRENCES_PER_BATCH * SLICES // max(1, occurrences) // slices_per_file) * slices_per_file
    is_comparable = old and (old.numbers, old.bits) == (new.numbers, new.bits)
    batch = range(0)
    for start in range(0, SLICES, slices_per_file):
        stop = start + slices_per_file
        if is_comparable and old and old.sums[start:stop] == new.sums[start:stop]:
            continue
        if batch.stop == start and len(batch) < max_slices:
            batch = range(batch.start, stop)
            continue
        yield batch
        batch = range(start, stop)
    yield batch


def _index_files(parts: Sequence[tuple[Part, Numbers]], bits: int, slices: range) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the given slices; `parts` gives each part with the numbers of its reports."""
    found = [part.read(slices.start, slices.stop, numbers) for part, numbers in parts]
    occurrences = np.sort(np.concatenate([*found, np.zeros(0, dtype=np.uint64)]), kind="stable")
    files = range((slices.start << bits) // SLICES, (slices.stop << bits) // SLICES)
    for file, data in zip(files, encode_buckets(occurrences, bits, files), strict=True):
        yield f"bigrams/{file:04x}.bin", data


def _json(data: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _digest(data: object) -> str:
    return hashlib.sha256(_json(data)).hexdigest()[:16]
