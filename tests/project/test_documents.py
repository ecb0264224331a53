"""The README and the manuals refer only to what exists, and agree where they repeat each other."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from generator.commands import COMMANDS
from generator.pages.address import CHECKS, CORRECTIONS, DATA, DICTIONARY, STATUS, file_of

ROOT = Path(__file__).parents[2]
PUBLISHING = ROOT / "docs/manual/publishing.md"
PAGES = [*ROOT.glob("*.md"), ROOT / "docs/howto.md", ROOT / "docs/about.md", *(ROOT / "docs/manual").glob("*.md")]

GENERATED = {ROOT / "docs" / file_of(address) for address in (CHECKS, CORRECTIONS, DATA, DICTIONARY, STATUS)}
"""Generated pages of the site, which links may refer to although no file exists."""


def _id(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _blocks(path: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def _code(path: Path) -> str:
    """Return what readers may type: the code blocks and inline code of a page."""
    return "\n".join([*_blocks(path, r"\w+"), *re.findall(r"`([^`\n]+)`", path.read_text(encoding="utf-8"))])


@pytest.mark.parametrize("path", sorted(PAGES), ids=_id)
def test_every_command_mentioned_exists(path: Path) -> None:
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r"(?<![\w/-])make ([a-z][a-z-]*)", _code(path))) <= set(targets)
    assert set(re.findall(r"(?<![\w./-])(?:\.venv/bin/)?gongkai ([a-z]+)", _code(path))) <= COMMANDS.keys()


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md", "docs/manual/publishing.md"])
def test_every_command_is_documented(name: str) -> None:
    assert COMMANDS.keys() <= set(re.findall(r"gongkai ([a-z]+)", _code(ROOT / name)))


@pytest.mark.parametrize("path", sorted(PAGES), ids=_id)
def test_every_linked_file_exists(path: Path) -> None:
    links = re.findall(r"\]\((?![a-z]+:)([^)#\s]+)", path.read_text(encoding="utf-8"))
    files = [(path.parent / link).resolve() for link in links]
    assert [file for file in files if not file.exists() and file not in GENERATED] == []


@pytest.mark.parametrize("language", ["yaml", "sh", "nginx"])
def test_the_readme_repeats_the_recipes_of_the_publishing_manual(language: str) -> None:
    """The recipes for GitLab and for a server are in both documents, one for each language."""
    recipes = [
        block for block in _blocks(PUBLISHING, language) if re.match(r"# \.gitlab|#!/bin/sh|# /etc/nginx", block)
    ]
    assert recipes
    assert set(recipes) <= set(_blocks(ROOT / "README.md", language))


def test_the_manual_shows_the_recipe_for_nginx_that_is_tested() -> None:
    assert _blocks(PUBLISHING, "nginx") == [(ROOT / "templates/server/nginx.conf").read_text(encoding="utf-8")]


def test_the_gitlab_recipe_names_an_exact_image() -> None:
    (recipe,) = [block for block in _blocks(PUBLISHING, "yaml") if block.startswith("# .gitlab-ci.yml")]
    assert re.search(r"^image: python:3\.[0-9]+\.[0-9]+-[a-z]+ ", recipe, re.MULTILINE)
    assert "@sha256:" in recipe


def test_both_readmes_lead_to_the_security_policy() -> None:
    for name in ("README.md", "README.zh-CN.md", "CONTRIBUTING.md"):
        assert "](SECURITY.md)" in (ROOT / name).read_text(encoding="utf-8")


def test_the_gitlab_recipe_is_valid(tmp_path: Path) -> None:
    (recipe,) = [block for block in _blocks(PUBLISHING, "yaml") if block.startswith("# .gitlab-ci.yml")]
    (tmp_path / ".gitlab-ci.yml").write_text(recipe, encoding="utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.gitlab-ci", ".gitlab-ci.yml"]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("lock", sorted(path.name for path in ROOT.glob("requirements*.lock")))
def test_a_lock_file_holds_only_exact_versions_and_hashes(lock: str) -> None:
    """Indexes and mirrors depend on the machine, so a lock file must not name any."""
    package, hash = r"[a-z0-9.-]+==[\w.]+( ; [^/]+)? \\", r"    --hash=sha256:[0-9a-f]{64}( \\)?"
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not re.fullmatch(f"{package}|{hash}", line)] == []
