"""Benchmarks of our own build: from scratch, after one change, and after none."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.county import PROJECT
from tests.benchmarks.workspace import Workspace

Sizes = dict[str, int]

_LICENCES_ROW = re.compile(r"^(  licensing: +)(\d+)", re.MULTILINE)


def build_from_scratch(work: Workspace) -> Sizes:
    """Run the whole build except downloads: load, check, pages, MkDocs, search."""
    _gongkai(work, work.out, "build")
    return {}


def rebuild(work: Workspace) -> Sizes:
    """Build again over the finished site."""
    _gongkai(work, finished_site(work), "build")
    return {}


def build_shards(work: Workspace) -> Sizes:
    """Build from scratch in four shards, one after another, and join them."""
    for number in range(1, 5):
        _gongkai(work, work.out, "build", "--shard", f"{number}/4")
    _gongkai(work, work.out, "join")
    return {}


def change_sentence(work: Workspace) -> None:
    """Add a sentence to one report of a finished site."""
    _change(work, lambda text: text.replace("overview: |\n", "overview: |\n  另外组织培训3次。\n", 1))


def change_figure(work: Workspace) -> None:
    """Increase one figure in one report of a finished site."""
    _change(work, lambda text: _LICENCES_ROW.sub(lambda match: f"{match[1]}{int(match[2]) + 1}", text, count=1))


def _change(work: Workspace, edit: Callable[[str], str]) -> None:
    finished_site(work)
    report = sorted(work.reports.rglob("2024.yml"))[0]
    before = report.read_text(encoding="utf-8")
    after = edit(before)
    if after == before:
        raise RuntimeError(f"{report}: nothing to change")
    report.write_text(after, encoding="utf-8")


def finished_site(work: Workspace) -> Path:
    """Return a folder with a finished site, which is built on the first call only."""
    folder = work.out.with_name("kept")
    if not folder.is_dir():
        folder.mkdir()
        _gongkai(work, folder, "build")
    return folder


def _gongkai(work: Workspace, out: Path, *arguments: str) -> None:
    """Run `gongkai`; raise RuntimeError with its output if it fails."""
    program = [str(Path(sys.executable).with_name("gongkai")), *arguments, "--reports", str(work.reports)]
    options = ["--site", str(out / "site"), "--cache", str(out / "cache"), "--skip-downloads", "--quiet"]
    environment = {**os.environ, "GONGKAI_DOCS": str(out / "build" / "docs")}
    result = subprocess.run(
        [*program, *options], cwd=PROJECT, env=environment, stderr=subprocess.PIPE, text=True, check=False
    )
    if result.returncode:
        raise RuntimeError(f"{' '.join(program)}: exit {result.returncode}\n{result.stderr}")
