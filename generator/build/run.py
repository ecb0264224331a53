"""The stages of a build, in order: look, read, check, make. Nothing touches the old site until the new one is made."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from generator.build import whole
from generator.build.folders import PROJECT, beside, change_site, check_site, mark_of, replace_site
from generator.build.making import Making
from generator.build.packing import DamagedError, pack, unpack
from generator.build.program import docs_digest, program_digest
from generator.build.progress import Progress
from generator.build.ready import Ready, find_problems, get_ready
from generator.build.shelf import Shelf
from generator.build.sources import read_sources, survey
from generator.checks import settle_all
from generator.formfile import load_forms
from generator.report import Problem

T = TypeVar("T")


@dataclass(frozen=True)
class Build:
    """What to build, where to (both absolute), where earlier builds left what they know, and whom to tell.

    Without `downloads` only what the pages and the search need is made.
    """

    reports: Path
    site: Path
    jobs: int = 1
    cache: Path = PROJECT / "build" / "cache"
    progress: Progress = field(default_factory=Progress)
    downloads: bool = True

    def knowing(self, share: str, do: Callable[[Shelf], T]) -> T:
        """Do it with what earlier builds of this share of the site know, if they were made with this program.

        What turns out to be damaged, or cannot be written, is given up, and all is done once more from nothing.
        """
        named = hashlib.blake2b(f"{self.site}\n{self.reports}".encode(), digest_size=4).hexdigest()
        path = self.cache / f"{self.site.name}-{named}-{share}.db"
        shelf = Shelf(path, f"{program_digest()} {self.downloads}")
        try:
            shelf.open()
            return do(shelf)
        except (DamagedError, sqlite3.Error):
            kept = shelf.renew()
            self.progress.say(f"缓存 {path} 已损坏或不能写，这次从头做{'' if kept else '，做完不留缓存'}。")
            return do(shelf)
        finally:
            shelf.close()


def run_build(build: Build) -> list[Problem]:
    """Check the sources and, where there is no error, put a new site in the place of the old one.

    Raises TypesetError where MkDocs fails; the old site then stays as it is, as it does on errors in the sources.
    Raises SiteError where the site's folder holds something that is not a site.
    """
    check_site(build.site, build.reports)
    return build.knowing("whole", partial(_build, build))


def _build(build: Build, shelf: Shelf) -> list[Problem]:
    progress = build.progress
    with progress.stage("读取"):
        found = survey(build.reports, shelf)
        if shelf.about("state") == known_state(found.state, mark_of(build.site)):
            progress.add("来源和程序都没有变，网站不用重做")
            return list(unpack(bytes.fromhex(shelf.about("problems"))))
        ready = get_ready(read_sources(found, load_forms(), shelf, build.jobs, progress.counted))
    with progress.stage("核对"):
        kept = find_problems(ready, list(ready.plain.reports), shelf, build.jobs, progress)
        problems = settle_all(ready.plain, kept)
    if any(problem.level == "error" for problem in problems):
        return problems
    mark = _make(build, ready, problems, shelf)
    shelf.note("problems", pack(problems).hex())
    shelf.note("state", known_state(ready.seen, mark))
    counts = f"{len(ready.plain.reports)} 份报告，{len(ready.plain.agencies)} 个机关，{len(problems)} 个问题"
    progress.say(f"完成：{counts}，用时 {sum(progress.spent.values()):.1f} 秒 → {build.site}")
    return problems


def known_state(*parts: str) -> str:
    """What must be as it was for a site to stay as it is; never that of a site without a mark."""
    return " ".join((*parts, docs_digest())) if all(parts) else "unknown"


def _make(build: Build, ready: Ready, problems: list[Problem], shelf: Shelf) -> str:
    """Make the site and put it in its place; returns its mark."""
    anew = shelf.about("site") != known_state(mark_of(build.site))
    making = Making(ready, problems, shelf, build.jobs, build.progress, anew, build.downloads)
    with beside(build.site) as work:
        new = work / "site"
        made = making.make(work, new, frame=anew)
        with build.progress.stage("合成"):
            old_notes = "" if anew else shelf.about("search")
            notes, gone = whole.write_search(ready, made.parts, new, old_notes)
            gone += whole.write_archive(ready, made.files, made.touched, new, build.site)
            whole.write_sitemap(ready, made.pages, new)
            mark = whole.write_mark(ready, docs_digest(), made.pages | made.files, new)
            replace_site(new, build.site) if anew else change_site(new, made.gone + gone, build.site)
    made.keep()
    shelf.note("search", notes)
    shelf.note("site", known_state(mark))
    return mark
