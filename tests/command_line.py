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


def make_bureau(reports: Path) -> Path:
    """Create a county and a bureau in it below `reports`; return the bureau's folder."""
    folder = reports / "county/bureau"
    folder.mkdir(parents=True)
    (reports / "county/agency.yml").write_text("name: 某县人民政府\nkind: government\n", encoding="utf-8")
    (folder / "agency.yml").write_text("name: 某县某局\nkind: department\n", encoding="utf-8")
    return folder
