"""Helpers to compare folders, edit reports, and compare a build with a clean one."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from generator.builder.context import BuildConfig
from generator.builder.progress import Progress
from generator.builder.run import run_build
from generator.model.problem import Problem
from tests.benchmarks.agencies import YEARS, MadeUpAgency
from tests.benchmarks.county import write_county
from tests.benchmarks.province import random_province

NOTHING_TO_DO = "来源、程序和网站都没有变，不用重做。"


def write_reports(folder: Path, agencies: int, seed: int) -> int:
    """Write the reports of a few agencies for the last two years, and return their number."""
    return write_county(map(_recent, random_province(agencies * len(YEARS), seed)), folder)


def _recent(agency: MadeUpAgency) -> MadeUpAgency:
    return replace(agency, years=agency.years[-2:], below=tuple(map(_recent, agency.below)))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def saved(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Return the bytes and the modification time of each file."""
    return {name: (data, (folder / name).stat().st_mtime_ns) for name, data in contents(folder).items()}


def saved_needlessly(before: dict[str, tuple[bytes, int]], folder: Path) -> list[str]:
    """Return the names of the files that have been saved since `before` without a change of content."""
    return [
        name
        for name, now in saved(folder).items()
        if name in before and now[0] == before[name][0] and now != before[name]
    ]


def replace_file(path: Path, data: bytes) -> None:
    """Put a new file in the place of one whose content is kept under other links."""
    path.unlink()
    path.write_bytes(data)


def report_in(config: BuildConfig, place: int) -> Path:
    """Return the path of a report of the first or the second county."""
    return sorted(sorted(config.reports.iterdir())[place].rglob("2024.yml"))[0]


def add_sentence(report: Path, sentence: str) -> None:
    text = report.read_text(encoding="utf-8")
    report.write_text(text.replace("overview: |\n", f"overview: |\n  {sentence}\n", 1), encoding="utf-8")


class CleanBuild(NamedTuple):
    """The problems and the files of a build without a cache."""

    problems: list[Problem]
    site: dict[str, bytes]
    docs: dict[str, bytes]


_clean_builds: dict[tuple[Path, bool, frozenset[tuple[str, bytes]]], CleanBuild] = {}
"""Clean builds by reports folder, downloads, and reports: many tests make the same edit of the same reports."""


def clean_build(config: BuildConfig) -> CleanBuild:
    """Return a clean build elsewhere of the same reports, made in one process."""
    own = {} if config.own_pages is None else contents(config.own_pages)
    key = (config.reports, config.downloads, frozenset((contents(config.reports) | own).items()))
    if key not in _clean_builds:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            clean = replace(config, jobs=1, site=folder / "site", cache=folder / "cache", docs=folder / "build/docs")
            problems = run_build(replace(clean, progress=Progress(True)))
            _clean_builds[key] = CleanBuild(problems, contents(clean.site), contents(clean.docs))
    return _clean_builds[key]


def assert_equals_clean_build(config: BuildConfig) -> None:
    """Assert that a build and a clean build elsewhere have equal problems, sites and docs folders."""
    problems, clean = run_build(config), clean_build(config)
    assert problems == clean.problems
    assert differing(contents(config.site), clean.site) == []
    assert differing(contents(config.docs), clean.docs) == []
