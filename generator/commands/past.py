"""What commands know of the past: a folder of reports as it was at a revision, as far as it has changed since."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.catalog import Catalog, load_catalog
from generator.commands.common import refuse
from generator.history import HistoryError, take_out


@contextmanager
def past(catalog: Catalog, revision: str) -> Iterator[tuple[Catalog, frozenset[str]]]:
    """What has changed of the catalog, as it was at the revision, and the names of all files there were.

    The files are there as long as the context lasts. Ends the command where there is no such past.
    """
    with tempfile.TemporaryDirectory() as folder:
        try:
            names = take_out(catalog.root, revision, Path(folder))
        except HistoryError as error:
            refuse(str(error))
        yield load_catalog(Path(folder), catalog.forms), names
