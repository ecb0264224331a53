"""The table of agencies that the search page reads first, and the names it reads as it needs them.

Agencies of many places share their names but for the place: the names of each 住房和城乡建设局 are published once, and
the table says which agency goes by which. A name begins with a digit: 0 all of it follows, 1 the name of the place
stands before it (祁阳市), 2 that without its last character (祁阳).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from generator.model.agency import AGENCY_KINDS, Agency
from generator.model.catalog import Catalog
from generator.search.text import section_titles, usual_title

NAMES_PER_FILE = 64

_GOVERNMENT = "人民政府"

Names = tuple[str, str, tuple[str, ...], tuple[str, ...]]
"""An agency's folder below that of its place, its name, short names and former names."""


@dataclass(frozen=True)
class Agencies:
    """All agencies of a catalog in its order, and the years of which each has a report that is found."""

    catalog: Catalog
    held: Mapping[str, Set[int]]

    @cached_property
    def years(self) -> list[int]:
        """The years that have reports, newest first."""
        return sorted({year for years in self.held.values() for year in years}, reverse=True)

    @cached_property
    def ids(self) -> list[str]:
        """A place in this list and one in the list of years make the number of a report."""
        return list(self.catalog.agencies)

    @cached_property
    def numbers(self) -> dict[tuple[str, int], int]:
        """The numbers of the reports: year after year, newest first, and one for each agency in each."""
        places = {year: place * len(self.ids) for place, year in enumerate(self.years)}
        return {
            (id, year): places[year] + place
            for place, id in enumerate(self.ids)
            for year in sorted(self.held.get(id, ()))
        }

    @cached_property
    def places(self) -> list[Agency]:
        """The place each agency belongs to."""
        return [self.catalog.government(agency) for agency in self.catalog.agencies.values()]

    @cached_property
    def names(self) -> list[Names]:
        """The names of each agency without its place."""
        return [
            _names(agency, place) for agency, place in zip(self.catalog.agencies.values(), self.places, strict=True)
        ]

    @cached_property
    def shared_names(self) -> list[Names]:
        """Each set of names once: those that most agencies have first, then in the order of the agencies."""
        return [names for names, _ in Counter(self.names).most_common()]


def agency_table(agencies: Agencies) -> dict[str, Any]:
    """What agencies.json holds; each column is `[value, how many agencies in a row have it, value, …]`.

    Kinds and regions are places in the lists `kinds` and `regions`, years a bit set over the list `years`; `names` are
    steps from one agency's number of names to that of the next.
    """
    catalog = agencies.catalog
    regions = list({place.id: place for place in agencies.places}.values())
    region_of = {place.id: number for number, place in enumerate(regions)}
    number_of = {names: number for number, names in enumerate(agencies.shared_names)}
    bits = {year: 1 << place for place, year in enumerate(agencies.years)}
    kinds = list(AGENCY_KINDS)
    return {
        "title": usual_title(catalog),
        "sections": section_titles(catalog),
        "years": agencies.years,
        "kinds": list(AGENCY_KINDS.items()),
        "regions": _regions(catalog, regions),
        "region": _runs(region_of[place.id] for place in agencies.places),
        "kind": _runs(kinds.index(agency.kind) for agency in catalog.agencies.values()),
        "demo": _runs(int(catalog.is_demo(id)) for id in agencies.ids),
        "held": _runs(sum(bits[year] for year in agencies.held.get(id, ())) for id in agencies.ids),
        "names": _runs(_steps(number_of[names] for names in agencies.names)),
    }


def names_files(agencies: Agencies) -> Iterator[tuple[str, list[Names]]]:
    """The names in the order of their numbers, a few to a file."""
    shared = agencies.shared_names
    for first in range(0, len(shared), NAMES_PER_FILE):
        yield f"names/{first // NAMES_PER_FILE:04x}.json", shared[first : first + NAMES_PER_FILE]


def place_name(place: Agency) -> str:
    """What the place is called: 祁阳市 of 祁阳市人民政府."""
    return place.name.removesuffix(_GOVERNMENT)


def _regions(catalog: Catalog, places: list[Agency]) -> list[list[str]]:
    """Id and name of each place, and the name of the place above where another bears the same name."""
    often = Counter(map(place_name, places))
    found = []
    for place in places:
        above = catalog.above(place)
        twice = often[place_name(place)] > 1 and above
        found.append([place.id, place_name(place), place_name(above[-1]) if twice else ""])
    return found


def _names(agency: Agency, place: Agency) -> Names:
    name = place_name(place)

    def without(text: str) -> str:
        for mark, start in (("1", name), ("2", name[:-1])):
            if len(start) > 1 and text.startswith(start):
                return mark + text[len(start) :]
        return f"0{text}"

    folder = agency.id.removeprefix(place.id).removeprefix("/")
    former = tuple(without(each.name) for each in agency.formerly)
    return folder, without(agency.name), tuple(map(without, agency.short_names)), former


def _steps(numbers: Iterator[int]) -> Iterator[int]:
    before = 0
    for number in numbers:
        yield number - before
        before = number


def _runs(values: Iterator[int]) -> list[int]:
    return [each for value, group in groupby(values) for each in (value, len(list(group)))]
