"""How reports are dealt out in parts of the search."""

from __future__ import annotations

from generator.model.catalog import Catalog, grouped
from generator.model.report import Report


def reports_by_place(catalog: Catalog) -> dict[str, list[Report]]:
    """The reports that are found, by the id of the place they are of, each a part of the index."""
    places = {id: catalog.government(agency).id for id, agency in catalog.agencies.items()}
    return grouped(catalog.standing.values(), lambda report: places[report.agency])
