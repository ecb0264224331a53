"""Fingerprints of what a site is built with: the program, its templates and libraries, and the hand-written pages."""

from __future__ import annotations

import hashlib
import platform
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from generator.exporters import find_fonts
from generator.model.paths import PROJECT
from generator.sources.site_settings import read_site_settings

_LIBRARIES = (
    "cmarkgfm", "jinja2", "markdown", "mkdocs", "mkdocs-material", "numpy", "pymdown-extensions",
    "pypinyin", "pyyaml", "typst",
)  # fmt: skip
"""The libraries whose version can change the site."""

_NO_SITE = {"authoring", "commands", "importers", "cli.py"}
"""The parts of the program that no build runs."""


@cache
def program_fingerprint() -> str:
    """Return the fingerprint of everything that affects a site except sources and hand-written pages."""
    environment = [str(read_site_settings(PROJECT / "mkdocs.yml")[0]), str(find_fonts())]
    libraries = [f"{name} {_version(name)}" for name in _LIBRARIES]
    program = [path for path in _files(PROJECT / "generator") if path.relative_to(PROJECT).parts[1] not in _NO_SITE]
    paths = [PROJECT / "mkdocs.yml", *program, *_files(PROJECT / "templates")]
    return _digest([platform.python_version(), *environment, *libraries], paths)


def hand_written_fingerprint() -> str:
    """Return the fingerprint of the hand-written pages and the files beside them."""
    return _digest([], _files(PROJECT / "docs"))


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:  # Typst, without which there are no PDFs
        return ""


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")


def _digest(lines: list[str], paths: list[Path]) -> str:
    digest = hashlib.blake2b("\n".join(lines).encode(), digest_size=16)
    for path in paths:
        data = path.read_bytes()
        digest.update(f"\n{path.relative_to(PROJECT)} {len(data)}\n".encode() + data)
    return digest.hexdigest()
