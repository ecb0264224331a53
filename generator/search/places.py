"""How reports are dealt out in parts of the search."""

from __future__ import annotations

from generator.catalog import Catalog
from generator.report import Report


def reports_by_place(catalog: Catalog) -> dict[str, list[Report]]:
    """The reports that are found, by the id of the place they are of, each a part of the index."""
    found: dict[str, list[Report]] = {}
    for (agency, _), report in catalog.standing.items():
        found.setdefault(catalog.government(catalog.agencies[agency]).id, []).append(report)
    return found
