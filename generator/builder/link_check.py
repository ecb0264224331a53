"""Check that every link of a site leads to one of its pages or files."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import unquote

from generator.builder.engine.pool import chunks, parallel_map

_LINK = re.compile(r'\b(?:href|src)="([^"#?]+)')
_EXTERNAL = re.compile("[a-z]+:|//")
_PAGES_PER_CHUNK = 500

_NOT_FOUND_PAGE = "404.html"
"""The 404 page: shown at any address, so its relative links are not checked."""


def dead_links(
    site: Path, is_omitted: Callable[[str], bool], jobs: int, on_progress: Callable[[int, int], None]
) -> list[str]:
    """Return the dead links of the site, each as `page -> target`; ignore links to files omitted on purpose."""
    files = {os.path.relpath(Path(folder, name), site) for folder, _, names in os.walk(site) for name in names}
    pages = sorted(name for name in files if name.endswith(".html") and name != _NOT_FOUND_PAGE)
    dead: list[str] = []
    done = 0
    check = partial(_dead_links_in, site, files, is_omitted, pages)
    with parallel_map(check, chunks(len(pages), _PAGES_PER_CHUNK, jobs), jobs) as results:
        for count, found in results:
            dead += found
            done += count
            on_progress(done, len(pages))
    return sorted(dead)


def _dead_links_in(
    site: Path, files: set[str], is_omitted: Callable[[str], bool], pages: list[str], chunk: range
) -> tuple[int, list[str]]:
    dead = []
    for page in pages[chunk.start : chunk.stop]:
        folder = page.rpartition("/")[0]
        for link in set(_LINK.findall((site / page).read_text(encoding="utf-8"))):
            target = normpath(join(folder, unquote(link)))
            exists = target in files or normpath(f"{target}/index.html") in files or is_omitted(target)
            if not exists and not _EXTERNAL.match(link):
                dead.append(f"{page} -> {link}")
    return len(chunk), dead
