"""Build the wheel as a release does, without touching the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.command_line import PROJECT

_PARTS = ("LICENSE", "README.md", "docs", "generator", "pyproject.toml", "requirements.lock", "setup.py", "templates")

_BUILD = "import sys; from setuptools.build_meta import build_wheel; build_wheel(sys.argv[1])"


def build_wheel(folder: Path) -> Path:
    """Build the wheel below the folder, from links to the project's files, and return it."""
    source = folder / "source"
    source.mkdir(parents=True)
    for part in _PARTS:
        (source / part).symlink_to(PROJECT / part)
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "315532800"}
    command = [sys.executable, "-c", _BUILD, str(folder)]
    subprocess.run(command, cwd=source, env=environment, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return wheel
