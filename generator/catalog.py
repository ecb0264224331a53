"""All reports by agency and year, and the tree of agencies, from a folder of source files."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.form import Form, Forms
from generator.report import Agency, Position, Problem, Report
from generator.source import load_agency, load_report

RESERVED = frozenset({
    "about", "agencies", "assets", "checks", "corrections", "data", "feed", "howto", "index", "javascripts", "manual",
    "schemas", "search", "sitemap", "status", "stylesheets", "years",
})  # fmt: skip
"""The site's own addresses; no agency can have one of them as its id."""

_WINDOWS = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
_ID = re.compile(r"(?=.*[a-z])[a-z0-9-]{1,64}")
_YEAR_FILE = re.compile(r"((?:19|20)\d\d)\.yml")
_VERSION_FILE = re.compile(r"(?:19|20)\d\d\.v[1-9]\d*\.yml")


@dataclass(frozen=True)
class Catalog:
    """What a reports folder holds: agencies by id and reports by agency and year, both in reading order."""

    root: Path
    forms: Forms
    agencies: Mapping[str, Agency]
    reports: Mapping[tuple[str, int], Report]
    problems: tuple[Problem, ...] = ()
    _below: dict[str | None, list[Agency]] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        for agency in self.agencies.values():
            self._below.setdefault(agency.parent, []).append(agency)

    @property
    def years(self) -> list[int]:
        """The years that have reports, newest first."""
        return sorted({year for _, year in self.reports}, reverse=True)

    def form_of(self, report: Report) -> Form:
        """The form the report uses."""
        return self.forms[report.form]

    def title(self, report: Report) -> str:
        """The report's own title, or one made from the agency's name in that year and the form."""
        name = self.name_in(report.agency, report.year)
        return report.title or f"{name}{report.year}年{self.form_of(report).title}"

    def name_in(self, agency: str, year: int) -> str:
        """The name the agency bore in `year`."""
        found = self.agencies[agency]
        names = [(former.until, former.name) for former in found.formerly if former.until and former.until >= year]
        return min(names)[1] if names else found.name

    def is_demo(self, agency: str) -> bool:
        """Whether the agency or one above it is declared as demonstration data."""
        found = self.agencies[agency]
        return any(each.demo for each in (found, *self.above(found)))

    def reports_of(self, agency: str) -> list[Report]:
        """The agency's reports, oldest first."""
        return [self.reports[agency, year] for year in sorted(year for id, year in self.reports if id == agency)]

    def reports_in(self, year: int) -> list[Report]:
        """The year's reports in the order of the agency tree."""
        return [self.reports[id, year] for id in self.agencies if (id, year) in self.reports]

    def below(self, agency: str | None) -> list[Agency]:
        """The agencies directly below one, or those at the top."""
        return self._below.get(agency, [])

    def above(self, agency: Agency) -> list[Agency]:
        """The agencies above one, from the top down."""
        parts = agency.id.split("/")
        ids = ["/".join(parts[:count]) for count in range(1, len(parts))]
        return [self.agencies[id] for id in ids if id in self.agencies]


def load_catalog(root: Path, forms: Forms) -> Catalog:
    """Everything below `root`, with all faults of folders and files. Raises OSError where `root` cannot be read."""
    loading = _Loading(root, forms)
    loading.folder(root, "")
    return Catalog(root, forms, loading.agencies, loading.reports, tuple(loading.problems))


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
            self._agency(path, id, files)
        elif any(_YEAR_FILE.fullmatch(file) for file in files):
            self.fault(path, "place", "报告要放在机关的文件夹里，例如 reports/qiyang/zjj/2024.yml。")
        for name in files:
            self._file(path / name, id)
        for name in folders:
            self._check_id(path / name, name)
            self.folder(path / name, f"{id}/{name}" if id else name)

    def _listed(self, path: Path) -> tuple[list[str], list[str]]:
        """Names of files and folders in `path`; links and special files are refused, hidden ones passed over."""
        files, folders = [], []
        try:
            entries = sorted(os.scandir(path), key=lambda entry: entry.name)
        except OSError as error:
            if path == self.root:
                raise
            self.fault(path, "unreadable", f"读不出这个文件夹：{os.strerror(error.errno or 0)}。请检查权限。")
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
                self.fault(Path(entry.path), "link", "这是符号链接或特殊文件，不能放在报告文件夹里。请换成文件本身。")
        return files, folders

    def _agency(self, path: Path, id: str, files: list[str]) -> None:
        if "agency.yml" not in files:
            how = "name: 机关全称\\n    kind: department".replace("\\n", "\n")
            self.fault(path, "agency", f"这个文件夹里没有 agency.yml。请新建一个，至少写上：\n    {how}")
            return
        agency, problems = load_agency(path / "agency.yml", id)
        self.problems += problems
        if agency:
            self.agencies[id] = agency

    def _file(self, path: Path, id: str) -> None:
        match = _YEAR_FILE.fullmatch(path.name)
        if match and id:
            year = int(match[1])
            report, problems = load_report(path, id, year, self.forms)
            self.problems += problems
            if report:
                self.reports[id, year] = report
        elif path.suffix in (".yml", ".yaml") and path.name != "agency.yml" and not _VERSION_FILE.fullmatch(path.name):
            self.fault(path, "place", f"文件名“{path.name}”不对。报告文件应叫“年份.yml”，例如 2024.yml。")

    def _check_id(self, path: Path, name: str) -> None:
        if name in RESERVED:
            self.fault(path, "id", f"机关代号不能叫“{name}”，网站自己要用这个地址。请换一个文件夹名。")
        elif not _ID.fullmatch(name) or _WINDOWS.fullmatch(name):
            message = "应由小写字母、数字和连字符组成，至少有一个字母，不超过 64 个字符，也不能是 con、nul 等系统保留名"
            self.fault(path, "id", f"机关代号“{name}”不能用：{message}。例如 zjj。")


def walk(catalog: Catalog, top: str | None = None) -> Iterator[tuple[int, Agency]]:
    """The agency tree from `top` down, each agency with its depth, parents before children."""
    for agency in catalog.below(top):
        yield 0, agency
        yield from ((depth + 1, lower) for depth, lower in walk(catalog, agency.id))


def root_of(path: Path, root: Path) -> Path:
    """The reports folder that `path` belongs to: `root` where it lies below it, else above its outermost agency."""
    absolute = path.absolute()
    if absolute.is_relative_to(root.absolute()):
        return root
    folder = absolute if absolute.is_dir() else absolute.parent
    while (folder / "agency.yml").exists() and folder != folder.parent:
        folder = folder.parent
    return folder
