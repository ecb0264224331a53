"""Where the program's own files are: at the top of a checkout, inside the package once it is installed from a wheel."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent
"""The package `generator`."""


def _folder(name: str) -> Path:
    """Return a folder that the wheel puts inside the package, see `setup.py`."""
    installed = PACKAGE / name
    return installed if installed.is_dir() else PACKAGE.with_name(name)


TEMPLATES = _folder("templates")
"""Templates of pages, documents and the theme."""

PAGES = _folder("docs")
"""The hand-written pages that every site has, with their styles, scripts and JSON Schemas."""
