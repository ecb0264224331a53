"""What belongs to the whole site and is made of its pieces: the archive of everything, the sitemap,
and the mark that tells what the site was made of.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.builder.context import Ready
from generator.builder.folders import SITE_MARKER
from generator.builder.mkdocs.runner import html_of
from generator.builder.page_tasks import frame_pages
from generator.builder.sitemap import sitemap
from generator.exporters import archives


def write_archive(ready: Ready, files: Mapping[str, bytes], touched: Iterable[str], new: Path, old: Path) -> list[str]:
    """The archive of everything, if any it is made of has changed; returns it where it is no more."""
    folder = f"{archives.FOLDER}/"
    if any(name.startswith(folder) and not name.startswith(f"{folder}{archives.DEMO}") for name in touched):
        archives.join_archives(ready.catalog, new, old)
    made = any(name.startswith(folder) for name in files)
    return [] if made and archives.whole_archive(ready.catalog).number else [f"{folder}{archives.ALL}"]


def write_sitemap(ready: Ready, pages: Iterable[str], new: Path) -> None:
    """The list of all pages, the generated ones by their Markdown files, and the hand-written."""
    root = os.environ.get("SITE_URL", "")
    for name, data in sitemap([*map(html_of, pages), *frame_pages()], ready.catalog.as_of, root).items():
        (new / name).write_bytes(data)


def write_mark(ready: Ready, docs: str, made: Mapping[str, bytes], new: Path) -> None:
    """A digest of all that the site is made of, in the file that says so."""
    (new / SITE_MARKER).write_text(f"{digest_of_all(f'{ready.state} {docs}', made)}\n", encoding="ascii")


def digest_of_all(given: str, made: Mapping[str, bytes]) -> str:
    """A digest of what is given, and of all that was made, by the digests of these."""
    lines = (f"{name} {product.hex()}\n" for name, product in sorted(made.items()))
    return hashlib.blake2b(f"{given}\n{''.join(lines)}".encode(), digest_size=16).hexdigest()
