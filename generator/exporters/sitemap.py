"""The sitemap of a site (sitemaps.org), formatted as MkDocs formats it."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from datetime import date
from html import escape

MAX_URLS_PER_FILE = 50_000
"""Maximum number of URLs in a file (sitemaps.org); a larger site has several files and an index of them."""

_SYSTEM_BYTE, _UNKNOWN_SYSTEM = 9, 255

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<{} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'


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
