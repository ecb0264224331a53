"""The agencies of a made-up site: a tree, read from the demonstration county's file or generated at random."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

YEARS = range(2019, 2026)
_MATERIAL = Path(__file__).parent / "material"

_SELF_NAMES = {
    "office": "我办",
    "department": "我局",
    "agency": "我分局",
    "township": "我镇",
    "subdistrict": "街道办事处",
    "zone": "管委会",
    "organisation": "本中心",
}
_UNIT_NAMES = {"government": "单位", "township": "站所", "zone": "局办"}
_QUIRKS = ("marks", "annotate", "fault", "correction", "formerly", "missing", "form", "since")


@dataclass(frozen=True)
class MadeUpAgency:
    """An agency that publishes reports, with its quirks and the agencies below it.

    `id` is its folder below that of the county, "" for the county itself. `self_name` and
    `unit_name` are its words for itself and for its units; `quirks` are irregularities of its reports (see `_QUIRKS`).
    """

    id: str
    name: str
    short_names: tuple[str, ...]
    kind: str
    sector: str
    level: str
    self_name: str
    unit_name: str
    size: float = 1.0
    years: tuple[int, ...] = tuple(YEARS)
    quirks: Mapping[str, Any] = field(default_factory=dict)
    below: tuple[MadeUpAgency, ...] = ()
    top: bool = False


@cache
def material(name: str) -> Any:
    """Return the parsed content of the YAML file `name` of the material folder."""
    return yaml.load((_MATERIAL / f"{name}.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)


@cache
def sectors() -> dict[str, Any]:
    """Return all sectors that agencies can work in, by key."""
    return {**material("sectors"), **material("more_sectors")}


def make_agency(sector: str, place: str, nickname: str, level: str, **own: Any) -> MadeUpAgency:
    """Return an agency of `place` with the defaults of its sector; `own` overrides them."""
    defaults = sectors()[sector]
    kind = own.get("kind") or defaults["kind"]
    short = defaults.get("short", "")
    since = own.get("since", YEARS.start)
    return MadeUpAgency(
        id=own.get("id", defaults.get("id", "")),
        name=own.get("name") or f"{place}{defaults['suffix']}",
        short_names=tuple(own.get("short_names") or (short, f"{nickname}{short}")),
        kind=kind,
        sector=sector,
        level=level,
        self_name=own.get("self") or _SELF_NAMES.get(kind, f"{level}政府"),
        unit_name=own.get("unit") or _UNIT_NAMES.get(kind, "科室"),
        size=own.get("size", 1.0),
        years=tuple(year for year in YEARS if year >= since),
        quirks={key: own[key] for key in _QUIRKS if key in own},
        below=own.get("below", ()),
        top=own.get("top", False),
    )


def demo_county() -> MadeUpAgency:
    """Return the demonstration county."""
    county = material("demo")
    place, nickname, level = county["place"], county["nickname"], county["level"]

    def read(entry: Mapping[str, Any], above: str) -> MadeUpAgency:
        id = f"{above}{entry['id']}"
        below = tuple(read(each, f"{id}/") for each in entry.get("below", ()))
        return make_agency(place=place, nickname=nickname, level=level, **{**entry, "id": id, "below": below})

    below = tuple(read(entry, "") for entry in county["below"])
    names = (nickname, f"{nickname}{level}政府")
    return make_agency("government", place, nickname, level, id="", short_names=names, below=below, top=True)


def walk(top: MadeUpAgency) -> Iterator[MadeUpAgency]:
    """Yield the agency and all below it, from the top down."""
    yield top
    for each in top.below:
        yield from walk(each)
