"""`.ci/system-packages` installs only missing packages, and needs root only then."""

import os
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / ".ci/system-packages"


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """Fake the programs of a Debian machine on which the package `present` is installed; apt-get logs its arguments."""
    _program(tmp_path, "dpkg-query", '[[ $* == *" present" ]] && echo installed')
    _program(tmp_path, "apt-get", f'echo "$*" >> {tmp_path}/calls')
    _program(tmp_path, "env", 'shift; exec "$@"')
    _program(tmp_path, "id", "echo 1000")
    _program(tmp_path, "grep", 'exec /usr/bin/grep "$@"')
    return tmp_path


def _program(folder: Path, name: str, body: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/bash\n{body}\n", encoding="utf-8")
    path.chmod(0o755)


def _run(machine: Path, *names: str) -> tuple[int, str, list[str]]:
    """Return the exit code, standard error and the logged calls."""
    result = subprocess.run(
        ["/bin/bash", SCRIPT, *names],
        env=os.environ | {"PATH": str(machine)},
        capture_output=True,
        text=True,
        check=False,
    )
    calls = machine / "calls"
    return result.returncode, result.stderr, calls.read_text(encoding="utf-8").splitlines() if calls.exists() else []


def test_apt_get_is_not_called_if_nothing_is_missing(machine: Path) -> None:
    assert _run(machine, "present") == (0, "", [])


def test_root_installs_only_missing_packages(machine: Path) -> None:
    _program(machine, "id", "echo 0")
    code, _, calls = _run(machine, "present", "absent")
    assert code == 0
    assert calls == ["update", "install --yes --no-install-recommends absent"]


def test_other_users_install_with_sudo(machine: Path) -> None:
    _program(machine, "sudo", f'echo sudo >> {machine}/calls; exec "$@"')
    code, _, calls = _run(machine, "absent")
    assert code == 0
    assert calls == ["sudo", "update", "sudo", "install --yes --no-install-recommends absent"]


def test_without_sudo_the_command_for_root_is_printed(machine: Path) -> None:
    code, error, calls = _run(machine, "absent")
    assert code == 1
    assert "As root: apt-get update && apt-get install absent" in error
    assert calls == []


def test_without_apt_get_the_missing_packages_are_listed(machine: Path) -> None:
    (machine / "apt-get").unlink()
    code, error, _ = _run(machine, "present", "absent")
    assert code == 1
    assert "This machine lacks: absent" in error


@pytest.mark.parametrize(
    ("commands", "is_offered", "is_enough"),
    [
        (["chromium-headless-shell"], True, True),
        (["chromium"], True, False),
        (["chromium"], False, True),
        ([], False, False),
    ],
)
def test_a_browser_with_windows_is_enough_only_where_there_is_no_other(
    machine: Path, commands: list[str], is_offered: bool, is_enough: bool
) -> None:
    for each in commands:
        _program(machine, each, "exit 0")
    _program(machine, "apt-cache", f"exit {0 if is_offered else 100}")
    _program(machine, "id", "echo 0")
    code, _, calls = _run(machine, "chromium-headless-shell")
    assert (code, not calls) == (0, is_enough)


@pytest.mark.parametrize(
    ("file", "is_found"),
    [("noto/NotoSerifCJK-Regular.ttc", True), ("a/b/NotoSansCJKsc.otf", True), ("DejaVu.ttf", False)],
)
def test_a_chinese_font_is_found_without_fontconfig(
    file: str, is_found: bool, machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = machine / "fonts" / file
    path.parent.mkdir(parents=True)
    path.touch()
    monkeypatch.setenv("FONT_FOLDERS", f"/nowhere {machine}/fonts")
    _program(machine, "id", "echo 0")
    code, _, calls = _run(machine, "fonts-noto-cjk")
    assert (code, not calls) == (0, is_found)
