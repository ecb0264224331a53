"""The stages of a build, in order: look, read, check, make. Nothing touches the old site until the new one is made."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from generator.build.folders import PROJECT, check_site, mark_of
from generator.build.making import Making
from generator.build.packing import pack, unpack
from generator.build.program import docs_digest, program_digest
from generator.build.progress import Progress
from generator.build.shelf import Shelf
from generator.build.sources import read_sources, survey
from generator.build.watch import Answers, Notes, watched
from generator.build.works import Ledger, Work, perform
from generator.catalog import Catalog
from generator.checks import find_near, find_wide, settle_all
from generator.formfile import load_forms
from generator.report import Problem


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

    def shelf(self) -> Shelf:
        """What earlier builds of this site with this program know."""
        named = hashlib.blake2b(f"{self.site}\n{self.reports}".encode(), digest_size=4).hexdigest()
        return Shelf(self.cache / f"{self.site.name}-{named}.db", f"{program_digest()} {self.downloads}")


def run_build(build: Build) -> list[Problem]:
    """Check the sources and, where there is no error, put a new site in the place of the old one.

    Raises TypesetError where MkDocs fails; the old site then stays as it is, as it does on errors in the sources.
    Raises SiteError where the site's folder holds something that is not a site.
    """
    check_site(build.site, build.reports)
    shelf, docs, progress = build.shelf(), docs_digest(), build.progress
    with progress.stage("读取"):
        found = survey(build.reports, shelf)
        if shelf.about("state") == _state(found.state, docs, mark_of(build.site)):
            progress.say("来源和程序都没有变，网站不用重做。")
            return list(unpack(bytes.fromhex(shelf.about("problems"))))
        sources = read_sources(found, load_forms(), shelf, build.jobs, progress.counted)
    notes = Notes()
    catalog, answers = watched(sources.catalog, notes), Answers(sources.catalog, sources.files)
    with progress.stage("核对"):
        problems = _check(catalog, sources.catalog, Ledger(shelf, "check", answers, notes), build)
    if any(problem.level == "error" for problem in problems):
        return problems
    anew = shelf.about("site") != _state(docs, mark_of(build.site))
    making = Making(build.site, build.jobs, progress, shelf, catalog, answers, notes, problems, anew, build.downloads)
    mark = making.run()
    shelf.note("problems", pack(problems).hex())
    shelf.note("site", _state(docs, mark))
    shelf.note("state", _state(found.state, docs, mark))
    counts = f"{len(catalog.reports)} 份报告，{len(catalog.agencies)} 个机关"
    progress.say(f"完成：{counts}，用时 {sum(progress.spent.values()):.1f} 秒 → {build.site}")
    return problems


def _state(*parts: str) -> str:
    """What must be as it was for a site to stay as it is; never that of a site without a mark."""
    return " ".join(parts) if all(parts) else "unknown"


def _check(catalog: Catalog, plain: Catalog, ledger: Ledger, build: Build) -> list[Problem]:
    """All problems of the catalog; reports are checked again only where something has changed for them."""
    keys = sorted(plain.reports, key=lambda key: key[1])
    named = {f"{kind} {id} {year}": (id, year) for kind in ("near", "wide") for id, year in keys}
    find = {"near": partial(find_near, catalog), "wide": partial(find_wide, catalog)}
    ledger.plan([Work(name, partial(find[name[:4]], plain.reports[key])) for name, key in named.items()])
    perform(ledger, _found, build.jobs, build.progress.counted)
    ledger.keep()
    found: dict[tuple[str, int], list[Problem]] = {key: [] for key in plain.reports}
    for name, product in ledger.products().items():
        if product:
            found[named[name]] += unpack(product)
    return settle_all(plain, found)


def _found(work: Work) -> bytes:
    problems = work.make()
    return pack(problems) if problems else b""
