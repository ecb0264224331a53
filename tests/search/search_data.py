"""Write the search data of a catalog in one go."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from generator.model.catalog import Catalog
from generator.search.join import join_parts
from generator.search.part import index_part
from generator.search.places import reports_by_place


def write_search_data(catalog: Catalog, site: Path) -> None:
    """Replace everything below `site/search/data`; leave the pages and records of the site alone."""
    folder = site / "search" / "data"
    shutil.rmtree(folder, ignore_errors=True)
    with tempfile.TemporaryDirectory() as work:
        paths = []
        for number, reports in enumerate(reports_by_place(catalog).values()):
            paths.append(Path(work, f"{number}.part"))
            paths[-1].write_bytes(index_part(catalog, reports))
        for name, data in join_parts(catalog, paths).files:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
