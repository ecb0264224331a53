"""The table of agencies, which the search page reads first, and the files of names, which it reads as needed.

Agencies of different places often have the same names apart from the place. Such names (住房和城乡建设局) are published
once, and the table gives each agency the number of its names. Every name starts with a digit that says what to prepend:
0 nothing, 1 the name of the place (祁阳市), 2 the name of the place without its last character (祁阳).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any, NamedTuple

from generator.model.agency import AGENCY_KINDS, Agency
from generator.model.catalog import Catalog
from generator.search.text import section_titles, usual_title

NAMES_PER_FILE = 64

_GOVERNMENT = "人民政府"
_OF_GOVERNMENT = re.compile(r"(人民)?政府$")


class Names(NamedTuple):
    """The names of an agency without its place, and its folder below that of the place."""

    folder: str
    name: str
    short_names: tuple[str, ...]
    former_names: tuple[str, ...]


@dataclass(frozen=True)
class Agencies:
    """All agencies of a catalog, in its order, with the years for which each has a searchable report."""

    catalog: Catalog
    report_years: Mapping[str, Set[int]]

    @cached_property
    def years(self) -> list[int]:
        """All years that have reports, newest first."""
        return sorted({year for years in self.report_years.values() for year in years}, reverse=True)

    @cached_property
    def ids(self) -> list[str]:
        """The ids of all agencies; the number of a report follows from its positions in this list and in `years`."""
        return list(self.catalog.agencies)

    @cached_property
    def numbers(self) -> dict[tuple[str, int], int]:
        """The number of each report: the newest year comes first, and each year reserves a number for every agency."""
        first_numbers = {year: position * len(self.ids) for position, year in enumerate(self.years)}
        return {
            (id, year): first_numbers[year] + position
            for position, id in enumerate(self.ids)
            for year in sorted(self.report_years.get(id, ()))
        }

    @cached_property
    def places(self) -> list[Agency]:
        """The government of the place that each agency belongs to."""
        return [self.catalog.government(agency) for agency in self.catalog.agencies.values()]

    @cached_property
    def names(self) -> list[Names]:
        """The names of each agency, without its place."""
        return [
            _names_without_place(agency, place)
            for agency, place in zip(self.catalog.agencies.values(), self.places, strict=True)
        ]

    @cached_property
    def shared_names(self) -> list[Names]:
        """The distinct names: those of the most agencies first, otherwise in the order of the agencies."""
        return [names for names, _ in Counter(self.names).most_common()]


def agency_table(agencies: Agencies) -> dict[str, Any]:
    """Return the content of agencies.json, whose columns are run-length encoded: `[value, count, value, count, …]`.

    `kind` and `region` are indexes into the lists `kinds` and `regions`, `held` is a bit set over the list `years`, and
    `names` is the number of each agency's names as the difference from the agency before.
    """
    catalog = agencies.catalog
    regions = list({place.id: place for place in agencies.places}.values())
    region_of = {place.id: number for number, place in enumerate(regions)}
    number_of = {names: number for number, names in enumerate(agencies.shared_names)}
    bits = {year: 1 << position for position, year in enumerate(agencies.years)}
    kinds = list(AGENCY_KINDS)
    return {
        "title": usual_title(catalog),
        "sections": section_titles(catalog),
        "years": agencies.years,
        "kinds": list(AGENCY_KINDS.items()),
        "regions": _regions(catalog, regions),
        "region": _run_lengths(region_of[place.id] for place in agencies.places),
        "kind": _run_lengths(kinds.index(agency.kind) for agency in catalog.agencies.values()),
        "demo": _run_lengths(int(catalog.is_demo(id)) for id in agencies.ids),
        "held": _run_lengths(sum(bits[year] for year in agencies.report_years.get(id, ())) for id in agencies.ids),
        "names": _run_lengths(_differences(number_of[names] for names in agencies.names)),
    }


def names_files(agencies: Agencies) -> Iterator[tuple[str, list[Names]]]:
    """Yield the files of names, in the order of their numbers: path and content."""
    shared = agencies.shared_names
    for first in range(0, len(shared), NAMES_PER_FILE):
        yield f"names/{first // NAMES_PER_FILE:04x}.json", shared[first : first + NAMES_PER_FILE]


def place_name(place: Agency) -> str:
    """Return the name of the place itself: 祁阳市 for 祁阳市人民政府."""
    return place.name.removesuffix(_GOVERNMENT)


def _regions(catalog: Catalog, places: list[Agency]) -> list[list[str | list[str]]]:
    """Return id and name of each place, the name of the place above it (empty unless its own name is ambiguous), and
    its short and former names.
    """
    counts = Counter(map(place_name, places))
    regions: list[list[str | list[str]]] = []
    for place in places:
        above = catalog.above(place)
        is_ambiguous = counts[place_name(place)] > 1 and above
        above_name = place_name(above[-1]) if is_ambiguous else ""
        regions.append([place.id, place_name(place), above_name, _other_place_names(place)])
    return regions


def _other_place_names(place: Agency) -> list[str]:
    names = [*place.short_names, *(former.name for former in place.formerly)]
    without_government = (_OF_GOVERNMENT.sub("", name) for name in names)
    return [name for name in dict.fromkeys(without_government) if name and name != place_name(place)]


def _names_without_place(agency: Agency, place: Agency) -> Names:
    name = place_name(place)

    def strip_place(text: str) -> str:
        for digit, prefix in (("1", name), ("2", name[:-1])):
            if len(prefix) > 1 and text.startswith(prefix):
                return digit + text[len(prefix) :]
        return f"0{text}"

    return Names(
        agency.id.removeprefix(place.id).removeprefix("/"),
        strip_place(agency.name),
        tuple(map(strip_place, agency.short_names)),
        tuple(strip_place(each.name) for each in agency.formerly),
    )


def _differences(numbers: Iterator[int]) -> Iterator[int]:
    previous = 0
    for number in numbers:
        yield number - previous
        previous = number


def _run_lengths(values: Iterator[int]) -> list[int]:
    return [each for value, group in groupby(values) for each in (value, len(list(group)))]
