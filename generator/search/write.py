"""Write the search data of a site whose reports are all at hand."""

from __future__ import annotations

import tempfile
from pathlib import Path

from generator.catalog import Catalog
from generator.search.join import join_parts
from generator.search.part import index_part

_A_PART = 1_000


def write_search(catalog: Catalog, site: Path) -> None:
    """Write everything below `site/search/data` anew; the pages and records of the site are not touched."""
    with tempfile.TemporaryDirectory() as work:
        parts: list[Path] = []
        reports = list(catalog.standing.values())
        for first in range(0, len(reports), _A_PART):
            parts.append(Path(work, f"{first}.part"))
            parts[-1].write_bytes(index_part(catalog, reports[first : first + _A_PART]))
        join_parts(catalog, parts, site / "search" / "data")
