"""ARCHITECTURE.md names every package, and no module that does not exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
PACKAGES = sorted(
    path.parent.name for path in (ROOT / "generator").rglob("__init__.py") if path.parent.name != "generator"
)


def picture() -> str:
    """Return the text picture of the rooms from ARCHITECTURE.md."""
    section = TEXT.partition("\n## Rooms\n")[2].partition("\n## ")[0]
    return section.partition("```text\n")[2].partition("```")[0]


@pytest.mark.parametrize("package", PACKAGES)
def test_every_package_is_in_the_picture(package: str) -> None:
    assert re.search(rf"(?<![\w/]){package}/ ", picture())


def test_the_picture_shows_nothing_else() -> None:
    shown = re.findall(r"([a-z_]+)(/|\.py) ", picture())
    existing = {*PACKAGES, *(path.stem for path in (ROOT / "generator").glob("*.py"))}
    assert [name for name, _ in shown if name not in existing] == []


def test_every_path_named_exists() -> None:
    named = re.findall(r"`([\w./-]+(?:\.py|\.yml|/))`", TEXT)
    bases = (ROOT, ROOT / "generator")
    assert len(named) > 20
    assert [name for name in named if not any((base / name).exists() for base in bases) and "2027" not in name] == []


def test_the_floors_are_those_of_the_contract() -> None:
    """Each floor of the picture has the rooms of one line of the import contract, in the same order."""
    contract = (ROOT / "pyproject.toml").read_text(encoding="utf-8").partition("layers = [")[2].partition("]")[0]
    layers = [set(re.findall(r"\w+", line)) for line in re.findall(r'"(.*)"', contract)]
    floors: list[set[str]] = []
    for line in picture().splitlines():
        if match := re.match(r"(\d| )   ([a-z_]+)(?:/|\.py) ", line):
            if match[1] != " ":
                floors.append(set())
            floors[-1].add(match[2])
    assert floors == layers
    assert len(layers) <= 7
