"""Run `gongkai` in this process, or as users do in one of its own, which takes a third of a second to start."""

from __future__ import annotations

import subprocess
import sys
from contextlib import chdir
from pathlib import Path

from click.testing import CliRunner

from generator.cli import main

PROJECT = Path(__file__).parents[1]


def gongkai(*arguments: str | Path, cwd: Path = PROJECT) -> subprocess.CompletedProcess[str]:
    """Run the command in this process and return its exit code and output; an exception is raised here."""
    with chdir(cwd):
        result = CliRunner().invoke(main, [*map(str, arguments)], catch_exceptions=False, prog_name="gongkai")
    return subprocess.CompletedProcess(arguments, result.exit_code, result.stdout, result.stderr)


def gongkai_process(*arguments: str | Path, cwd: Path = PROJECT) -> subprocess.CompletedProcess[str]:
    """Run the installed command and return its exit code and output."""
    program = Path(sys.executable).with_name("gongkai")
    return subprocess.run([program, *arguments], cwd=cwd, capture_output=True, text=True, check=False)


def make_bureau(reports: Path) -> Path:
    """Create a county and a bureau in it below `reports`; return the bureau's folder."""
    folder = reports / "county/bureau"
    folder.mkdir(parents=True)
    (reports / "county/agency.yml").write_text("name: 某县人民政府\nkind: government\n", encoding="utf-8")
    (folder / "agency.yml").write_text("name: 某县某局\nkind: department\n", encoding="utf-8")
    return folder
