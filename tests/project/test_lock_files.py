"""The lock files: a hash for every package, and no address of a registry."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_every_npm_package_has_a_hash_and_no_address() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    installed = {name: package for name, package in packages.items() if name}
    assert installed
    assert [name for name, package in installed.items() if "resolved" in package] == []
    assert [name for name, package in installed.items() if not package["integrity"].startswith("sha512-")] == []


@pytest.mark.parametrize("path", sorted(ROOT.glob("requirements*.lock")), ids=lambda path: path.name)
def test_every_python_package_has_a_hash_and_no_address(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    packages = re.split(r"\n(?=\S)", text.strip())
    assert [package for package in packages if not re.match(r"[\w.\[\]-]+==\S+", package)] == []
    assert [package for package in packages if "--hash=sha256:" not in package] == []
    assert "://" not in text
