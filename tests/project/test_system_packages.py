"""`.ci/system-packages` installs only missing packages, and needs root only then."""

import os
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / ".ci/system-packages"


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """Stand-ins for the programs of a Debian machine that has `present` and notes what apt-get is asked."""
    _program(tmp_path, "dpkg-query", '[[ $* == *" present" ]] && echo installed')
    _program(tmp_path, "apt-get", f'echo "$*" >> {tmp_path}/asked')
    _program(tmp_path, "env", 'shift; exec "$@"')
    _program(tmp_path, "id", "echo 1000")
    _program(tmp_path, "grep", 'exec /usr/bin/grep "$@"')
    return tmp_path


def _program(folder: Path, name: str, body: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/bash\n{body}\n", encoding="utf-8")
    path.chmod(0o755)


def _run(machine: Path, *names: str) -> tuple[int, str, list[str]]:
    """Exit code, what it said, and what apt-get was asked to do."""
    result = subprocess.run(
        ["/bin/bash", SCRIPT, *names],
        env=os.environ | {"PATH": str(machine)},
        capture_output=True,
        text=True,
        check=False,
    )
    asked = machine / "asked"
    return result.returncode, result.stderr, asked.read_text(encoding="utf-8").splitlines() if asked.exists() else []


def test_nothing_is_asked_where_nothing_is_missing(machine: Path) -> None:
    assert _run(machine, "present") == (0, "", [])


def test_root_installs_only_what_is_missing(machine: Path) -> None:
    _program(machine, "id", "echo 0")
    code, _, asked = _run(machine, "present", "absent")
    assert code == 0
    assert asked == ["update", "install --yes --no-install-recommends absent"]


def test_others_install_through_sudo(machine: Path) -> None:
    _program(machine, "sudo", f'echo sudo >> {machine}/asked; exec "$@"')
    code, _, asked = _run(machine, "absent")
    assert code == 0
    assert asked == ["sudo", "update", "sudo", "install --yes --no-install-recommends absent"]


def test_without_root_it_says_what_root_must_run(machine: Path) -> None:
    code, said, asked = _run(machine, "absent")
    assert code == 1
    assert "As root: apt-get update && apt-get install absent" in said
    assert asked == []


def test_elsewhere_than_on_debian_it_says_what_is_missing(machine: Path) -> None:
    (machine / "apt-get").unlink()
    code, said, _ = _run(machine, "present", "absent")
    assert code == 1
    assert "This machine lacks: absent" in said
