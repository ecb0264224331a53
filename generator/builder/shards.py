"""A site made in pieces, on as many machines as there are: each makes what belongs to its agencies, the last the rest.

An agency belongs to a shard by its id alone, so no report changes place because another came or went.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from zlib import crc32

from generator.builder import site_files
from generator.builder.context import Ready, find_problems
from generator.builder.engine.cache import Shelf
from generator.builder.engine.serializer import DamagedError, pack, unpack
from generator.builder.folders import MADE, SITE_MARKER, beside, check_site, replace_site
from generator.builder.link_check import dead_links
from generator.builder.outputs import is_download
from generator.builder.page_tasks import load_typesetter
from generator.builder.program_fingerprint import docs_digest, program_digest
from generator.builder.run import Build, begins_anew, put, read, remember
from generator.builder.search_tasks import join_places, undamaged
from generator.builder.site_builder import Making
from generator.builder.site_fingerprint import digest_of, state_of
from generator.builder.source_cache import survey
from generator.checks import apply_accepts
from generator.formatters import summary
from generator.model.catalog import Catalog
from generator.model.problem import Problem

_SITE, _PARTS = "site", "search"


class ShardError(ValueError):
    """The shards at hand do not make one site; says why, in words for people."""


@dataclass(frozen=True)
class Shard:
    """One of `count` pieces, counted from 1."""

    number: int
    count: int

    def has(self, agency: str) -> bool:
        """Whether the agency's pages and files are made here."""
        return crc32(agency.encode()) % self.count + 1 == self.number

    @property
    def name(self) -> str:
        """What its folder is called."""
        return f"{self.number}-of-{self.count}"


def shards_of(site: Path) -> Path:
    """The folder in which the shards of a site are gathered."""
    return site.with_name(f"{site.name}.shards")


def plan(reports: Path, count: int) -> dict[str, list[dict[str, Any]]]:
    """The shards with the number of their reports, as a matrix of GitHub Actions wants them."""
    shards = [Shard(number, count) for number in range(1, count + 1)]
    agencies = [path.parent.relative_to(reports).as_posix() for path in reports.rglob("[12][0-9][0-9][0-9].yml")]
    counted = ((shard, sum(map(shard.has, agencies))) for shard in shards)
    return {
        "include": [
            {"shard": f"{shard.number}/{count}", "name": shard.name, "reports": reports} for shard, reports in counted
        ]
    }


def build_shard(build: Build, shard: Shard) -> list[Problem]:
    """Check and make what belongs to the shard's agencies; returns what is wrong with them, and every error.

    Raises TypesetError, and SiteError where there is something else in the place of the site or of the shard.
    """
    folder = shards_of(build.site) / shard.name
    check_site(build.site, build.reports)
    check_site(folder / _SITE, build.reports)
    return build.knowing(shard.name, partial(_build_shard, build, shard, folder))


def _build_shard(build: Build, shard: Shard, folder: Path, shelf: Shelf) -> list[Problem]:
    site = folder / _SITE
    docs = docs_digest()
    ready = _read(build, shelf)
    mine = _owner(ready.plain, shard.has)
    keys = [key for key in ready.plain.reports if shard.has(key[0])]
    with build.progress.stage("核对"):
        found = find_problems(ready, keys, build.jobs, build.progress)
        problems = apply_accepts(ready.plain, found)
    told = [problem for problem in problems if problem.level == "error" or mine(_name(problem, build.reports))]
    if any(problem.level == "error" for problem in problems):
        return told
    old = state_of(site)
    anew = begins_anew(build, shelf, str(old), docs)
    making = Making(ready, problems, shelf, build.jobs, build.progress, anew, build.downloads, mine=mine)
    with beside(site) as work:
        new = work / "staged"
        made = making.make(new, work / "markdown", frame=False)
        site_files.write_mark(ready, docs, made.pages | made.files, new)
        state = put(new, made.gone, site, None if anew else old)
    ready.keep(made.ledgers)
    remember(shelf, "site", state, docs)
    _gather(folder / _PARTS, made.parts)
    (folder / MADE).write_bytes(pack((_state(ready, build, docs), _lies(folder), found, made.pages, made.files)))
    build.progress.finish(summary(len(keys), told), len(made.pages), made.typeset, folder)
    return told


def join_shards(build: Build) -> list[Problem]:
    """Make one site of all shards and what belongs to none; returns what is wrong with all reports.

    Raises ShardError, SiteError and TypesetError; the old site then stays as it is.
    """
    check_site(build.site, build.reports)
    folders = _complete(shards_of(build.site))
    return build.knowing("join", partial(_join, build, folders))


