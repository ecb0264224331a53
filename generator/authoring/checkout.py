"""Check out the reports that have changed since an earlier git revision."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.authoring.errors import RefusedError
from generator.model.catalog import Catalog
from generator.sources.catalog import load_catalog
from generator.sources.git import HistoryError, check_out
from generator.sources.writing import named_errors


@contextmanager
def checkout(catalog: Catalog, revision: str) -> Iterator[tuple[Catalog, frozenset[str]]]:
    """Yield the catalog of the files changed since the revision, as they were then, and the names of all its files.

    The files exist until the context exits. Raises RefusedError if git cannot give the revision.
    """
    with tempfile.TemporaryDirectory() as folder, named_errors(Path(folder)):
        try:
            names = check_out(catalog.root, revision, Path(folder))
        except HistoryError as error:
            raise RefusedError(str(error)) from None
        yield load_catalog(Path(folder), catalog.forms), names
