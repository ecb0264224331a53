"""Import the file that an author names: as a new report, or as the edits to an existing one."""

from __future__ import annotations

from pathlib import Path

from generator.authoring.errors import RefusedError
from generator.authoring.import_draft import Draft, draft_in, import_draft
from generator.authoring.import_file import import_file
from generator.authoring.import_proposal import propose_import
from generator.authoring.import_request import ImportRequest, agency_and_year, load_catalog_if_any, read_original
from generator.authoring.import_result import ImportResult
from generator.authoring.reimport import reimport
from generator.authoring.time_limit import time_limit
from generator.model.paths import shown_path
from generator.model.provenance import read_origin

STDOUT = "-"


def import_source(
    source: Path, root: Path, agency: str | None, year: int | None, output: str | None, *, force: bool
) -> ImportResult:
    """Import a file into the reports folder `root`, into the file `output`, or nowhere if that is "-".

    An export of ours whose report exists is re-imported: its edits are written into that report; `force` accepts an
    export of another version. A draft of the filing page holds its report. Raises RefusedError, also with a proposal
    if agency or year is missing.
    """
    if draft := draft_in(source):
        return _import_draft(source, root, agency, year, output, draft, force=force)
    document = read_original(source)
    origin = read_origin(document.labels)
    if origin is None and not (agency and year):
        known = load_catalog_if_any(root)
        with time_limit(shown_path(source)):
            proposal = propose_import(source, document, known, agency, year)
        raise RefusedError(proposal)
    agency, year = agency_and_year(source, origin, agency, year)
    own_file = root / agency / f"{year}.yml"
    target = _target(output, own_file)
    request, catalog = ImportRequest(source, agency, year, target), load_catalog_if_any(root)
    if origin and target == own_file and own_file.exists():
        return reimport(request, document, origin, catalog, force=force)
    return import_file(request, catalog, document)


def _import_draft(
    source: Path, root: Path, agency: str | None, year: int | None, output: str | None, draft: Draft, *, force: bool
) -> ImportResult:
    """Write the report in a draft, or what it corrects; its agency and year must be those given, if any are."""
    agency, year = agency_and_year(source, draft.origin, agency, year)
    target = _target(output, root / agency / f"{year}.yml")
    return import_draft(ImportRequest(source, agency, year, target), load_catalog_if_any(root), draft, force=force)


def _target(output: str | None, own_file: Path) -> Path | None:
    """Return the file to write: the one named, the report's own, or none for standard output."""
    return None if output == STDOUT else Path(output).absolute() if output else own_file
