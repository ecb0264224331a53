"""The site's list of its pages for search engines, in the wording MkDocs uses."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from datetime import date
from html import escape

MOST = 50_000
"""How many addresses one file may hold (sitemaps.org); beyond that there are several, and a list of them."""

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<{} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'


def sitemap(pages: Iterable[str], day: date | None, root: str) -> dict[str, bytes]:
    """The files of the sitemap: `pages` are files of the site, `day` its date, `root` its address, if it has one."""
    base = f"{root.rstrip('/')}/" if root else ""
    addresses = sorted(f"{base}{page.removesuffix('index.html')}" for page in pages) if base else []
    parts = [addresses[start : start + MOST] for start in range(0, len(addresses), MOST)]
    if len(parts) <= 1:
        return _files("sitemap", _listed("urlset", "url", addresses, day))
    names = [f"sitemap-{number}" for number in range(1, len(parts) + 1)]
    files = _files("sitemap", _listed("sitemapindex", "sitemap", [f"{base}{name}.xml" for name in names], day))
    for name, part in zip(names, parts, strict=True):
        files |= _files(name, _listed("urlset", "url", part, day))
    return files


def _listed(whole: str, each: str, addresses: list[str], day: date | None) -> bytes:
    dated = f"\n         <lastmod>{day}</lastmod>" if day else ""
    entries = (f"    <{each}>\n         <loc>{escape(address)}</loc>{dated}\n    </{each}>\n" for address in addresses)
    return f"{_HEAD.format(whole)}{''.join(entries)}</{whole}>\n".encode()


def _files(name: str, data: bytes) -> dict[str, bytes]:
    return {f"{name}.xml": data, f"{name}.xml.gz": gzip.compress(data, mtime=0)}
