"""All reports by agency and year, and the tree of agencies, from a folder of source files."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from generator.addresses import file_fault, id_fault, report_year
from generator.form import Form, Forms
from generator.report import Agency, Position, Problem, Report
from generator.source import KINDS, load_agency, load_report

MAX_LEVELS = 12
"""How deep agencies may lie below one another."""


@dataclass(frozen=True)
class Catalog:
    """What a reports folder holds: agencies by id and reports by agency and year, both in reading order."""

    root: Path
    forms: Forms
    agencies: Mapping[str, Agency]
    reports: Mapping[tuple[str, int], Report]
    problems: tuple[Problem, ...] = ()

    @cached_property
    def _below(self) -> dict[str | None, list[Agency]]:
        below: dict[str | None, list[Agency]] = {}
        for agency in self.agencies.values():
            below.setdefault(agency.parent, []).append(agency)
        return below

    @cached_property
    def _by_agency(self) -> dict[str, list[Report]]:
        by_agency: dict[str, list[Report]] = {}
        for (agency, _), report in sorted(self.standing.items()):
            by_agency.setdefault(agency, []).append(report)
        return by_agency

    @cached_property
    def _named(self) -> dict[tuple[str | None, str], Agency]:
        return {(agency.parent, agency.name): agency for agency in self.agencies.values()}

    @cached_property
    def standing(self) -> dict[tuple[str, int], Report]:
        """The reports that have not been withdrawn: those that lists, totals and search speak of."""
        return {key: report for key, report in self.reports.items() if not report.withdrawn}

    @cached_property
    def years(self) -> list[int]:
        """The years that have reports, newest first."""
        return sorted({year for _, year in self.standing}, reverse=True)

    @cached_property
    def as_of(self) -> date | None:
        """The day it speaks of: the newest publication date, the same for the same sources."""
        return max((report.published for report in self.reports.values() if report.published), default=None)

    def form_of(self, report: Report) -> Form:
        """The form the report uses."""
        return self.forms[report.form]

    def title(self, report: Report) -> str:
        """The report's own title, or one made from the agency's name in that year and the form."""
        name = self.name_in(report.agency, report.year)
        return report.title or f"{name}{report.year}年{self.form_of(report).title}"

    def name_in(self, agency: str, year: int) -> str:
        """The name the agency bore in `year`."""
        return self.agencies[agency].name_in(year)

    def predecessors(self, agency: Agency) -> list[Agency]:
        """The agencies in folders of their own whose place this one has taken: it bore their names."""
        found = (self._named.get((agency.parent, former.name)) for former in agency.formerly)
        return [each for each in found if each and each.id != agency.id]

    def report_before(self, report: Report) -> Report | None:
        """The agency's report of the year before, under whatever name, or that of the one agency whose place it took.

        None where two became one in between: the figures of one of them say nothing about those of both.
        """
        year, agency = report.year, self.agencies.get(report.agency)
        ended = [each.id for each in self.predecessors(agency) if (each.id, year) not in self.reports] if agency else []
        found = [self.reports[id, year - 1] for id in (report.agency, *ended) if (id, year - 1) in self.reports]
        return found[0] if len(found) == 1 else None

    def is_demo(self, agency: str) -> bool:
        """Whether the agency or one above it is declared as demonstration data."""
        found = self.agencies[agency]
        return any(each.demo for each in (found, *self.above(found)))

    def reports_of(self, agency: str) -> list[Report]:
        """The agency's reports, oldest first."""
        return self._by_agency.get(agency, [])

    def reports_in(self, year: int) -> list[Report]:
        """The year's reports in the order of the agency tree."""
        return [self.standing[id, year] for id in self.agencies if (id, year) in self.standing]

    def below(self, agency: str | None) -> list[Agency]:
        """The agencies directly below one, or those at the top."""
        return self._below.get(agency, [])

    def above(self, agency: Agency) -> list[Agency]:
        """The agencies above one, from the top down."""
        parts = agency.id.split("/")
        ids = ["/".join(parts[:count]) for count in range(1, len(parts))]
        return [self.agencies[id] for id in ids if id in self.agencies]

    def government(self, agency: Agency) -> Agency:
        """The agency whose place this one belongs to: the nearest government at or above it, or what is at the top."""
        line = [agency, *reversed(self.above(agency))]
        return next((each for each in line if each.kind == "government"), line[-1])


