"""Whether every link of a site leads to one of its pages or files."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import unquote

from generator.builder.engine.pool import over, shares

_LINK = re.compile(r'\b(?:href|src)="([^"#?]+)')
_ELSEWHERE = re.compile("[a-z]+:|//")
_AT_ONCE = 500

_FREE = "404.html"
"""The page for addresses that do not exist stands nowhere in particular."""


def dead_links(site: Path, absent: Callable[[str], bool], jobs: int, tell: Callable[[int, int], None]) -> list[str]:
    """The links that lead nowhere, each as `page -> target`; what is `absent` on purpose does not count."""
    files = {os.path.relpath(Path(folder, name), site) for folder, _, names in os.walk(site) for name in names}
    pages = sorted(name for name in files if name.endswith(".html") and name != _FREE)
    dead: list[str] = []
    done = 0
    with over(partial(_dead, site, files, absent, pages), shares(len(pages), _AT_ONCE, jobs), jobs) as results:
        for count, found in results:
            dead += found
            done += count
            tell(done, len(pages))
    return sorted(dead)


def _dead(
    site: Path, files: set[str], absent: Callable[[str], bool], pages: list[str], share: range
) -> tuple[int, list[str]]:
    dead = []
    for page in pages[share.start : share.stop]:
        folder = page.rpartition("/")[0]
        for link in set(_LINK.findall((site / page).read_text(encoding="utf-8"))):
            target = normpath(join(folder, unquote(link)))
            there = target in files or normpath(f"{target}/index.html") in files or absent(target)
            if not there and not _ELSEWHERE.match(link):
                dead.append(f"{page} -> {link}")
    return len(share), dead
