"""The folder of a site of one's own: written once from `templates/starter`, its workflows updated later."""

from __future__ import annotations

import difflib
import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from generator.authoring.errors import RefusedError
from generator.model.paths import shown_path
from generator.program import TEMPLATES
from generator.sources.writing import create_file, replace_file

_STARTER = TEMPLATES / "starter"

_DOT = "dot-"
"""How the names of hidden files begin in the starter folder, so that nothing there takes effect."""

_STAMP = "__STAMP__"
"""Stands in files of the program: they are updated as long as nobody has edited them."""

_WORD = re.compile("__[A-Z]+__")
"""Words in the starter's files that are replaced."""

_STAMP_LINE = re.compile(r"^# 由 gongkai init 写成.*校验码 ([0-9a-f]{16})。$\n", re.MULTILINE)
_STAMP_TEXT = "由 gongkai init 写成，用 gongkai init --update 更新；自己改过以后就不再更新。校验码 {}。"


def create_site(folder: Path, name: str, program: str) -> list[Path]:
    """Write the files of a new site and return their paths. `program` pins the program, see `pinned_program`.

    Raises RefusedError, before anything is written, if the name is not one line of text or a file exists.
    """
    if not name.strip() or not name.isprintable():
        raise RefusedError("网站的名称要写成一行文字，例如 --name 青石县政府信息公开年报。")
    replaced = {"__NAME__": json.dumps(name.strip(), ensure_ascii=False), "__TITLE__": _as_markdown(name.strip())}
    files = {folder / file: text for file, text in _starter_files(replaced | {"__PROGRAM__": program})}
    if existing := sorted({taken for path in files if (taken := _taken(path, folder))}):
        listed = "、".join(map(shown_path, existing))
        raise RefusedError(f"{listed} 已经有了，不会覆盖，什么都没有写。请另选一个文件夹，或者先移走这些文件。")
    for path, text in files.items():
        create_file(path, text.encode())
    return list(files)


def _taken(path: Path, folder: Path) -> Path | None:
    """Return what is in the way of a new file below the folder: the path itself, or a file that should be a folder."""
    if os.path.lexists(path):
        return path
    return next((each for each in path.parents if each.is_relative_to(folder) and each.is_file()), None)


class Update(NamedTuple):
    """What became of a file of the program: how it differs from the new version, and whether that was written.

    `is_missing` files are not in the folder, and were not written.
    """

    path: Path
    diff: str
    is_written: bool
    is_missing: bool


def update_site(folder: Path) -> list[Update]:
    """Update the files of the program that nobody has edited, and return what became of each that is not current.

    Raises RefusedError if the folder has none of them.
    """
    files = {folder / file: text for file, text in _starter_files({}) if _STAMP_LINE.search(text)}
    if not any(path.is_file() for path in files):
        raise RefusedError(f"{shown_path(folder)} 里没有 gongkai init 写的工作流，没有可以更新的。")
    return [update for path, text in files.items() if (update := _update(path, text))]


def _update(path: Path, new: str) -> Update | None:
    if not path.is_file():
        return Update(path, "", is_written=False, is_missing=True)
    old = path.read_bytes().decode(errors="replace")
    if old == new:
        return None
    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), shown_path(path), shown_path(path), lineterm="")
    is_ours = _is_unedited(old)
    if is_ours:
        replace_file(path, new.encode())
    return Update(path, "".join(f"{line}\n" for line in lines), is_ours, is_missing=False)


def _is_unedited(text: str) -> bool:
    match = _STAMP_LINE.search(text)
    return match is not None and match[1] == _digest(_STAMP_LINE.sub("", text, count=1))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _starter_files(replaced: Mapping[str, str]) -> Iterator[tuple[Path, str]]:
    """Yield the names and texts of the starter's files, with words replaced and stamps filled in."""
    for path in sorted(_STARTER.rglob("*")):
        if path.is_file():
            text = _WORD.sub(lambda word: replaced.get(word[0], word[0]), path.read_text(encoding="utf-8"))
            parts = (
                part.replace(_DOT, ".", 1) if part.startswith(_DOT) else part
                for part in path.relative_to(_STARTER).parts
            )
            yield Path(*parts), _stamped(text)


def _stamped(text: str) -> str:
    line = f"# {_STAMP}\n"
    return text.replace(line, f"# {_STAMP_TEXT.format(_digest(text.replace(line, '', 1)))}\n", 1)


def _as_markdown(text: str) -> str:
    """Return the text for a Markdown heading, shown as it is."""
    return re.sub(r"([\\`*_{}\[\]<>#|!~&])", r"\\\1", text)