def load_catalog(root: Path, forms: Forms) -> Catalog:
    """Everything below `root`, with all faults of folders and files. Raises OSError where `root` cannot be read."""
    loading = _Loading(root, forms)
    loading.folder(root, "")
    return Catalog(root, forms, _in_reading_order(loading.agencies), loading.reports, tuple(loading.problems))


def _in_reading_order(agencies: Mapping[str, Agency]) -> dict[str, Agency]:
    """Parents before children; among those under one parent real ones first, then by kind, as KINDS lists them."""
    ranks = list(KINDS)
    below: dict[str | None, list[Agency]] = {}
    for agency in sorted(agencies.values(), key=lambda each: (each.demo, ranks.index(each.kind), each.id)):
        below.setdefault(agency.parent if agency.parent in agencies else None, []).append(agency)
    ordered: dict[str, Agency] = {}
    waiting = below.get(None, [])[::-1]
    while waiting:
        agency = waiting.pop()
        ordered[agency.id] = agency
        waiting += below.get(agency.id, [])[::-1]
    return ordered


@dataclass
class _Loading:
    root: Path
    forms: Forms
    agencies: dict[str, Agency] = field(default_factory=dict)
    reports: dict[tuple[str, int], Report] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def fault(self, path: Path, check: str, message: str) -> None:
        self.problems.append(Problem(Position(path), "error", f"source.{check}", message))

    def folder(self, path: Path, id: str) -> None:
        """One agency's folder and those below it; files first, then folders, by name."""
        files, folders = self._listed(path)
        if id:
            self._agency(path / "agency.yml", id, declared="agency.yml" in files)
        for name in files:
            self._file(path / name, id)
        for name in folders:
            below = f"{id}/{name}" if id else name
            if fault := id_fault(name):
                self.fault(path / name, "id", fault)
            if below.count("/") < MAX_LEVELS:
                self.folder(path / name, below)
            else:
                self.fault(path / name, "id", f"文件夹嵌套超过 {MAX_LEVELS} 层，里面的内容不会被读取。请移到上层。")

    def _listed(self, path: Path) -> tuple[list[str], list[str]]:
        """Names of files and folders in `path`; links and special files are refused, hidden ones passed over."""
        files, folders = [], []
        try:
            entries = sorted(os.scandir(path), key=lambda entry: entry.name)
        except OSError as error:
            if path == self.root:
                raise
            self.fault(path, "unreadable", f"读不出这个文件夹（系统错误 {error.errno}）。请检查文件夹权限。")
            return [], []
        for entry in entries:
            if entry.name.startswith("."):
                continue
            mode = entry.stat(follow_symlinks=False).st_mode
            if stat.S_ISDIR(mode):
                folders.append(entry.name)
            elif stat.S_ISREG(mode):
                files.append(entry.name)
            else:
                self.fault(Path(entry.path), "link", "这是符号链接或特殊文件，不会被读取。请换成文件或文件夹本身。")
        return files, folders

    def _agency(self, path: Path, id: str, *, declared: bool) -> None:
        if not declared:
            advice = "请新建这个文件，写上“name: 机关全称”和“kind: 类别”两行；类别例如 department（政府部门）"
            self.fault(path, "agency", f"这个文件夹里没有 agency.yml，不知道是哪个机关。{advice}。")
            return
        agency, problems = load_agency(path, id)
        self.problems += problems
        if agency:
            self.agencies[id] = agency

    def _file(self, path: Path, id: str) -> None:
        year = report_year(path.name)
        if fault := file_fault(path.name):
            self.fault(path, "place", fault)
        elif not id and (year or path.name == "agency.yml"):
            self.fault(path, "place", "文件要放在机关自己的文件夹里，例如 zjj/2024.yml。请移到那里。")
        elif year:
            report, problems = load_report(path, id, year, self.forms)
            self.problems += problems
            if report:
                self.reports[id, year] = report


def root_of(path: Path, root: Path) -> Path:
    """The reports folder that `path` belongs to: `root` where it lies below it, else above its outermost agency.

    Both are absolute.
    """
    if path.is_relative_to(root):
        return root
    folder = path if path.is_dir() else path.parent
    while (folder / "agency.yml").exists() and folder != folder.parent:
        folder = folder.parent
    return folder
