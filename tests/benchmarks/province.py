"""Lay out a province of made-up cities and counties for as many reports as asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from tests.benchmarks.chance import Dice
from tests.benchmarks.clerk import place_name
from tests.benchmarks.organs import YEARS, Organ, matters, organ, walk

_CITY, _COUNTY = 270, 28
"""How many organs a city with its counties has, and a county, where there are enough to go round."""

_TOWNS = (
    ("township", "镇", "zhen"),
    ("township", "镇", "zhen"),
    ("township", "乡", "xiang"),
    ("subdistrict", "街道", "jd"),
)


def random_province(reports: int, seed: int) -> list[Organ]:
    """Cities with their departments, counties and towns that file exactly `reports` reports."""
    organs = -(-reports // len(YEARS))
    cities = max(2, round(organs / _CITY)) if organs >= 40 else 1
    dice, names = Dice(seed, "plan"), _unseen(Dice(seed, "names"))
    tops = [_city(share, names, dice) for share in _shares(organs, cities)]
    tops[-1] = _shorten(tops[-1], len(YEARS) * organs - reports)
    return tops


def _unseen(dice: Dice) -> Iterator[tuple[str, str]]:
    """Place names, none of them twice, nor two spelt alike in pinyin."""
    seen: set[str] = set()
    while True:
        name, pinyin = place_name(dice)
        if pinyin not in seen:
            seen.add(pinyin)
            yield name, pinyin


def _shares(total: int, parts: int) -> list[int]:
    """The total in `parts` whole shares as even as can be."""
    return [total // parts + (number < total % parts) for number in range(parts)]


def _city(share: int, names: Iterator[tuple[str, str]], dice: Dice) -> Organ:
    name, id = next(names)
    departments = min(len(_offices()), share // 8)
    rest = share - 1 - departments
    counties = [_county(each, id, names, dice) for each in _shares(rest, max(1, round(rest / _COUNTY)))] if rest else []
    below = (*_departments(departments, id, f"{name}市", name, "市", dice), *counties)
    return organ(
        "government", f"{name}市", name, "市", id=id, short_names=(name, f"{name}市政府"), organs=below, top=True
    )


def _county(share: int, above: str, names: Iterator[tuple[str, str]], dice: Dice) -> Organ:
    name, pinyin = next(names)
    id, level = f"{above}/{pinyin}", dice.pick("县县区")
    place = f"{name}{level}"
    departments = min(len(_offices()), share * 6 // 10)
    zones = (organ("zone", place, name, level, id=f"{id}/jkq", size=_size(dice)),) if share >= 20 else ()
    towns = share - 1 - departments - len(zones)
    town_names = islice(_unseen(Dice(id)), max(0, towns))
    below = (
        *_departments(departments, id, place, name, level, dice),
        *zones,
        *(_town(place, level, town, f"{id}/{spelt}", dice) for town, spelt in town_names),
    )
    return organ("government", place, name, level, id=id, short_names=(name, f"{place}政府"), organs=below)


def _offices() -> list[str]:
    """The matters that departments of a government deal with, its own office first."""
    kinds = ("office", "department", "organisation")
    return [key for key, matter in matters().items() if matter.get("kind") in kinds]


def _departments(count: int, above: str, place: str, nickname: str, level: str, dice: Dice) -> list[Organ]:
    first, *others = _offices()
    larger = 2.5 if level == "市" else 1.0
    return [
        organ(matter, place, nickname, level, id=f"{above}/{matters()[matter]['id']}", size=larger * _size(dice))
        for matter in [first, *dice.shuffled(others)][:count]
    ]


def _town(place: str, level: str, name: str, id: str, dice: Dice) -> Organ:
    matter, suffix, spelt = dice.pick(_TOWNS)
    office = "办事处" if matter == "subdistrict" else "人民政府"
    own = {} if matter == "subdistrict" else {"self": f"我{suffix}"}
    shorts = (f"{name}{suffix}", f"{name}{suffix}{'办' if matter == 'subdistrict' else '政府'}")
    full = f"{place}{name}{suffix}{office}"
    return organ(matter, place, name, level, id=f"{id}{spelt}", name=full, short_names=shorts, size=_size(dice), **own)


def _size(dice: Dice) -> float:
    return dice.number(5, 15) / 10


def _shorten(top: Organ, years: int) -> Organ:
    """The same organs, the last of all without its first years."""
    if not top.organs:
        return replace(top, years=top.years[years:])
    *others, last = top.organs
    return replace(top, organs=(*others, _shorten(last, years)))


def size_of(tops: list[Organ]) -> int:
    """How many reports a plan makes."""
    return sum(len(each.years) for top in tops for each in walk(top))
