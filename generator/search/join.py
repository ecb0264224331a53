"""Make one published index of parts that were made apart, a slice at a time: the bytes are those of one single part.

With the notes of the last time only what changed is written: each slice of the index has a sum over its occurrences,
and one whose sum is as noted is left as it is.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path

import numpy as np

from generator.catalog import Catalog
from generator.search.agencies import NAMES_PER_FILE, Agencies, agency_table, names_files
from generator.search.finder import index_names, readings
from generator.search.folder import replace_files, to_json, write_file
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
class _Notes:
    """What the files in the folder were made of."""

    table: str
    names: str
    titles: str
    numbers: str
    bits: int
    sums: list[int]


def join_parts(catalog: Catalog, parts: Sequence[Path], folder: Path, notes: Path | None = None) -> None:
    """Make `folder` hold the search data of all reports in the parts; their agencies are those of the catalog.

    The catalog need not hold the reports. `notes` is a file outside the folder that remembers what is in it.
    """
    opened = [open_part(path) for path in parts]
    agencies = Agencies(catalog, _held(opened))
    titles = {agencies.numbers[key]: title for part in opened for key, title in part.titles.items()}
    old, new = _read(notes, folder), _notes(agencies, titles, opened)
    if new == old:
        return
    if notes:
        notes.unlink(missing_ok=True)
    if not old:
        shutil.rmtree(folder, ignore_errors=True)
    if not old or old.names != new.names:
        replace_files(folder, ("readings.json", "names", "finder"), _names_files(agencies))
    if not old or old.titles != new.titles:
        replace_files(folder, ("titles",), ((f"titles/{file}.json", data) for file, data in _by_file(titles)))
    if old and old.bits != new.bits:
        shutil.rmtree(folder / "bigrams")
    numbered = [(part, np.array([agencies.numbers[key] for key in part.reports])) for part in opened]
    for slices in _changed(old, new, sum(part.occurrences for part in opened)):
        _write_slices(numbered, folder / "bigrams", new.bits, slices)
    if not old or old.table != new.table:
        write_file(folder / "agencies.json", to_json(agency_table(agencies)))
    write_file(folder / "manifest.json", to_json(_manifest(agencies, titles, new)))
    if notes:
        write_file(notes, to_json(asdict(new)))


def _held(parts: Sequence[Part]) -> dict[str, set[int]]:
    held: dict[str, set[int]] = {}
    for part in parts:
        for agency, year in part.reports:
            held.setdefault(agency, set()).add(year)
    return held


def _notes(agencies: Agencies, titles: _Titles, parts: Sequence[Part]) -> _Notes:
    sums = sum((part.sums for part in parts), start=np.zeros(SLICES, dtype=np.uint64))
    table = agency_table(agencies)
    return _Notes(
        table=_digest(table),
        names=_digest([table["regions"], agencies.shared_names]),
        titles=_digest(sorted(titles.items())),
        numbers=_digest([agencies.years, agencies.ids]),
        bits=bits_for(sum(part.occurrences for part in parts), _A_BUCKET),
        sums=sums.tolist(),
    )


def _read(notes: Path | None, folder: Path) -> _Notes | None:
    """The notes of the last time, or None where there are none to rely on."""
    try:
        known = json.loads(notes.read_text(encoding="utf-8")) if notes and (folder / "manifest.json").exists() else None
        return _Notes(**known) if known else None
    except (OSError, ValueError, TypeError):
        return None


def _manifest(agencies: Agencies, titles: _Titles, notes: _Notes) -> dict[str, object]:
    return {
        "version": _digest(asdict(notes)),
        "numbers": len(agencies.years) * len(agencies.ids),
        "bits": notes.bits,
        "finder_bits": _finder_bits(agencies),
        "names_per_file": NAMES_PER_FILE,
        "titles_per_file": TITLES_PER_FILE,
        "titles": sorted({number // TITLES_PER_FILE for number in titles}),
    }


def _names_files(agencies: Agencies) -> Iterator[tuple[str, bytes]]:
    sounds = readings(agencies.catalog)
    yield "readings.json", to_json(sounds)
    for name, names in names_files(agencies):
        yield name, to_json(names)
    bits = _finder_bits(agencies)
    found = index_names(agencies.shared_names, sounds)
    for number, bucket in enumerate(buckets(found, bits, range(1 << bits))):
        yield f"finder/{number:04x}.bin", bucket


def _finder_bits(agencies: Agencies) -> int:
    return bits_for(len(agencies.shared_names), _NAMES_A_BUCKET)


def _by_file(titles: _Titles) -> Iterator[tuple[int, bytes]]:
    for file, numbers in groupby(sorted(titles), lambda number: number // TITLES_PER_FILE):
        yield file, to_json({number: titles[number] for number in numbers})


def _changed(old: _Notes | None, new: _Notes, occurrences: int) -> Iterator[range]:
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


def _write_slices(parts: Sequence[tuple[Part, Numbers]], folder: Path, bits: int, slices: range) -> None:
    """Write the files of some slices; `numbers` tell how the reports of each part are numbered."""
    found = [part.read(slices.start, slices.stop, numbers) for part, numbers in parts]
    occurrences = np.sort(np.concatenate([*found, np.zeros(0, dtype=np.uint64)]), kind="stable")
    files = range((slices.start << bits) // SLICES, (slices.stop << bits) // SLICES)
    for file, data in zip(files, buckets(occurrences, bits, files), strict=True):
        write_file(folder / f"{file:04x}.bin", data)


def _digest(data: object) -> str:
    return hashlib.sha256(to_json(data)).hexdigest()[:16]
