"""The base alone checks, starts, binds and corrects reports; other commands say what to install."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from generator.commands import COMMANDS
from generator.commands.extras import MODULES, NEEDED
from generator.model.paths import PROJECT
from tests.authoring.repository import PENALTIES, commit, edit, git

_EXTRAS = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]

_WITHOUT_EXTRAS = f"""
import sys
from importlib.machinery import PathFinder

class Base(PathFinder):
    @classmethod
    def find_spec(cls, name, *others):
        extra = name.partition(".")[0] in {set().union(*MODULES.values())!r}
        return None if extra else super().find_spec(name, *others)

sys.meta_path[sys.meta_path.index(PathFinder)] = Base
from generator.cli import main
main()
"""


def _gongkai(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command as if no extra were installed."""
    command = [sys.executable, "-c", _WITHOUT_EXTRAS, *arguments]
    return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("extra", MODULES)
def test_the_modules_of_an_extra_are_those_it_installs(extra: str) -> None:
    names = packages_distributions()
    installed = {_normal(names[module][0]) for module in MODULES[extra]}
    declared = {_normal(each.partition(">")[0]) for each in _EXTRAS[extra]}
    assert installed == declared - {"pymdown-extensions"}


@pytest.mark.parametrize("command", NEEDED)
def test_without_its_extra_a_command_says_what_to_install(command: str) -> None:
    result = _gongkai(command, "--unknown", "x")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == (
        f"gongkai: {command} 要用的部分没有安装。请运行 pip install 'gongkai[{NEEDED[command]}]'。\n"
    )


def test_the_help_lists_all_commands_without_extras() -> None:
    result = _gongkai("--help")
    assert result.returncode == 0
    assert [name for name in COMMANDS if f"\n  {name} " not in result.stdout] == []


def test_the_base_alone_checks_starts_binds_and_corrects(reports: Path) -> None:
    git(reports.parent, "init", "--quiet")
    commit(reports.parent)
    edit(reports.parent, PENALTIES)
    options = ("--reports", reports)
    for arguments in (
        ("correct", "county/bureau/2024", "--reason", "录入错误", "--date", "2025-03-02"),
        ("check",),
        ("new", "county/bureau", "2025"),
        ("bind", "county/bureau/2024"),
    ):
        result = _gongkai(*arguments, *options)
        assert (result.returncode, "Traceback" in result.stderr) == (0, False), result.stderr


def _normal(name: str) -> str:
    return name.lower().replace(".", "-").replace("_", "-")
