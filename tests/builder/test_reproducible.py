"""The same sources give the same site: whatever the hash seed, zone, locale, umask, number of jobs and folders."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.benchmarks.county import write_county
from tests.benchmarks.province import random_province
from tests.builder.sites import contents, differing

_PROGRAM = Path(sys.executable).with_name("gongkai")
_ORDINARY = {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"}
_ODD = {
    "PYTHONHASHSEED": "4242",
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",
    "HOME": "/nonexistent",
}


def _build(reports: Path, folder: Path, environment: Mapping[str, str], umask: int, jobs: int) -> None:
    """Build the site and the docs folder below `folder` as an author does."""
    folder.mkdir(parents=True)
    folders = ("--site", "site", "--docs", "build/docs", "--cache", "cache")
    command = (_PROGRAM, "build", "--reports", reports, *folders, "--jobs", str(jobs), "--quiet")
    variables = {**os.environ, "SITE_URL": "https://gongkai.example/", **environment}
    result = subprocess.run(command, cwd=folder, env=variables, umask=umask, capture_output=True, check=False)
    assert result.returncode == 0, result.stderr.decode()


def _modes(folder: Path) -> set[tuple[bool, int]]:
    """Return whether it is a folder, and the mode, of everything in the folder, itself included."""
    found = (path.lstat().st_mode for path in (folder, *folder.rglob("*")))
    return {(stat.S_ISDIR(mode), stat.S_IMODE(mode)) for mode in found}


def _copied_backwards(folder: Path, target: Path) -> Path:
    """Copy the folder, its files in another order and with other times."""
    for number, path in enumerate(sorted(folder.rglob("*.yml"), reverse=True)):
        copy = target / path.relative_to(folder)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
        os.utime(copy, (number, 10**9 - number))
    return target


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    write_county(random_province(2, 3), tmp_path / "reports")
    return tmp_path / "reports"


def test_the_same_sources_give_the_same_site(reports: Path, tmp_path: Path) -> None:
    one, other = tmp_path / "其 一", tmp_path / "other"
    _build(reports, one, _ORDINARY, 0o022, jobs=1)
    _build(_copied_backwards(reports, tmp_path / "copy"), other, _ODD, 0o077, jobs=2)
    for name in ("site", "build/docs"):
        found = contents(one / name)
        assert differing(found, contents(other / name)) == []
        assert len(found) > 50
    assert _modes(one / "site") == {(True, 0o755), (False, 0o644)}
    assert _modes(other / "site") == {(True, 0o700), (False, 0o600)}
    assert (one / "site/sitemap.xml.gz").read_bytes()[:10] == b"\x1f\x8b\x08\0\0\0\0\0\x02\xff"
