"""Make one published index of parts that were made apart, a slice at a time: the bytes are those of one single part.

Whoever keeps the notes of the last time is given only the files that differ: each slice of the index has a sum over
its occurrences, and one whose sum is as noted is left as it is.
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
from generator.search.finder import index_names, readings
from generator.search.part import SLICES, Part, open_part
from generator.search.postings import Numbers, bits_for, buckets

TITLES_PER_FILE = 256

_A_BUCKET = 4_000
"""Occurrences in a file of the index, on average."""

_NAMES_A_BUCKET = 24
"""Names for each file of the finder's index; each name is in some forty of them."""

_TOGETHER = 1_000_000
"""About so many occurrences are sorted and written at a time."""

_Titles = dict[int, str]


@dataclass(frozen=True)
class JoinState:
    """What published search data is made of: digests of its smaller parts, and a sum over each slice of the index."""

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
        """The names of all files."""
        return {
            *("manifest.json", "agencies.json", "readings.json"),
            *(f"names/{file:04x}.json" for file in range(self.names_files)),
            *(f"titles/{file}.json" for file in self.titles_files),
            *(f"finder/{file:04x}.bin" for file in range(1 << self.finder_bits)),
            *(f"bigrams/{file:04x}.bin" for file in range(1 << self.bits)),
        }

    def dump(self) -> str:
        """As a line of text."""
        return json.dumps(asdict(self))


def read_join_state(text: str) -> JoinState | None:
    """The notes in a line of text, or None where they are of no use."""
    try:
        return JoinState(**json.loads(text))
    except (ValueError, TypeError):
        return None


@dataclass(frozen=True)
class Joined:
    """The search data of a site: the files that are new or differ from the old ones, and the names of those gone."""

    notes: JoinState
    files: Iterator[tuple[str, bytes]]
    gone: list[str]


def join_parts(catalog: Catalog, parts: Sequence[Path], old: JoinState | None = None) -> Joined:
    """The search data of all reports in the parts, whose agencies are those of the catalog.

    The catalog need not hold the reports. With `old` the files that these notes are of are all there.
    """
    opened = [open_part(path) for path in parts]
    agencies = Agencies(catalog, _held(opened))
    titles = {agencies.numbers[key]: title for part in opened for key, title in part.titles.items()}
    new = _notes(agencies, titles, opened)
    gone = sorted(old.files() - new.files()) if old else []
    return Joined(new, _files(agencies, titles, opened, old, new), gone)


def _files(
    agencies: Agencies, titles: _Titles, parts: Sequence[Part], old: JoinState | None, new: JoinState
) -> Iterator[tuple[str, bytes]]:
    if new == old:
        return
    if not old or old.names != new.names:
        yield from _names_files(agencies, new.finder_bits)
    if not old or old.titles != new.titles:
        for file, some in groupby(sorted(titles), lambda number: number // TITLES_PER_FILE):
            yield f"titles/{file}.json", _json({number: titles[number] for number in some})
    numbered = [(part, np.array([agencies.numbers[key] for key in part.reports])) for part in parts]
    for slices in _changed(old, new, sum(part.occurrences for part in parts)):
        yield from _index_files(numbered, new.bits, slices)
    if not old or old.table != new.table:
        yield "agencies.json", _json(agency_table(agencies))
    yield "manifest.json", _json(_manifest(agencies, new))


def _held(parts: Sequence[Part]) -> dict[str, set[int]]:
    held: dict[str, set[int]] = {}
    for part in parts:
        for agency, year in part.reports:
            held.setdefault(agency, set()).add(year)
    return held


def _notes(agencies: Agencies, titles: _Titles, parts: Sequence[Part]) -> JoinState:
    table, shared = agency_table(agencies), agencies.shared_names
    sums = sum((part.sums for part in parts), start=np.zeros(SLICES, dtype=np.uint64))
    return JoinState(
        table=_digest(table),
        names=_digest([table["regions"], shared]),
        titles=_digest(sorted(titles.items())),
        numbers=_digest([agencies.years, agencies.ids]),
        sums=sums.tolist(),
        bits=bits_for(sum(part.occurrences for part in parts), _A_BUCKET),
        finder_bits=bits_for(len(shared), _NAMES_A_BUCKET),
        names_files=-(-len(shared) // NAMES_PER_FILE),
        titles_files=sorted({number // TITLES_PER_FILE for number in titles}),
    )


def _manifest(agencies: Agencies, notes: JoinState) -> dict[str, object]:
    return {
        "version": _digest(asdict(notes)),
        "numbers": len(agencies.years) * len(agencies.ids),
        "bits": notes.bits,
        "finder_bits": notes.finder_bits,
        "names_per_file": NAMES_PER_FILE,
        "titles_per_file": TITLES_PER_FILE,
        "titles": notes.titles_files,
    }


def _names_files(agencies: Agencies, bits: int) -> Iterator[tuple[str, bytes]]:
    sounds = readings(agencies.catalog)
    yield "readings.json", _json(sounds)
    for name, names in names_files(agencies):
        yield name, _json(names)
    found = index_names(agencies.shared_names, sounds)
    for file, data in enumerate(buckets(found, bits, range(1 << bits))):
        yield f"finder/{file:04x}.bin", data


def _changed(old: JoinState | None, new: JoinState, occurrences: int) -> Iterator[range]:
    """The slices to write, neighbours together as far as memory allows; those that share a file always together."""
    unit = max(1, SLICES >> new.bits)
    most = max(1, _TOGETHER * SLICES // max(1, occurrences) // unit) * unit
    same = old and (old.numbers, old.bits) == (new.numbers, new.bits)
    some = range(0)
    for start in range(0, SLICES, unit):
        end = start + unit
        if same and old and old.sums[start:end] == new.sums[start:end]:
            continue
        if some.stop == start and len(some) < most:
            some = range(some.start, end)
            continue
        yield some
        some = range(start, end)
    yield some


def _index_files(parts: Sequence[tuple[Part, Numbers]], bits: int, slices: range) -> Iterator[tuple[str, bytes]]:
    """The files of some slices; with each part go the numbers of its reports."""
    found = [part.read(slices.start, slices.stop, numbers) for part, numbers in parts]
    occurrences = np.sort(np.concatenate([*found, np.zeros(0, dtype=np.uint64)]), kind="stable")
    files = range((slices.start << bits) // SLICES, (slices.stop << bits) // SLICES)
    for file, data in zip(files, buckets(occurrences, bits, files), strict=True):
        yield f"bigrams/{file:04x}.bin", data


def _json(data: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _digest(data: object) -> str:
    return hashlib.sha256(_json(data)).hexdigest()[:16]
