"""Every newer Python found on the path builds the same site as this one; run by `make pythons`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builder.sites import contents, differing
from tests.command_line import PROJECT
from tests.sample_reports import sample_reports

_PROGRAM = "from generator.cli import main; main()"
_NEWER = [f"python3.{minor}" for minor in range(sys.version_info.minor + 1, sys.version_info.minor + 9)]


def _runs(command: str) -> bool:
    """Return whether the command exists and starts: one that a version manager left in its place does not."""
    path = shutil.which(command)
    return path is not None and subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0


def _site(python: Path, folder: Path) -> dict[str, bytes]:
    folders = [f"--reports={sample_reports()}", *(f"--{name}={folder / name}" for name in ("site", "docs", "cache"))]
    variables = {**os.environ, "PYTHONPATH": str(PROJECT)}
    subprocess.run([python, "-c", _PROGRAM, "build", "--quiet", *folders], cwd=PROJECT, env=variables, check=True)
    return contents(folder / "site")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the files of the site, built with this Python."""
    return _site(Path(sys.executable), tmp_path_factory.mktemp("this"))


def test_a_newer_python_is_at_hand() -> None:
    assert any(map(_runs, _NEWER)), f"none of {', '.join(_NEWER)} runs on this machine"


@pytest.mark.parametrize("command", [each for each in _NEWER if _runs(each)])
def test_a_newer_python_builds_the_same_site(command: str, site: dict[str, bytes], tmp_path: Path) -> None:
    python = tmp_path / "venv/bin/python"
    subprocess.run([command, "-m", "venv", tmp_path / "venv"], check=True)
    pip = (python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--require-hashes", "--no-deps")
    subprocess.run([*pip, "-r", PROJECT / "requirements.lock"], check=True)
    assert differing(site, _site(python, tmp_path)) == []
