"""Generate a province of made-up cities and counties that publish a given number of reports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from tests.benchmarks.agencies import YEARS, MadeUpAgency, make_agency, sectors
from tests.benchmarks.phrasebook import place_name
from tests.benchmarks.random_numbers import RandomSource

_AGENCIES_PER_CITY, _AGENCIES_PER_COUNTY = 270, 28
"""Typical number of agencies in a city, including its counties, and in a county."""

_TOWNS = (
    ("township", "镇", "zhen"),
    ("township", "镇", "zhen"),
    ("township", "乡", "xiang"),
    ("subdistrict", "街道", "jd"),
)


def random_province(reports: int, seed: int) -> list[MadeUpAgency]:
    """Return cities with departments, counties and towns that publish exactly `reports` reports."""
    agencies = -(-reports // len(YEARS))
    cities = max(2, round(agencies / _AGENCIES_PER_CITY)) if agencies >= 40 else 1
    rng, names = RandomSource(seed, "plan"), _distinct_names(RandomSource(seed, "names"))
    tops = [_city(count, names, rng) for count in _split_evenly(agencies, cities)]
    tops[-1] = _shorten(tops[-1], len(YEARS) * agencies - reports)
    return tops


def _distinct_names(rng: RandomSource) -> Iterator[tuple[str, str]]:
    """Yield place names and their pinyin; no pinyin occurs twice."""
    used: set[str] = set()
    while True:
        name, pinyin = place_name(rng)
        if pinyin not in used:
            used.add(pinyin)
            yield name, pinyin


def _split_evenly(total: int, parts: int) -> list[int]:
    """Return `parts` integers that differ by at most one and add up to the total."""
    return [total // parts + (number < total % parts) for number in range(parts)]


def _city(count: int, names: Iterator[tuple[str, str]], rng: RandomSource) -> MadeUpAgency:
    """Return a city of `count` agencies."""
    name, id = next(names)
    departments = min(len(_department_sectors()), count // 8)
    rest = count - 1 - departments
    shares = _split_evenly(rest, max(1, round(rest / _AGENCIES_PER_COUNTY))) if rest else []
    counties = [_county(share, id, names, rng) for share in shares]
    below = (*_departments(departments, id, f"{name}市", name, "市", rng), *counties)
    return make_agency(
        "government", f"{name}市", name, "市", id=id, short_names=(name, f"{name}市政府"), below=below, top=True
    )


def _county(count: int, above: str, names: Iterator[tuple[str, str]], rng: RandomSource) -> MadeUpAgency:
    """Return a county of `count` agencies."""
    name, pinyin = next(names)
    id, level = f"{above}/{pinyin}", rng.choice("县县区")
    place = f"{name}{level}"
    departments = min(len(_department_sectors()), count * 6 // 10)
    zones = (make_agency("zone", place, name, level, id=f"{id}/jkq", size=_size(rng)),) if count >= 20 else ()
    towns = count - 1 - departments - len(zones)
    town_names = islice(_distinct_names(RandomSource(id)), max(0, towns))
    below = (
        *_departments(departments, id, place, name, level, rng),
        *zones,
        *(_town(place, level, town, f"{id}/{town_pinyin}", rng) for town, town_pinyin in town_names),
    )
    return make_agency("government", place, name, level, id=id, short_names=(name, f"{place}政府"), below=below)


def _department_sectors() -> list[str]:
    """Return the keys of the sectors of a government's departments; the government office comes first."""
    kinds = ("office", "department", "organisation")
    return [key for key, sector in sectors().items() if sector.get("kind") in kinds]


def _departments(
    count: int, above: str, place: str, nickname: str, level: str, rng: RandomSource
) -> list[MadeUpAgency]:
    first, *others = _department_sectors()
    factor = 2.5 if level == "市" else 1.0
    return [
        make_agency(sector, place, nickname, level, id=f"{above}/{sectors()[sector]['id']}", size=factor * _size(rng))
        for sector in [first, *rng.shuffled(others)][:count]
    ]


def _town(place: str, level: str, name: str, id: str, rng: RandomSource) -> MadeUpAgency:
    sector, suffix, pinyin = rng.choice(_TOWNS)
    office = "办事处" if sector == "subdistrict" else "人民政府"
    own = {} if sector == "subdistrict" else {"self": f"我{suffix}"}
    own |= {"id": f"{id}{pinyin}", "name": f"{place}{name}{suffix}{office}"}
    short_names = (f"{name}{suffix}", f"{name}{suffix}{'办' if sector == 'subdistrict' else '政府'}")
    return make_agency(sector, place, name, level, short_names=short_names, size=_size(rng), **own)


def _size(rng: RandomSource) -> float:
    return rng.integer(5, 15) / 10


def _shorten(top: MadeUpAgency, years: int) -> MadeUpAgency:
    """Return the agencies, the last of them without its first `years` years."""
    if not top.below:
        return replace(top, years=top.years[years:])
    *others, last = top.below
    return replace(top, below=(*others, _shorten(last, years)))
