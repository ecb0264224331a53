"""What the site holds beside its pages: files to download and to be read by programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import NamedTuple

from generator.catalog import Catalog
from generator.exporters import EXPORTERS
from generator.report import Problem


class File(NamedTuple):
    """A file to be made: its path below the site, and what makes its bytes.

    `make` is a `partial` over the values it needs. It runs only where one of them, or what it asks of the catalog, has
    changed since the last build; so whatever it reads must be among them.
    """

    path: str
    make: Callable[[], bytes]


def site_files(catalog: Catalog, problems: Sequence[Problem]) -> Iterator[File]:
    """All files, family by family."""
    return chain(_report_downloads(catalog))


def _report_downloads(catalog: Catalog) -> Iterator[File]:
    """Each report in every format, beside its page; a withdrawn one has none."""
    for report in catalog.standing.values():
        for kind, exporter in EXPORTERS.items():
            make = partial(exporter, report, catalog.form_of(report), catalog.agencies[report.agency])
            yield File(f"{report.agency}/{report.year}/report.{kind}", make)
