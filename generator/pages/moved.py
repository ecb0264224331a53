"""The pages left at the old addresses of moved agencies and their reports, which lead to the new ones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypedDict

from generator.model.catalog import Catalog


class Move(NamedTuple):
    """An old address, the new one, and the agency and year of the page that is there now; no year: the agency's."""

    old: str
    new: str
    agency: str
    year: int | None


class MovedView(TypedDict):
    """Variables of `pages/moved.md.j2`."""

    title: str
    target: str


def moves(catalog: Catalog) -> Iterator[Move]:
    """Yield the old address of each moved agency, and of each report that it has now."""
    years: dict[str, list[int]] = {}
    for agency, year in catalog.reports:
        years.setdefault(agency, []).append(year)
    for old, id in catalog.moved.items():
        yield Move(f"{old}/", f"{id}/", id, None)
        for year in years.get(id, ()):
            yield Move(f"{old}/{year}/", f"{id}/{year}/", id, year)


def moved_view(catalog: Catalog, move: Move) -> MovedView:
    """Return the variables of `pages/moved.md.j2`."""
    if move.year is None:
        return {"title": catalog.agencies[move.agency].name, "target": move.new}
    return {"title": catalog.title(catalog.reports[move.agency, move.year]), "target": move.new}
