"""Scan a reports folder for agencies, reports and superseded versions, and check the names of its files."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from generator.gc_tuning import gc_paused
from generator.model.agency import Agency
from generator.model.form import Forms
from generator.model.paths import file_fault, id_fault, is_utf8, report_year, version_of
from generator.model.problem import Check, Position, Problem
from generator.model.report import Report
from generator.sources.faults import AGENCY, ID, LINK, PLACE, UNREADABLE, VERSION
from generator.sources.reading import load_agency, load_report
from generator.sources.reading.rules import RULES_FILE

MAX_LEVELS = 12
"""Maximum depth of nested agencies, in levels."""


class Loaders(NamedTuple):
    """The functions that load a file as an agency or as a report, with its problems."""

    agency: Callable[[Path, str], tuple[Agency | None, list[Problem]]]
    report: Callable[[Path, str, int, Forms], tuple[Report | None, list[Problem]]]


FILE_LOADERS = Loaders(load_agency, load_report)


def scan_folder(root: Path, forms: Forms, load: Loaders = FILE_LOADERS) -> FolderContents:
    """Return everything below `root`. Raises OSError if `root` cannot be read."""
    contents = FolderContents(root, forms, load)
    with gc_paused():
        contents.scan(root, "")
    return contents


@dataclass
class FolderContents:
    """The contents of a reports folder, filled by scanning it, and the problems found."""

    root: Path
    forms: Forms
    load: Loaders
    agencies: dict[str, Agency] = field(default_factory=dict)
    reports: dict[tuple[str, int], Report] = field(default_factory=dict)
    versions: dict[tuple[str, int], tuple[Report, ...]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def fault(self, path: Path, check: Check, message: str) -> None:
        """Record a problem of a file or folder as a whole."""
        self.problems.append(check.at(Position(path), message))

    def scan(self, path: Path, id: str) -> None:
        """Scan an agency's folder and those below it: files first, then folders, each by name."""
        files, folders = self._entries(path)
        if id:
            self._load_agency(path / "agency.yml", id, declared="agency.yml" in files)
        for name in files:
            self._load_file(path / name, id)
        if id:
            self._load_versions(path, id, files)
        for name in folders:
            child = f"{id}/{name}" if id else name
            if fault := id_fault(name):
                self.fault(path / name, ID, fault)
            if child.count("/") < MAX_LEVELS:
                self.scan(path / name, child)
            else:
                self.fault(path / name, ID, f"文件夹嵌套超过 {MAX_LEVELS} 层，里面的内容不会被读取。请移到上层。")

    def _entries(self, path: Path) -> tuple[list[str], list[str]]:
        """Return the names of files and of folders in `path`; ignore hidden ones, refuse links and special files."""
        files, folders = [], []
        try:
            entries = sorted(os.scandir(path), key=lambda entry: entry.name)
        except OSError as error:
            if path == self.root:
                raise
            self.fault(path, UNREADABLE, f"读不出这个文件夹（系统错误 {error.errno}）。请检查文件夹权限。")
            return [], []
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if not is_utf8(entry.name):
                self.fault(Path(entry.path), ID, "名字不是 UTF-8 编码，不会被读取。请改用小写英文字母和数字。")
                continue
            mode = entry.stat(follow_symlinks=False).st_mode
            if stat.S_ISDIR(mode):
                folders.append(entry.name)
            elif stat.S_ISREG(mode):
                files.append(entry.name)
            else:
                self.fault(Path(entry.path), LINK, "这是符号链接或特殊文件，不会被读取。请换成文件或文件夹本身。")
        return files, folders

    def _load_agency(self, path: Path, id: str, *, declared: bool) -> None:
        if not declared:
            advice = "请新建这个文件，写上“name: 机关全称”和“kind: 类别”两行；类别例如 department（政府部门）"
            self.fault(path, AGENCY, f"这个文件夹里没有 agency.yml，不知道是哪个机关。{advice}。")
            return
        agency, problems = self.load.agency(path, id)
        self.problems += problems
        if agency:
            self.agencies[id] = agency

    def _load_file(self, path: Path, id: str) -> None:
        year = report_year(path.name)
        if not id and path.name == RULES_FILE:
            return  # read with the catalog
        if fault := file_fault(path.name):
            self.fault(path, PLACE, fault)
        elif not id and (year or version_of(path.name) or path.name == "agency.yml"):
            self.fault(path, PLACE, "文件要放在机关自己的文件夹里，例如 zjj/2024.yml。请移到那里。")
        elif year and (report := self._load_report(path, id, year)):
            self.reports[id, year] = report

    def _load_report(self, path: Path, id: str, year: int) -> Report | None:
        """Return the report in the file; None if it cannot be read at all."""
        report, problems = self.load.report(path, id, year, self.forms)
        self.problems += problems
        return report

    def _load_versions(self, path: Path, id: str, files: list[str]) -> None:
        """Load the superseded versions in the agency's folder; they must be numbered from 1 and accompany a report."""
        kept = sorted(version for name in files if (version := version_of(name)))
        for year, group in groupby(kept, key=lambda version: version[0]):
            names = [f"{year}.v{number}.yml" for _, number in group]
            expected = [f"{year}.v{number}.yml" for number in range(1, len(names) + 1)]
            if f"{year}.yml" not in files:
                advice = f"撤回的报告也要留着 {year}.yml，在里面写 withdrawn；请恢复这个文件"
                self.fault(path / names[0], VERSION, f"这是旧版，却没有更正后的报告 {year}.yml。{advice}。")
            if wrong := next((each for each in zip(names, expected, strict=True) if each[0] != each[1]), None):
                self.fault(path / wrong[0], VERSION, f"旧版从 v1 起连续编号，这里缺少 {wrong[1]}。请恢复缺少的文件。")
            reports = (self._load_report(path / name, id, year) for name in names)
            self.versions[id, year] = tuple(report for report in reports if report)
