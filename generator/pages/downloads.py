"""What the page of downloads shows: the archives, what is in them, and about how large they are."""

from __future__ import annotations

from typing import Any

from generator.exporters.archives import ALL, Archive, archives
from generator.model.catalog import Catalog

_EACH = 4_200
"""How many bytes a report takes in an archive, on average; the archives themselves are made after the pages."""


def downloads_view(catalog: Catalog) -> dict[str, Any]:
    """The variables of `pages/data.md.j2`."""
    found = archives(catalog)
    real = [(archive, _scope(archive), _size(archive)) for archive in found if not archive.demo]
    demo = [(archive, _scope(archive), _size(archive)) for archive in found if archive.demo]
    return {"groups": [(False, real), (True, demo)]}


def _scope(archive: Archive) -> str:
    scope = "全部年度" if archive.name == ALL else f"{min(archive.reports)}年度"
    return f"示例{scope}" if archive.demo else scope


def _size(archive: Archive) -> str:
    size = archive.number * _EACH
    return f"约 {size / 1e6:.1f} MB" if size >= 1e6 else f"约 {max(10, round(size / 1e4) * 10)} kB"
