"""The rare facts that decide which reports may be compared, beside the index of the cell files.

They are sparse: only agencies and forms with something to say have an entry. `docs/manual/data.md` describes the file.
"""

from __future__ import annotations

import json
from typing import Any

from generator.exporters.cell_files import FOLDER
from generator.model.agency import Agency
from generator.model.catalog import Catalog

FILE = f"{FOLDER}/comparison.json"


def comparison_file(catalog: Catalog) -> bytes:
    """Return the predecessors of agencies, withdrawn reports, superseded versions, old ids, and meanings by form."""
    withdrawn: dict[str, list[int]] = {}
    for agency, year in sorted(set(catalog.reports) - set(catalog.active_reports)):
        withdrawn.setdefault(agency, []).append(year)
    versions: dict[str, dict[str, int]] = {}
    for (agency, year), superseded in catalog.versions.items():
        versions.setdefault(agency, {})[str(year)] = len(superseded)
    facts = {
        "before": {each.id: found for each in catalog.agencies.values() if (found := _former(catalog, each))},
        "withdrawn": withdrawn,
        "versions": versions,
        "moved": dict(catalog.moved),
        "meanings": {id: dict(form.meanings) for id, form in catalog.forms.items() if form.meanings},
    }
    return (json.dumps(facts, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _former(catalog: Catalog, agency: Agency) -> list[list[Any]]:
    """Return who bore each former name, and its last year; None for the agency itself or one that is not here.

    The list is empty if no former name is that of another agency: then all reports are the agency's own.
    """
    others = {each.name: each.id for each in catalog.predecessors(agency)}
    return [[others.get(former.name), former.until] for former in agency.formerly] if others else []
