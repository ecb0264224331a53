"""The base alone checks, starts, binds and corrects reports; other commands say what to install."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Sequence
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from generator.commands import COMMANDS
from generator.commands.extras import MODULES, NEEDED
from tests.authoring.repository import PENALTIES, commit, edit, git
from tests.command_line import PROJECT

_SETTINGS = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
_EXTRAS = _SETTINGS["project"]["optional-dependencies"]

_WITHOUT = """
import sys
from importlib.machinery import PathFinder

class Finder(PathFinder):
    @classmethod
    def find_spec(cls, name, *others):
        return None if name.partition(".")[0] in {hidden!r} else super().find_spec(name, *others)

sys.meta_path[sys.meta_path.index(PathFinder)] = Finder
from generator.cli import main
main()
"""


def _gongkai(*arguments: str | Path, installed: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
    """Run a command as if only these extras were installed."""
    hidden = set().union(*MODULES.values()) - set().union(*(MODULES[extra] for extra in installed))
    command = [sys.executable, "-c", _WITHOUT.format(hidden=hidden), *arguments]
    return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("extra", MODULES)
def test_the_modules_of_an_extra_are_those_it_installs(extra: str) -> None:
    names = packages_distributions()
    installed = {_normal(names[module][0]) for module in MODULES[extra]}
    declared = {_normal(each.partition(">")[0]) for each in _EXTRAS[extra]}
    assert installed == declared


def test_import_contracts_forbid_each_command_the_extras_it_does_not_name() -> None:
    """A command may import a package late, in a function that no test calls; `lint-imports` finds that, too."""
    forbidden = {
        source: set(contract["forbidden_modules"])
        for contract in _SETTINGS["tool"]["importlinter"]["contracts"]
        for source in contract.get("source_modules", ())
    }
    every = set().union(*MODULES.values())
    for command, module in COMMANDS.items():
        assert forbidden[module] == every - set(MODULES.get(NEEDED.get(command, ""), ())), command


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


def test_a_site_is_built_and_a_report_exported_without_the_other_extras(reports: Path) -> None:
    places = [f"--{name}={reports.with_name(name)}" for name in ("site", "docs", "cache")]
    build = _gongkai("build", "--reports", reports, *places, installed=("site",))
    assert (build.returncode, "没有做 PDF：没有安装生成 PDF 的部分" in build.stderr) == (0, True), build.stderr
    files = {path.name for path in (reports.with_name("site") / "county/bureau/2024").iterdir()}
    assert {"index.html", "report.docx", "report.xlsx"} <= files
    assert "report.pdf" not in files
    for kind, code in (("docx", 0), ("pdf", 2)):
        output = reports.with_name(f"report.{kind}")
        export = _gongkai(
            "export", "county/bureau/2024", "--to", kind, "-o", output, "--reports", reports, installed=("site",)
        )
        assert (export.returncode, output.exists()) == (code, code == 0), export.stderr
    assert "pip install 'gongkai[pdf]'" in export.stderr


def _normal(name: str) -> str:
    return name.lower().replace(".", "-").replace("_", "-")
