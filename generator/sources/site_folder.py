"""The folder of a site: its settings and its own pages, beside the reports."""

from __future__ import annotations

from pathlib import Path

SETTINGS = "mkdocs.yml"
"""The site's settings, a short MkDocs file; the program's own are merged with it."""

_PAGES = "docs"
"""The folder of the site's own hand-written pages, beside its settings."""


def find_settings(reports: Path) -> Path | None:
    """Return the settings in the current folder, else those beside the reports folder; None if there are none."""
    candidates = (Path.cwd() / SETTINGS, reports.with_name(SETTINGS))
    return next((path for path in candidates if path.is_file()), None)


def own_pages(settings: Path | None) -> Path | None:
    """Return the folder of the site's own pages; None without settings: a folder `docs` alone may be anything."""
    return settings.with_name(_PAGES) if settings else None
