"""Run `gongkai` as users do, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[1]
ORIGINAL = PROJECT / "reports/qiyang/zjj/2024.yml"


def gongkai(*arguments: str | Path, cwd: Path = PROJECT) -> subprocess.CompletedProcess[str]:
    """Run the command and return its exit code and output."""
    program = Path(sys.executable).with_name("gongkai")
    return subprocess.run([program, *arguments], cwd=cwd, capture_output=True, text=True, check=False)
