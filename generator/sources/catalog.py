"""Load a catalog from a reports folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.model.agency import AGENCY_KINDS, Agency
from generator.model.catalog import Catalog
from generator.model.form import Forms
from generator.model.problem import Position, Problem
from generator.sources.faults import MOVED
from generator.sources.reading.rules import RULES_FILE, load_rules
from generator.sources.scan import FILE_LOADERS, Loaders, scan_folder
from generator.sources.site_settings import read_site_settings


def load_catalog(root: Path, forms: Forms, load: Loaders = FILE_LOADERS, settings: Path | None = None) -> Catalog:
    """Return the catalog of everything below `root`, with its problems and those of the site's `settings` file.

    Raises OSError if `root` cannot be read.
    """
    contents = scan_folder(root, forms, load)
    site, found = read_site_settings(settings)
    agencies = _in_reading_order(contents.agencies)
    rules, broken = load_rules(root / RULES_FILE, forms, agencies)
    problems = (*contents.problems, *_conflicting_moves(agencies), *broken, *found)
    return Catalog(root, forms, agencies, contents.reports, problems, contents.versions, {"": rules}, site)


def _conflicting_moves(agencies: Mapping[str, Agency]) -> Iterator[Problem]:
    """Yield an error for each old id that still exists, or that two agencies claim."""
    claimed: dict[str, Agency] = {}
    for agency in agencies.values():
        position = agency.at.get("moved_from", Position(agency.path))
        for old in agency.moved_from:
            if old in agencies:
                finding = f"文件夹 {old} 现在还在（{agencies[old].name}），不能又是 {agency.id} 原来的文件夹"
                yield MOVED.at(position, f"{finding}。请核对 moved_from；确实移走了的，请删去旧文件夹。")
            elif old in claimed:
                finding = f"文件夹 {old} 在 {claimed[old].id}/agency.yml 里已经写作原来的文件夹，旧网址只能引到一个机关"
                yield MOVED.at(position, f"{finding}。请留下一处，删去另一处。")
            claimed.setdefault(old, agency)


def _in_reading_order(agencies: Mapping[str, Agency]) -> dict[str, Agency]:
    """Return the agencies, parents before children; siblings by demo (real first), then kind as listed, then id."""
    ranks = list(AGENCY_KINDS)
    children: dict[str | None, list[Agency]] = {}
    for agency in sorted(agencies.values(), key=lambda each: (each.demo, ranks.index(each.kind), each.id)):
        children.setdefault(agency.parent if agency.parent in agencies else None, []).append(agency)
    ordered: dict[str, Agency] = {}
    stack = children.get(None, [])[::-1]
    while stack:
        agency = stack.pop()
        ordered[agency.id] = agency
        stack += children.get(agency.id, [])[::-1]
    return ordered


def root_of(path: Path, root: Path) -> Path:
    """Return the reports folder of `path`: `root` if `path` is below it, else the parent of its topmost agency folder.

    Both paths are absolute.
    """
    if path.is_relative_to(root):
        return root
    folder = path if path.is_dir() else path.parent
    while (folder / "agency.yml").exists() and folder != folder.parent:
        folder = folder.parent
    return folder
