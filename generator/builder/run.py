"""The stages of a build, in order: look, read, check, make, install. Nothing touches the old site, or the docs folder,
until all is made.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from generator.builder import site_files
from generator.builder.context import Ready, find_problems, get_ready
from generator.builder.engine.cache import Shelf
from generator.builder.engine.pool import meanwhile
from generator.builder.engine.serializer import DamagedError, pack, unpack
from generator.builder.engine.tracking import Notes
from generator.builder.folders import beside, change_site, check_site, replace_site
from generator.builder.mkdocs.docs_folder import DocsFolder, check_docs, docs_state
from generator.builder.mkdocs.settings import settings_stamp
from generator.builder.page_tasks import load_typesetter
from generator.builder.program_fingerprint import docs_digest, program_digest
from generator.builder.progress import Progress
from generator.builder.site_builder import Made, Making
from generator.builder.site_fingerprint import State, mark_of, state_after, state_of
from generator.builder.source_cache import Survey, read_sources, survey
from generator.checks import apply_accepts
from generator.formatters import summary
from generator.model.paths import PROJECT
from generator.model.problem import Problem
from generator.sources.form_loader import load_forms

T = TypeVar("T")


@dataclass(frozen=True)
class Build:
    """What to build, where to (both absolute), where earlier builds left what they know, and whom to tell.

    Without `downloads` only what the pages and the search need is made. `docs` is the folder of Markdown pages.
    """

    reports: Path
    site: Path
    jobs: int = 1
    cache: Path = PROJECT / "build" / "cache"
    progress: Progress = field(default_factory=Progress)
    downloads: bool = True
    docs: Path = PROJECT / "build" / "docs"

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


class States(NamedTuple):
    """The states of the site and of the docs folder, and when the settings beside that were written."""

    site: State
    docs: State
    settings: str


def states_of(build: Build) -> States:
    """The states of all that a build leaves."""
    return States(state_of(build.site), docs_state(build.docs), settings_stamp(build.docs))


def run_build(build: Build) -> list[Problem]:
    """Check the sources and, where there is no error, put a new site in the place of the old one.

    The docs folder is brought up to date too. Raises TypesetError where MkDocs fails; the old site and the docs folder
    then stay as they are, as they do on errors in the sources. Raises SiteError where one of them is something else.
    """
    check_site(build.site, build.reports)
    check_docs(build.docs, (build.reports, build.site, build.cache))
    return build.knowing("whole", partial(_build, build))


def _build(build: Build, shelf: Shelf) -> list[Problem]:
    docs = docs_digest()  # of now: what is saved from here on is for the next build
    progress = build.progress
    progress.spent.clear()
    with progress.stage("读取"), meanwhile(states_of, build, build.jobs) as states:
        found = survey(build.reports, shelf)
        may_be_same = shelf.about("state").startswith(found.state)  # else nobody need wait for the states
        same = may_be_same and remembers(shelf, "state", found.state, *map(str, states()), docs)
        if not same:
            load_typesetter()
            ready = read(build, found, shelf)
        old = states()
    if same:
        return _left_alone(build, shelf)
    with progress.stage("核对"):
        kept = find_problems(ready, list(ready.plain.reports), build.jobs, progress)
        problems = apply_accepts(ready.plain, kept)
    if any(problem.level == "error" for problem in problems):
        return problems
    made, new = _make(build, ready, problems, shelf, old, docs)
    reports, pages = len(ready.plain.reports), len(made.pages)
    shelf.note("told", pack((problems, reports, pages)).hex())
    remember(shelf, "state", ready.seen, *new, docs)
    progress.finish(summary(reports, problems), pages, made.typeset, build.site)
    return problems


def read(build: Build, found: Survey, shelf: Shelf) -> Ready:
    """The sources, to make something of."""
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
    if old.mark == mark_of(new):
        return str(old)  # made of the same
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


def _make(
    build: Build, ready: Ready, problems: list[Problem], shelf: Shelf, old: States, docs: str
) -> tuple[Made, tuple[str, ...]]:
    """Make the site and put it in the place of the old one; bring the docs folder up to date. Returns their states too.

    The docs folder comes first. If the build is killed in between, the next finds it in a state that it does not know,
    and the old site as it was.
    """
    anew = begins_anew(build, shelf, str(old.site), docs)
    docs_folder = DocsFolder(build.docs, old.docs, docs, shelf, build.progress)
    known = not anew and docs_folder.is_known()
    how = (build.jobs, build.progress, anew, build.downloads)
    making = Making(ready, problems, shelf, *how, joined=True, all_markdown=not known)
    with beside(build.site) as work, beside(build.docs) as docs_work:
        new, markdown = work / "staged", docs_work / "staged"
        made = making.make(new, markdown, frame=anew)
        with build.progress.stage("合成"):
            gone = site_files.write_archive(ready, made.files, made.touched, new, build.site)
            site_files.write_sitemap(ready, made.pages, new)
            site_files.write_mark(ready, docs, made.pages | made.files, new)
            docs_folder.update(markdown, made.pages, made.pages_gone if known else None)
            state = put(new, made.gone + gone, build.site, None if anew else old.site)
    ready.keep(made.ledgers)
    remember(shelf, "site", state, docs)
    return made, (state, docs_folder.remember(), settings_stamp(build.docs))
