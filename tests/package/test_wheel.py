"""The wheel is complete: from it alone, a site is begun, checked, written and exported, as from a checkout."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.builder.sites import contents, differing
from tests.command_line import PROJECT, gongkai
from tests.package.wheel import build_wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Path:
    """Unpack the wheel as pip does; its folder goes before the checkout on the path."""
    folder = wheel.parent / "site-packages"
    with ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


_PROGRAM = "import generator, sys; assert sys.argv.pop(1) in generator.__file__; from generator.cli import main; main()"


def run(installed: Path, cwd: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command of the unpacked wheel, with the libraries of this environment."""
    command = [sys.executable, "-P", "-c", _PROGRAM, str(installed), *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def test_every_file_of_the_program_is_in_the_wheel(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if "/__pycache__/" not in name}
    folders = {PROJECT / "docs": "generator/docs", PROJECT / "templates": "generator/templates"}
    folders |= {PROJECT / "generator": "generator"}
    expected = {
        f"{target}/{path.relative_to(folder).as_posix()}"
        for folder, target in folders.items()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    assert {name for name in names if name.startswith("generator/")} == expected
    assert {name.partition("/")[0] for name in names - expected} == {f"gongkai-{_version()}.dist-info"}


def _version() -> str:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])


def test_the_version_is_said_once(installed: Path, tmp_path: Path) -> None:
    version = re.escape(_version())
    assert re.fullmatch(f"gongkai {version}\n", run(installed, tmp_path, "--version").stdout)
    lines = [line for path in (PROJECT / "generator").rglob("*.py") for line in path.read_text("utf-8").splitlines()]
    assert [line for line in lines if re.search(rf"[\"']{version}[\"']", line)] == []


def test_the_wheel_begins_a_site_and_writes_the_same_pages_as_a_checkout(installed: Path, tmp_path: Path) -> None:
    begun = run(installed, tmp_path, "init", "county", "--name", "青石县政府信息公开年报")
    assert begun.returncode == 0, begun.stderr
    county = tmp_path / "county"
    assert run(installed, county, "check").stderr == "共 1 份报告：0 个错误，0 个疑问，0 条说明。\n"
    written = run(installed, county, "pages", "--jobs", "1", "--docs", "build/docs", "--cache", "build/cache")
    assert written.returncode == 0, written.stderr
    own = gongkai("pages", "--jobs", "1", "--docs", tmp_path / "own/docs", "--cache", tmp_path / "cache", cwd=county)
    assert own.returncode == 0
    assert differing(contents(county / "build/docs"), contents(tmp_path / "own/docs")) == []
    theme = re.search(r"custom_dir: (.+)", (county / "build/mkdocs.yml").read_text(encoding="utf-8"))
    assert theme
    assert (county / "build" / theme[1]).resolve() == installed / "generator/templates/theme"


@pytest.mark.parametrize("kind", ["docx", "json", "pdf"])
def test_exports_of_the_wheel_equal_those_of_a_checkout(installed: Path, tmp_path: Path, kind: str) -> None:
    """Word needs templates, PDF a template of another kind, JSON none."""
    reports = PROJECT / "templates/starter/reports"
    options = ("export", "example/zjj/2025", "--to", kind, "--reports", reports)
    one, other = tmp_path / f"one.{kind}", tmp_path / f"other.{kind}"
    done = run(installed, tmp_path, *options, "-o", one)
    assert gongkai(*options, "-o", other).returncode == done.returncode
    if kind != "pdf" or "字体" not in done.stderr:
        assert one.read_bytes() == other.read_bytes()


def test_no_locked_package_installs_a_package_of_the_same_name() -> None:
    """Its files and ours would overwrite each other; see ARCHITECTURE.md for why the package keeps its name."""
    names = {name for path in PROJECT.glob("requirements*.lock") for name in _names(path.read_text(encoding="utf-8"))}
    assert len(names) > 50
    found = {name: _top_level(name) for name in names}
    assert sum(map(bool, found.values())) > 50
    assert [name for name, folders in found.items() if {"generator", "generator.py"} & folders] == []


def _names(lock: str) -> list[str]:
    return re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)


def _top_level(package: str) -> set[str]:
    """Return the first part of every file that the package installs; nothing if it is not installed here."""
    try:
        return {path.parts[0] for path in files(package) or ()}
    except PackageNotFoundError:
        return set()
