"""The sitemap of a site (sitemaps.org), formatted as MkDocs formats it, and `robots.txt`."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping
from datetime import date
from html import escape

MAX_URLS_PER_FILE = 50_000
"""Maximum number of URLs in a file (sitemaps.org); a larger site has several files and an index of them."""

_SYSTEM_BYTE, _UNKNOWN_SYSTEM = 9, 255

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<{} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'


def robots(url: str) -> bytes:
    """Return the file that lets all crawlers in, and leads to the sitemap of the site at this address, if it has one.

    Pages not to be listed say so themselves, which a crawler can only see if it may read them.
    """
    sitemap = f"\nSitemap: {url}sitemap.xml\n" if url else ""
    return f"User-agent: *\nDisallow:\n{sitemap}".encode()


def sitemap(pages: Mapping[str, date | None], url: str) -> dict[str, bytes]:
    """Return the sitemap files by name, listing pages, each with the day of its last change, of the site at `url`."""
    base = f"{url.rstrip('/')}/"
    entries = sorted((f"{base}{page.removesuffix('index.html')}", day) for page, day in pages.items())
    parts = [entries[start : start + MAX_URLS_PER_FILE] for start in range(0, len(entries), MAX_URLS_PER_FILE)]
    if len(parts) <= 1:
        return _files("sitemap", _xml("urlset", "url", entries))
    names = [f"sitemap-{number}" for number in range(1, len(parts) + 1)]
    files = _files("sitemap", _xml("sitemapindex", "sitemap", [(f"{base}{name}.xml", None) for name in names]))
    for name, part in zip(names, parts, strict=True):
        files |= _files(name, _xml("urlset", "url", part))
    return files


def _xml(root_tag: str, tag: str, entries: Iterable[tuple[str, date | None]]) -> bytes:
    lines = []
    for address, day in entries:
        lastmod = f"\n         <lastmod>{day}</lastmod>" if day else ""
        lines.append(f"    <{tag}>\n         <loc>{escape(address)}</loc>{lastmod}\n    </{tag}>\n")
    return f"{_HEAD.format(root_tag)}{''.join(lines)}</{root_tag}>\n".encode()


def _files(name: str, data: bytes) -> dict[str, bytes]:
    return {f"{name}.xml": data, f"{name}.xml.gz": _compressed(data)}


def _compressed(data: bytes) -> bytes:
    """Return a gzip file without a time; the header's last byte, the system, is "unknown" (RFC 1952) in any Python."""
    packed = bytearray(gzip.compress(data, mtime=0))
    packed[_SYSTEM_BYTE] = _UNKNOWN_SYSTEM
    return bytes(packed)
