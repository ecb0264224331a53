"""From a folder of sources to a published site: check, pages, MkDocs, records, search; swapped in at the end.

MkDocs is run as a program, so the same `mkdocs.yml` builds with any tool that understands it. Nothing touches the old
site until the new one is whole.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from generator.catalog import Catalog, load_catalog
from generator.checks import check_catalog
from generator.files import site_files
from generator.formfile import load_forms
from generator.pages import write_pages
from generator.report import Problem
from generator.search import write_search
from generator.typeset import typeset

PROJECT = Path(__file__).parents[2]

_MARK = "search/data/manifest.json"


class SiteError(ValueError):
    """The folder named for the site holds something else, which a build would delete."""


@dataclass(frozen=True)
class Build:
    """What to build, where to (both absolute), whom to tell of the progress, and in how many processes to work."""

    reports: Path
    site: Path
    say: Callable[[str], None]
    jobs: int = 1


def run_build(build: Build) -> list[Problem]:
    """Check the sources and, where there is no error, put a new site in the place of the old one.

    Raises TypesetError where MkDocs fails; the old site then stays as it is, as it does on errors in the sources.
    Raises SiteError where the site's folder holds something that is not a site.
    """
    with _stage(build, "读取、核对"):
        catalog = load_catalog(build.reports, load_forms())
        problems = check_catalog(catalog)
    if any(problem.level == "error" for problem in problems):
        return problems
    _check_site(build)
    build.site.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{build.site.name}-", dir=build.site.absolute().parent) as work:
        folders, site = [Path(work, f"docs-{number}") for number in range(build.jobs)], Path(work, "site")
        with _stage(build, "生成页面"):
            for folder in folders:
                shutil.copytree(PROJECT / "docs", folder)
            write_pages(catalog, problems, folders)
        with _stage(build, "MkDocs 排版"):
            typeset(PROJECT / "mkdocs.yml", folders, site, _epoch(catalog.as_of))
        with _stage(build, "数据文件"):
            _write_files(catalog, problems, site)
        with _stage(build, "检索索引"):
            write_search(catalog, site)
        _swap(site, build.site)
    build.say(f"完成：{len(catalog.reports)} 份报告，{len(catalog.agencies)} 个机关 → {build.site}")
    return problems


def _check_site(build: Build) -> None:
    """Refuse to put a site where something else is: the sources themselves, or a folder that no build has made."""
    sources = (build.reports, *(PROJECT / name for name in ("docs", "generator", "templates", "tests")))
    for source in sources:
        if build.site.is_relative_to(source) or source.is_relative_to(build.site):
            raise SiteError(build.site)
    if build.site.exists() and any(build.site.iterdir()) and not (build.site / _MARK).is_file():
        raise SiteError(build.site)


@contextmanager
def _stage(build: Build, name: str) -> Iterator[None]:
    start = time.monotonic()
    yield
    build.say(f"{name}：{time.monotonic() - start:.1f} 秒")


def _epoch(day: date | None) -> int:
    """The site's own date, the newest of its reports, as seconds since 1970: the same for the same sources."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) if day else 0


def _write_files(catalog: Catalog, problems: Sequence[Problem], site: Path) -> None:
    for file in site_files(catalog, problems):
        path = site / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.make())


def _swap(new: Path, site: Path) -> None:
    """Put `new` where `site` is; the old one goes last, so a failure leaves one of the two whole."""
    old = new.with_name("old")
    if site.exists():
        site.rename(old)
    try:
        new.rename(site)
    except OSError:
        if old.exists():
            old.rename(site)
        raise
