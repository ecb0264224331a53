"""A git repository with one published report, and the commands that are run on it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests.command_line import gongkai

NAME = "county/bureau/2024"
PENALTIES = ("penalties:   15", "penalties:   17")
SENTENCE = ("招投标监管项目20个", "招投标监管项目21个")

ENTRY = """
corrections:
  - date: 2025-03-02
    reason: "录入错误"
    changes:
      disclosure.penalties.decisions: [15, 17]
    text: [overview]
"""
"""The entry of a correction that changes both, of 2025-03-02 for 录入错误."""


def git(folder: Path, *arguments: str) -> str:
    author = {
        "GIT_AUTHOR_NAME": "a",
        "GIT_AUTHOR_EMAIL": "a@b",
        "GIT_COMMITTER_NAME": "a",
        "GIT_COMMITTER_EMAIL": "a@b",
    }
    environment = {**os.environ, **author, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    run = subprocess.run(["git", *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return run.stdout


def commit(office: Path) -> None:
    git(office, "add", "--all")
    git(office, "commit", "--quiet", "--message", "x")


def edit(office: Path, *replacements: tuple[str, str], name: str = f"{NAME}.yml") -> Path:
    """Replace words in a file and return its path; each word must occur exactly once."""
    path = office / "reports" / name
    text = path.read_bytes().decode()
    for old, new in replacements:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path.write_bytes(text.encode())
    return path


def check(office: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return gongkai("check", *(arguments or ("--since", "HEAD")), cwd=office)


def correct(office: Path, *arguments: str, name: str = NAME) -> subprocess.CompletedProcess[str]:
    return gongkai("correct", name, "--reason", "录入错误", "--date", "2025-03-02", *arguments, cwd=office)


def write_object(office: Path, kind: str, data: bytes) -> str:
    """Write any bytes as a git object, unchecked, and return its id."""
    command = ["git", "hash-object", "-t", kind, "-w", "--stdin", "--literally"]
    return subprocess.run(command, cwd=office, input=data, capture_output=True, check=True).stdout.decode().strip()


def tree(office: Path, mode: str, name: str, object_id: str, *others: bytes) -> str:
    """Write a tree with one entry, and others as git stores them, and return its id."""
    entry = b"%s %s\0%s" % (mode.encode(), name.encode(), bytes.fromhex(object_id))
    return write_object(office, "tree", b"".join(sorted([entry, *others])))
