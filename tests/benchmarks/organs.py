"""Who files in a made-up county: a tree of organs, read from the demonstration's file or laid out by chance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

YEARS = range(2019, 2026)
_MATERIAL = Path(__file__).parent / "material"

_SELF = {
    "office": "我办",
    "department": "我局",
    "agency": "我分局",
    "township": "我镇",
    "subdistrict": "街道办事处",
    "zone": "管委会",
    "organisation": "本中心",
}
_UNIT = {"government": "单位", "township": "站所", "zone": "局办"}


@dataclass(frozen=True)
class Organ:
    """An organ that files reports, with what is peculiar to it and the organs below it.

    `id` is its folder below the county's, "" for the county itself; `turns` holds the turns of fate of its
    reports: marks, annotate, fault, correction, formerly, missing, form.
    """

    id: str
    name: str
    short_names: tuple[str, ...]
    kind: str
    matter: str
    level: str
    self: str
    unit: str
    size: float = 1.0
    years: tuple[int, ...] = tuple(YEARS)
    turns: Mapping[str, Any] = field(default_factory=dict)
    organs: tuple[Organ, ...] = ()
    top: bool = False


@cache
def material(name: str) -> Any:
    """A file of the material folder."""
    return yaml.load((_MATERIAL / f"{name}.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)


@cache
def matters() -> dict[str, Any]:
    """Every matter an organ may deal with."""
    return {**material("matters"), **material("more_matters")}


def organ(matter: str, place: str, nickname: str, level: str, **own: Any) -> Organ:
    """An organ of `place` as its matter makes it usual; `own` states what differs."""
    usual = matters()[matter]
    kind = own.get("kind") or usual["kind"]
    short = usual.get("short", "")
    since = own.get("since", YEARS.start)
    return Organ(
        id=own.get("id", usual.get("id", "")),
        name=own.get("name") or f"{place}{usual['suffix']}",
        short_names=tuple(own.get("short_names") or (short, f"{nickname}{short}")),
        kind=kind,
        matter=matter,
        level=level,
        self=own.get("self") or _SELF.get(kind, f"{level}政府"),
        unit=own.get("unit") or _UNIT.get(kind, "科室"),
        size=own.get("size", 1.0),
        years=tuple(year for year in YEARS if year >= since),
        turns={
            key: own[key]
            for key in ("marks", "annotate", "fault", "correction", "formerly", "missing", "form", "since")
            if key in own
        },
        organs=own.get("organs", ()),
        top=own.get("top", False),
    )


def demonstration() -> Organ:
    """The demonstration county."""
    plan = material("demo")
    place, nickname, level = plan["place"], plan["nickname"], plan["level"]

    def read(entry: Mapping[str, Any], above: str) -> Organ:
        id = f"{above}{entry['id']}"
        below = tuple(read(each, f"{id}/") for each in entry.get("organs", ()))
        return organ(place=place, nickname=nickname, level=level, **{**entry, "id": id, "organs": below})

    below = tuple(read(entry, "") for entry in plan["organs"])
    names = (nickname, f"{nickname}{level}政府")
    return organ("government", place, nickname, level, id="", short_names=names, organs=below, top=True)


def walk(top: Organ) -> Iterator[Organ]:
    """The organ and all below it, from the top down."""
    yield top
    for each in top.organs:
        yield from walk(each)
