"""Our own builds as subjects: from nothing, after one change, after none."""

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

_LICENSES = re.compile(r"^(  licensing: +)(\d+)", re.MULTILINE)


def from_nothing(work: Workspace) -> Sizes:
    """The whole build but the downloads: load, check, pages, MkDocs, search."""
    _gongkai(work, work.out, "build")
    return {}


def built_again(work: Workspace) -> Sizes:
    """A build with the site of before in its place."""
    _gongkai(work, keep_site(work), "build")
    return {}


def shards_joined(work: Workspace) -> Sizes:
    """The same as from nothing in four shards one after another, and joined."""
    for number in range(1, 5):
        _gongkai(work, work.out, "build", "--shard", f"{number}/4")
    _gongkai(work, work.out, "join")
    return {}


def change_sentence(work: Workspace) -> None:
    """Add a sentence to one report of a site that is up to date."""
    _change(work, lambda text: text.replace("overview: |\n", "overview: |\n  另外组织培训3次。\n", 1))


def change_figure(work: Workspace) -> None:
    """Raise one figure in one report of a site that is up to date."""
    _change(work, lambda text: _LICENSES.sub(lambda found: f"{found[1]}{int(found[2]) + 1}", text, count=1))


def _change(work: Workspace, edit: Callable[[str], str]) -> None:
    keep_site(work)
    report = sorted(work.reports.rglob("2024.yml"))[0]
    before = report.read_text(encoding="utf-8")
    after = edit(before)
    if after == before:
        raise RuntimeError(f"{report}: nothing to change")
    report.write_text(after, encoding="utf-8")


def keep_site(work: Workspace) -> Path:
    """A folder with a site that is up to date."""
    folder = work.out.with_name("kept")
    if not folder.is_dir():
        folder.mkdir()
        _gongkai(work, folder, "build")
    return folder


def _gongkai(work: Workspace, out: Path, *arguments: str) -> None:
    """Run the program. Raises with what it printed where it fails."""
    program = [str(Path(sys.executable).with_name("gongkai")), *arguments, "--reports", str(work.reports)]
    options = ["--site", str(out / "site"), "--cache", str(out / "cache"), "--skip-downloads", "--quiet"]
    environment = {**os.environ, "GONGKAI_DOCS": str(out / "build" / "docs")}
    done = subprocess.run(
        [*program, *options], cwd=PROJECT, env=environment, stderr=subprocess.PIPE, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(program)}: exit {done.returncode}\n{done.stderr}")
