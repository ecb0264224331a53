"""Check out the reports of an earlier git revision, as far as they have changed since."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.authoring.refusal import RefusedError
from generator.model.catalog import Catalog
from generator.sources.catalog import load_catalog
from generator.sources.git import HistoryError, check_out


@contextmanager
def checkout(catalog: Catalog, revision: str) -> Iterator[tuple[Catalog, frozenset[str]]]:
    """Yield the changed part of the catalog as of the revision, and the names of all files it had.

    The files exist until the context ends. Raises RefusedError if git cannot give the revision.
    """
    with tempfile.TemporaryDirectory() as folder:
        try:
            names = check_out(catalog.root, revision, Path(folder))
        except HistoryError as error:
            raise RefusedError(str(error)) from None
        yield load_catalog(Path(folder), catalog.forms), names
