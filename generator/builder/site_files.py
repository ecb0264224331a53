"""Files that depend on the whole site: the sitemap and the marker file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.builder.context import BuildContext
from generator.builder.engine.stages import write_file
from generator.builder.folder_fingerprint import combined_digest
from generator.builder.install import SITE_MARKER
from generator.builder.mkdocs.hand_written import hand_written_pages
from generator.builder.mkdocs.runner import html_of
from generator.builder.sitemap import sitemap


def write_sitemap(context: BuildContext, pages: Iterable[str], staged: Path) -> None:
    """Write the sitemap: the generated pages, given as Markdown files, and the hand-written ones."""
    root = os.environ.get("SITE_URL", "")
    html_files = [*map(html_of, pages), *sorted(map(html_of, hand_written_pages()))]
    for name, data in sitemap(html_files, context.catalog.as_of, root).items():
        write_file(staged / name, data)


def write_marker(context: BuildContext, hand_written: str, outputs: Mapping[str, bytes], staged: Path) -> None:
    """Write the site's marker file: a digest of everything the site is built from."""
    digest = combined_digest(f"{context.sources_fingerprint} {hand_written}", outputs)
    write_file(staged / SITE_MARKER, f"{digest}\n".encode("ascii"))
