"""Import a folder of drafts of the filing page; each of them names its agency and year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.authoring.errors import RefusedError
from generator.authoring.import_draft import draft_in, import_draft
from generator.authoring.import_request import ImportRequest, agency_and_year, leads_elsewhere
from generator.authoring.import_result import ImportResult
from generator.model.catalog import Catalog
from generator.model.paths import shown_path
from generator.sources.os_faults import os_fault


def files_beside_drafts(folder: Path) -> list[Path]:
    """Return everything visible in a folder of drafts, sorted by name; nothing if no file is called `.json`."""
    paths = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    return paths if any(path.suffix == ".json" for path in paths) else []


def import_drafts(paths: Iterable[Path], root: Path, catalog: Catalog) -> Iterator[ImportResult | RefusedError]:
    """Import the drafts; yield the result of each, or its error, and continue with the next."""
    for path in paths:
        try:
            yield _import(path, root, catalog)
        except RefusedError as error:
            yield error
        except OSError as error:
            yield RefusedError(os_fault(error))


def _import(path: Path, root: Path, catalog: Catalog) -> ImportResult:
    if leads_elsewhere(path, path.parent):
        raise RefusedError(f"{shown_path(path)} 是符号链接，不会读取。请换成文件本身。")
    draft = draft_in(path)
    if draft is None:
        raise RefusedError(f"{shown_path(path)} 不是报送页导出的草稿文件，没有导入。别的文件要列在 import.csv 里。")
    agency, year = agency_and_year(path, draft.origin, None, None)
    return import_draft(ImportRequest(path, agency, year, root / agency / f"{year}.yml"), catalog, draft)
