"""The stages of a build, in order: look, read, check, make. Nothing touches the old site until the new one is made."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from generator.build import whole
from generator.build.folders import PROJECT, beside, change_site, check_site, replace_site
from generator.build.making import Made, Making
from generator.build.packing import DamagedError, pack, unpack
from generator.build.pages import load_typesetter
from generator.build.pool import meanwhile
from generator.build.program import docs_digest, program_digest
from generator.build.progress import Progress
from generator.build.ready import Ready, find_problems, get_ready
from generator.build.shelf import Shelf
from generator.build.sources import Survey, read_sources, survey
from generator.build.state import State, state_after, state_of
from generator.build.watch import Notes
from generator.checks import settle_all
from generator.formfile import load_forms
from generator.listing import summary
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
    docs = docs_digest()  # of now: what is saved from here on is for the next build
    progress = build.progress
    progress.spent.clear()
    with progress.stage("读取"), meanwhile(state_of, build.site, build.jobs) as state:
        found = survey(build.reports, shelf)
        may_be_same = shelf.about("state").startswith(found.state)  # else nobody need wait for the state of the site
        same = may_be_same and remembers(shelf, "state", found.state, str(state()), docs)
        if not same:
            ready = read(build, found, shelf)
        old = state()
    if same:
        return _left_alone(build, shelf)
    with progress.stage("核对"):
        kept = find_problems(ready, list(ready.plain.reports), build.jobs, progress)
        problems = settle_all(ready.plain, kept)
    if any(problem.level == "error" for problem in problems):
        return problems
    made, new = _make(build, ready, problems, shelf, old, docs)
    reports, pages = len(ready.plain.reports), len(made.pages)
    shelf.note("told", pack((problems, reports, pages)).hex())
    remember(shelf, "state", ready.seen, new, docs)
    progress.finish(summary(reports, problems), pages, made.typeset, build.site)
    return problems


def read(build: Build, found: Survey, shelf: Shelf) -> Ready:
    """The sources, to make something of; what will be needed for that is loaded meanwhile."""
    load_typesetter()
    notes = Notes()
    return get_ready(read_sources(found, load_forms(), shelf, notes, build.jobs, build.progress.counted), notes, shelf)


def _left_alone(build: Build, shelf: Shelf) -> list[Problem]:
    """What the build that made the site told of it."""
    problems, reports, pages = unpack(bytes.fromhex(shelf.about("told")))
    build.progress.say("来源、程序和网站都没有变，不用重做。")
    build.progress.finish(summary(reports, problems), pages, 0, build.site)
    return list(problems)


def put(new: Path, gone: Sequence[str], site: Path, old: State | None) -> str:
    """Put what was made in the place of the site, or into the one in the state `old`; returns how it then lies."""
    if old is None:
        replace_site(new, site)
        return str(state_of(site))
    return str(state_after(old, change_site(new, gone, site), site))


def begins_anew(build: Build, shelf: Shelf, old: str, docs: str) -> bool:
    """Whether nothing of the site in the state `old` can be kept; says so where that is somebody's doing."""
    known = shelf.about("site")
    if known and not known.startswith(old):
        build.progress.say("网站的文件夹里有文件被删、被改或被添，全部重做。")
    return not remembers(shelf, "site", old, docs)


def remembers(shelf: Shelf, name: str, *parts: str) -> bool:
    """Whether all is as it was noted under this name; never where a part is missing, as of a site half done."""
    return all(parts) and shelf.about(name) == " ".join(parts)


def remember(shelf: Shelf, name: str, *parts: str) -> None:
    """Note how all is."""
    shelf.note(name, " ".join(parts))


def _make(build: Build, ready: Ready, problems: list[Problem], shelf: Shelf, old: State, docs: str) -> tuple[Made, str]:
    """Make the site and put it in the place of the one whose state is `old`; returns the new one's state too."""
    anew = begins_anew(build, shelf, str(old), docs)
    making = Making(ready, problems, shelf, build.jobs, build.progress, anew, build.downloads, joined=True)
    with beside(build.site) as work:
        new = work / "site"
        made = making.make(work, new, frame=anew)
        with build.progress.stage("合成"):
            gone = whole.write_archive(ready, made.files, made.touched, new, build.site)
            whole.write_sitemap(ready, made.pages, new)
            whole.write_mark(ready, docs, made.pages | made.files, new)
            state = put(new, made.gone + gone, build.site, None if anew else old)
    ready.keep(made.ledgers)
    remember(shelf, "site", state, docs)
    return made, state
