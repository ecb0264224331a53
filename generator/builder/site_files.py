"""Files that depend on the whole site: the sitemap (sitemaps.org), formatted as MkDocs formats it, and the marker."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping
from datetime import date
from html import escape
from pathlib import Path

from generator.builder.context import BuildContext
from generator.builder.engine.stages import write_file
from generator.builder.fingerprints import combined_digest
from generator.builder.install import SITE_MARKER
from generator.builder.mkdocs.hand_written import hand_written_files, hand_written_pages
from generator.builder.mkdocs.runner import html_of
from generator.pages.address import file_of
from generator.pages.moved import moves

MAX_URLS_PER_FILE = 50_000
"""Maximum number of URLs in a file (sitemaps.org); a larger site has several files and an index of them."""

_SYSTEM_BYTE, _UNKNOWN_SYSTEM = 9, 255

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<{} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'


def write_site_files(context: BuildContext, pages: Iterable[str], outputs: Mapping[str, bytes], staged: Path) -> None:
    """Write the sitemap, with the generated pages (given as Markdown files) and the hand-written ones, and the marker.

    The sitemap leaves out the old addresses of moved pages.
    The marker file holds a digest of everything that the site is built from, and of its `outputs`.
    """
    left = {file_of(each.old) for each in moves(context.untracked)}
    hand_written = hand_written_pages(hand_written_files(context.config.own_pages))
    html_files = [*(html_of(page) for page in pages if page not in left), *sorted(map(html_of, hand_written))]
    for name, data in sitemap(html_files, context.catalog.as_of, context.catalog.site.url).items():
        write_file(staged / name, data)
    write_marker(context, outputs, staged)


def write_marker(context: BuildContext, outputs: Mapping[str, bytes], staged: Path) -> None:
    """Write the marker file alone, for a part of a site."""
    write_file(staged / SITE_MARKER, f"{combined_digest(context.inputs, outputs)}\n".encode("ascii"))


def sitemap(pages: Iterable[str], day: date | None, root: str) -> dict[str, bytes]:
    """Return the sitemap files by name, listing the pages at the site's address `root`; no pages if it is empty."""
    base = f"{root.rstrip('/')}/" if root else ""
    addresses = sorted(f"{base}{page.removesuffix('index.html')}" for page in pages) if base else []
    parts = [addresses[start : start + MAX_URLS_PER_FILE] for start in range(0, len(addresses), MAX_URLS_PER_FILE)]
    if len(parts) <= 1:
        return _files("sitemap", _xml("urlset", "url", addresses, day))
    names = [f"sitemap-{number}" for number in range(1, len(parts) + 1)]
    files = _files("sitemap", _xml("sitemapindex", "sitemap", [f"{base}{name}.xml" for name in names], day))
    for name, part in zip(names, parts, strict=True):
        files |= _files(name, _xml("urlset", "url", part, day))
    return files


def _xml(root_tag: str, tag: str, addresses: list[str], day: date | None) -> bytes:
    lastmod = f"\n         <lastmod>{day}</lastmod>" if day else ""
    entries = (f"    <{tag}>\n         <loc>{escape(address)}</loc>{lastmod}\n    </{tag}>\n" for address in addresses)
    return f"{_HEAD.format(root_tag)}{''.join(entries)}</{root_tag}>\n".encode()


def _files(name: str, data: bytes) -> dict[str, bytes]:
    return {f"{name}.xml": data, f"{name}.xml.gz": _compressed(data)}


def _compressed(data: bytes) -> bytes:
    """Return a gzip file without a time; the header's last byte, the system, is "unknown" (RFC 1952) in any Python."""
    packed = bytearray(gzip.compress(data, mtime=0))
    packed[_SYSTEM_BYTE] = _UNKNOWN_SYSTEM
    return bytes(packed)
