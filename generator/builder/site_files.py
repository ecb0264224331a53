"""Files that depend on the whole site: the sitemap and the marker file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.builder.config import BuildConfig
from generator.builder.context import BuildContext
from generator.builder.engine import write_file
from generator.builder.folder_fingerprint import combined_digest
from generator.builder.install import SITE_MARKER
from generator.builder.mkdocs import hand_written_files, hand_written_pages, html_of, site_url
from generator.builder.sitemap import sitemap


def write_sitemap(config: BuildConfig, context: BuildContext, pages: Iterable[str], staged: Path) -> None:
    """Write the sitemap: the generated pages, given as Markdown files, and the hand-written ones."""
    hand_written = hand_written_pages(hand_written_files(config.own_pages))
    html_files = [*map(html_of, pages), *sorted(map(html_of, hand_written))]
    for name, data in sitemap(html_files, context.catalog.as_of, site_url(config.settings)).items():
        write_file(staged / name, data)


def write_marker(context: BuildContext, hand_written: str, outputs: Mapping[str, bytes], staged: Path) -> None:
    """Write the site's marker file: a digest of everything the site is built from."""
    digest = combined_digest(f"{context.sources_fingerprint} {hand_written}", outputs)
    write_file(staged / SITE_MARKER, f"{digest}\n".encode("ascii"))
