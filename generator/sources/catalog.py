"""Load a catalog from a folder of source files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.model.agency import AGENCY_KINDS, Agency
from generator.model.catalog import Catalog
from generator.model.form import Forms
from generator.sources.scan import FILE_LOADERS, Loaders, scan_folder


def load_catalog(root: Path, forms: Forms, load: Loaders = FILE_LOADERS) -> Catalog:
    """Everything below `root`, with all faults of folders and files. Raises OSError where `root` cannot be read."""
    found = scan_folder(root, forms, load)
    agencies, problems = _in_reading_order(found.agencies), tuple(found.problems)
    return Catalog(root, forms, agencies, found.reports, problems, found.versions)


def _in_reading_order(agencies: Mapping[str, Agency]) -> dict[str, Agency]:
    """Parents before children; among those under one parent real ones first, then by kind, as KINDS lists them."""
    ranks = list(AGENCY_KINDS)
    below: dict[str | None, list[Agency]] = {}
    for agency in sorted(agencies.values(), key=lambda each: (each.demo, ranks.index(each.kind), each.id)):
        below.setdefault(agency.parent if agency.parent in agencies else None, []).append(agency)
    ordered: dict[str, Agency] = {}
    waiting = below.get(None, [])[::-1]
    while waiting:
        agency = waiting.pop()
        ordered[agency.id] = agency
        waiting += below.get(agency.id, [])[::-1]
    return ordered


def root_of(path: Path, root: Path) -> Path:
    """The reports folder that `path` belongs to: `root` where it lies below it, else above its outermost agency.

    Both are absolute.
    """
    if path.is_relative_to(root):
        return root
    folder = path if path.is_dir() else path.parent
    while (folder / "agency.yml").exists() and folder != folder.parent:
        folder = folder.parent
    return folder
