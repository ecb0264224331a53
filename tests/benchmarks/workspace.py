"""The folder in which a benchmark works: made-up reports, and the Markdown pages that our build makes from them."""

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
    """The folders of the reports, of the Markdown pages that all generators read, and of the output."""

    count: int
    reports: Path
    docs: Path
    out: Path

    def clean(self) -> Path:
        """Empty the output folder.

        Its content is moved aside instead of being deleted: for some minutes after many files have been deleted, Linux
        (ext4) is slow to create new ones, which would slow down the next benchmark.
        """
        if self.out.exists():
            self.out.rename(tempfile.mkdtemp(prefix="out-", dir=self.out.parent))
        self.out.mkdir()
        return self.out


def make_workspace(folder: Path, count: int) -> Workspace:
    """Generate `count` reports and write their pages as `gongkai build` does for MkDocs."""
    work = Workspace(count, folder / "reports", folder / "docs", folder / "out")
    write_county(random_province(count, SEED), work.reports)
    catalog = load_catalog(work.reports, load_forms())
    shutil.copytree(PROJECT / "docs", work.docs)
    write_pages(catalog, check_catalog(catalog), work.docs)
    return work


def total_bytes(folder: Path, pattern: str = "*") -> int:
    """Return the total size of the matching files below the folder."""
    return sum(path.stat().st_size for path in folder.rglob(pattern) if path.is_file())


def site_sizes(work: Workspace) -> dict[str, int]:
    """Return the sizes of the Markdown and the site; all of `search/` except pages counts as index."""
    site = work.out / "site"
    index = [path for path in (site / "search").rglob("*") if path.is_file() and path.suffix != ".html"]
    return {
        "markdown": total_bytes(work.docs, "*.md"),
        "pages": sum(1 for _ in site.rglob("*.html")),
        "site": total_bytes(site),
        "index": sum(path.stat().st_size for path in index),
    }
