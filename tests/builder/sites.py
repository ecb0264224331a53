"""Helpers to compare folders, edit reports, and compare a build with a clean one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator.builder import BuildConfig, Progress, run_build

NOTHING_TO_DO = "来源、程序和网站都没有变，不用重做。"


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


def report_in(config: BuildConfig, place: int) -> Path:
    """Return the path of a report of the first or the second county."""
    return sorted(sorted(config.reports.iterdir())[place].rglob("2024.yml"))[0]


def add_sentence(report: Path, sentence: str) -> None:
    text = report.read_text(encoding="utf-8")
    report.write_text(text.replace("overview: |\n", f"overview: |\n  {sentence}\n", 1), encoding="utf-8")


def assert_equals_clean_build(config: BuildConfig) -> None:
    """Assert that a build and a clean build elsewhere have equal problems, sites and docs folders."""
    problems = run_build(config)
    folder = config.reports.parent
    clean = replace(
        config,
        site=folder / "clean",
        cache=folder / "no-cache",
        progress=Progress(True),
        docs=folder / "clean-build/docs",
    )
    assert run_build(clean) == problems
    assert differing(contents(config.site), contents(clean.site)) == []
    assert differing(contents(config.docs), contents(clean.docs)) == []
