"""What the site holds beside its pages: files to download and to be read by programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from generator.catalog import Catalog
from generator.exporters import EXPORTERS
from generator.report import Problem


def site_files(catalog: Catalog, problems: Sequence[Problem]) -> Iterator[tuple[str, bytes]]:
    """Path below the site and content of each file, family by family."""
    return chain(_report_downloads(catalog))


def _report_downloads(catalog: Catalog) -> Iterator[tuple[str, bytes]]:
    """Each report in every format, beside its page; a withdrawn one has none."""
    for report in catalog.standing.values():
        for kind, exporter in EXPORTERS.items():
            data = exporter(report, catalog.form_of(report), catalog.agencies[report.agency])
            yield f"{report.agency}/{report.year}/report.{kind}", data
