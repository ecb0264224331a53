"""Where the benchmarks work: made-up reports, and the Markdown that our build makes of them."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from generator.checks import check_catalog
from generator.pages import write_pages
from generator.sources.catalog import load_catalog
from generator.sources.form_loader import load_forms
from tests.benchmarks.county import PROJECT, SEED, write_county
from tests.benchmarks.province import random_province


@dataclass(frozen=True)
class Workspace:
    """A folder of reports, the same Markdown for every way of building, and a folder to build in."""

    count: int
    reports: Path
    docs: Path
    out: Path

    def clean(self) -> Path:
        """The empty folder to build in.

        What was in it is put aside until all is over: for some minutes after many files were deleted, Linux (ext4) is
        slow to make new ones, and whoever comes next would pay for it.
        """
        if self.out.exists():
            self.out.rename(tempfile.mkdtemp(prefix="out-", dir=self.out.parent))
        self.out.mkdir()
        return self.out


def lay_out(folder: Path, count: int) -> Workspace:
    """Make up `count` reports and lay out their pages as `gongkai build` does for MkDocs."""
    work = Workspace(count, folder / "reports", folder / "docs", folder / "out")
    write_county(random_province(count, SEED), work.reports)
    catalog = load_catalog(work.reports, load_forms())
    shutil.copytree(PROJECT / "docs", work.docs)
    write_pages(catalog, check_catalog(catalog), work.docs)
    return work


def weight(folder: Path, pattern: str = "*") -> int:
    """The bytes of all files below the folder whose names fit."""
    return sum(path.stat().st_size for path in folder.rglob(pattern) if path.is_file())


def site_sizes(work: Workspace) -> dict[str, int]:
    """What was built in the folder to build in, and of what; an index is whatever lies below `search/`, pages apart."""
    site = work.out / "site"
    index = [path for path in (site / "search").rglob("*") if path.is_file() and path.suffix != ".html"]
    return {
        "markdown": weight(work.docs, "*.md"),
        "pages": sum(1 for _ in site.rglob("*.html")),
        "site": weight(site),
        "index": sum(path.stat().st_size for path in index),
    }