def _join(build: Build, folders: list[Path], shelf: Shelf) -> list[Problem]:
    docs = docs_digest()
    ready = _read(build, shelf)
    found, pages, files = _taken(folders, _state(ready, build, docs))
    problems = apply_accepts(ready.plain, found)
    mine = _owner(ready.plain, lambda agency: False, rest=True)
    making = Making(ready, problems, shelf, build.jobs, build.progress, True, build.downloads, mine=mine)
    with beside(build.site) as work:
        new = work / "staged"
        with build.progress.stage("汇集"):
            for folder in folders:
                _link_tree(folder / _SITE, new)
            (new / SITE_MARKER).unlink(missing_ok=True)
        made = making.make(new, work / "markdown", frame=True)
        parts = [part for folder in folders for part in _parts_of(folder)]
        with build.progress.stage("合成"):
            join_places(ready.ledger("search", anew=True), ready.catalog, parts, new)
            site_files.write_archive(ready, made.files, made.touched, new, build.site)
            site_files.write_sitemap(ready, [*pages, *made.pages], new)
            site_files.write_mark(ready, docs, {**pages, **files, **made.pages, **made.files}, new)
        with build.progress.stage("核对链接"):
            absent = partial(_not_made, build.downloads)
            if dead := dead_links(new, absent, build.jobs, build.progress.counted):
                raise ShardError(f"有 {len(dead)} 个链接没有去处，例如 {dead[0]}。请重新生成各片再合并。")
        replace_site(new, build.site)
    count = len(pages) + len(made.pages)
    build.progress.finish(summary(len(ready.plain.reports), problems), count, made.typeset, build.site)
    return problems


def _not_made(downloads: bool, name: str) -> bool:
    return not downloads and is_download(name)


def _read(build: Build, shelf: Shelf) -> Ready:
    with build.progress.stage("读取"):
        load_typesetter()
        return read(build, survey(build.reports, shelf), shelf)


def _state(ready: Ready, build: Build, docs: str) -> str:
    """What shards must have in common."""
    return f"{ready.state} {program_digest()} {docs} {build.downloads}"


def _lies(folder: Path) -> str:
    """A digest of what there is of a shard; it stays the same where the shard is copied to another machine."""
    return f"{digest_of(folder / _SITE, times=False)} {digest_of(folder / _PARTS, times=False)}"


def _name(problem: Problem, reports: Path) -> str:
    """The file that the problem is about, as `_owner` wants it; nothing where it lies elsewhere."""
    path = problem.at.path
    return f"{path.relative_to(reports).as_posix()}/" if path.is_relative_to(reports) else ""


def _owner(catalog: Catalog, has: Callable[[str], bool], *, rest: bool = False) -> Callable[[str], bool]:
    """Whether a page or a file, by its name, is of an agency that the shard has; with `rest`, or of none."""

    def mine(name: str) -> bool:
        folder = name.rpartition("/")[0]
        while folder and folder not in catalog.agencies:
            folder = folder.rpartition("/")[0]
        return has(folder) if folder else rest

    return mine


def _complete(gathered: Path) -> list[Path]:
    """The folders of all shards. Raises ShardError where one is missing, or shards of several plans lie together."""
    folders = sorted(path.parent for path in gathered.glob(f"*-of-*/{MADE}"))
    counts = {folder.name.partition("-of-")[2] for folder in folders}
    if not folders:
        raise ShardError(f"{gathered} 里没有已生成的分片。请先运行 gongkai build --shard。")
    if len(counts) > 1:
        raise ShardError(f"{gathered} 里混有几种分法（共 {'、'.join(sorted(counts))} 片）。请删去旧的。")
    count = int(counts.pop())
    wanted = {number: gathered / Shard(number, count).name for number in range(1, count + 1)}
    missing = [f"{number}/{count}" for number, folder in wanted.items() if folder not in folders]
    if missing:
        raise ShardError(f"还缺少分片 {'、'.join(missing)}。请先生成它们。")
    return folders


def _taken(folders: Iterable[Path], state: str) -> tuple[dict[Any, list[Problem]], dict[str, bytes], dict[str, bytes]]:
    """What the checks found, and the pages and files that were made, of all shards together."""
    found: dict[Any, list[Problem]] = {}
    pages: dict[str, bytes] = {}
    files: dict[str, bytes] = {}
    for folder in folders:
        try:
            made_of, *of_shard = unpack((folder / MADE).read_bytes())
            for part in _parts_of(folder):
                undamaged(part)
        except DamagedError:
            raise ShardError(f"分片 {folder.name} 已损坏。请重新生成这一片。") from None
        if made_of != state:
            raise ShardError(f"分片 {folder.name} 不是用现在的来源和程序做的。请重新生成这一片。")
        lies, its_found, its_pages, its_files = of_shard
        if lies != _lies(folder):
            raise ShardError(f"分片 {folder.name} 不全，或者做好以后被改动过。请重新生成这一片。")
        found |= its_found
        pages |= its_pages
        files |= its_files
    return found, pages, files


def _parts_of(shard: Path) -> list[Path]:
    return sorted((shard / _PARTS).glob("*"))


def _gather(folder: Path, parts: Iterable[Path]) -> None:
    """Copies of the parts of the search, and nothing else. Raises DamagedError where one is not as it was written."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for part in parts:
        (folder / part.name).write_bytes(undamaged(part))


def _link_tree(source: Path, target: Path) -> None:
    """All files below `source` below `target` too, without copying them where the disk allows."""

    def link(path: str, goal: str) -> None:
        try:
            Path(goal).hardlink_to(path)
        except OSError:
            shutil.copy2(path, goal)

    shutil.copytree(source, target, copy_function=link, dirs_exist_ok=True)
