"""Fingerprints of what a site is built with: the program, its templates and libraries, and the hand-written pages."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from generator.builder.mkdocs import PROGRAM_THEME, complete_settings, hand_written_files
from generator.exporters import find_fonts
from generator.model.program import PACKAGE, TEMPLATES

_LIBRARIES = (
    "cmarkgfm", "jinja2", "markdown", "mkdocs", "mkdocs-material", "numpy", "pymdown-extensions",
    "pypinyin", "pyyaml", "typst",
)  # fmt: skip
"""The libraries whose version can change the site."""

_NO_SITE = {"authoring", "commands", "importers", "cli.py", "docs", "templates"}
"""The parts of the program that no build runs, and the folders that are read by themselves, see `model/program.py`."""


def program_fingerprint(settings: Path | None) -> str:
    """Return the fingerprint of everything that affects a site except sources and hand-written pages.

    Raises HandWrittenError if the site's own settings cannot be read.
    """
    complete = complete_settings(settings)
    theme = Path(complete["theme"].pop("custom_dir"))
    own_theme = {} if theme == PROGRAM_THEME else _files(theme)
    return _digest([_program(), repr(complete)], own_theme)


@cache
def _program() -> str:
    libraries = [f"{name} {_version(name)}" for name in _LIBRARIES]
    program = {name: path for name, path in _files(PACKAGE).items() if name.partition("/")[0] not in _NO_SITE}
    templates = {f"templates/{name}": path for name, path in _files(TEMPLATES).items()}
    return _digest([platform.python_version(), str(find_fonts()), *libraries], program | templates)


def hand_written_fingerprint(own: Path | None) -> str:
    """Return the fingerprint of the hand-written pages and the files beside them; `own` is the site's own folder."""
    return _digest([], hand_written_files(own))


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:  # Typst, without which there are no PDFs
        return ""


def _files(folder: Path) -> dict[str, Path]:
    """Return all files below the folder by name, except compiled ones."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return {path.relative_to(folder).as_posix(): path for path in paths}


def _digest(lines: list[str], files: Mapping[str, Path]) -> str:
    digest = hashlib.blake2b("\n".join(lines).encode(), digest_size=16)
    for name, path in files.items():
        data = path.read_bytes()
        digest.update(f"\n{name} {len(data)}\n".encode() + data)
    return digest.hexdigest()
