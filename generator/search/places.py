"""Group the reports by place: each place gets a part of the index of its own."""

from __future__ import annotations

from generator.model.catalog import Catalog, grouped
from generator.model.report import Report


def reports_by_place(catalog: Catalog) -> dict[str, list[Report]]:
    """Return the searchable reports by the id of the place that their agency belongs to."""
    place_ids = {id: catalog.government(agency).id for id, agency in catalog.agencies.items()}
    return grouped(catalog.active_reports.values(), lambda report: place_ids[report.agency])
