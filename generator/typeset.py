"""Run MkDocs over folders of Markdown, one process each, and join what they make into one site.

Every folder holds the hand-written pages and those the navigation leads to, so each run is a whole small site; the
other pages are shared among the folders. The joined site is the same whatever the number of folders.
"""

from __future__ import annotations

import gzip
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

_URL = re.compile(r" *<url>.*?</url>\n", re.DOTALL)


class TypesetError(RuntimeError):
    """MkDocs could not build the pages; carries what it printed."""


def typeset(config: Path, folders: Sequence[Path], site: Path, epoch: int) -> None:
    """Build `site` from the Markdown of `folders` with the MkDocs file `config`, dated `epoch` (seconds since 1970).

    Raises TypesetError.
    """
    sites = [site, *(folder.with_name(f"{folder.name}-site") for folder in folders[1:])]
    runs = [_start(config, folder, target, epoch) for folder, target in zip(folders, sites, strict=True)]
    outcomes = [(run.communicate()[0], run.returncode) for run in runs]
    if failed := [printed for printed, code in outcomes if code]:
        raise TypesetError(f"mkdocs: {failed[0]}")
    for other in sites[1:]:
        _join(other, site)
    _join_sitemaps(sites)


def _start(config: Path, docs: Path, site: Path, epoch: int) -> subprocess.Popen[str]:
    environment = {"SOURCE_DATE_EPOCH": str(epoch), **os.environ, "GONGKAI_DOCS": str(docs), "NO_MKDOCS_2_WARNING": "1"}
    options = ["--strict", "--quiet", "--config-file", str(config), "--site-dir", str(site)]
    command = [sys.executable, "-m", "mkdocs", "build", *options]
    return subprocess.Popen(  # noqa: S603
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def _join(other: Path, site: Path) -> None:
    """Move into `site` what only `other` has."""
    for path in sorted(other.rglob("*")):
        target = site / path.relative_to(other)
        if not target.exists():
            path.rename(target)


def _join_sitemaps(sites: Sequence[Path]) -> None:
    """One sitemap of all pages, each once and in order."""
    texts = [(site / "sitemap.xml").read_text(encoding="utf-8") for site in sites]
    urls = sorted({url for text in texts for url in _URL.findall(text)})
    head, tail = _URL.sub("", texts[0]).split("</urlset>")
    data = f"{head.rstrip()}\n{''.join(urls)}</urlset>{tail}".encode()
    (sites[0] / "sitemap.xml").write_bytes(data)
    (sites[0] / "sitemap.xml.gz").write_bytes(gzip.compress(data, mtime=0))
