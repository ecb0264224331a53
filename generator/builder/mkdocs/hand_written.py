"""The hand-written pages of a site: the program's and its own, and whether they conflict with the generated ones.

They are files by the name that they have in the docs folder. One of the site's own replaces the program's of the same
name, or at the same address.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import unquote

from generator.builder.faults import BuildError
from generator.builder.mkdocs.runner import html_of
from generator.builder.mkdocs.scripts import join_scripts
from generator.program import PAGES

HandWritten = Mapping[str, Path]

_CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]+`", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(?:\]\(|^ {0,3}\[[^\]\n]+\]:[ \t]*)<?([^()\s:#<>]+\.md)", re.MULTILINE)


class HandWrittenError(BuildError):
    """A hand-written page or `mkdocs.yml` does not fit the site."""


def hand_written_files(own: Path | None) -> HandWritten:
    """Return all hand-written files, sorted; `own` is the folder of the site's own, which need not exist.

    Raises HandWrittenError for a symbolic link, through which a file from anywhere would be published.
    """
    files = dict(_files(PAGES))
    for name, path in _files(own) if own else ():
        if path.is_symlink():
            raise HandWrittenError(f"docs/{name} 是符号链接，不能发布。请换成文件本身。")
        for replaced in [each for each in files if _address(each) == _address(name)]:
            del files[replaced]
        files[name] = path
    return dict(sorted(files.items()))


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files of a folder by name, and links to folders, but nothing hidden."""
    for path in folder.rglob("*"):
        name = path.relative_to(folder)
        is_hidden = any(part.startswith(".") for part in name.parts)
        if not is_hidden and (path.is_file() or path.is_symlink()):
            yield name.as_posix(), path


def _address(name: str) -> str:
    return html_of(name) if name.endswith(".md") else name


def copy_hand_written(files: HandWritten, target: Path) -> None:
    """Copy the files below the target folder, the program's scripts joined with what they import."""
    for name, path in files.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target / name)
    own = {name: path for name, path in files.items() if name.endswith(".js") and path.is_relative_to(PAGES)}
    for name, text in join_scripts({name: path.read_text(encoding="utf-8") for name, path in own.items()}).items():
        (target / name).write_text(text, encoding="utf-8", newline="\n")


def hand_written_pages(files: HandWritten) -> list[str]:
    """Return the Markdown files among the hand-written ones."""
    return [name for name in files if name.endswith(".md")]


def linked_pages(generated: Collection[str], files: HandWritten, navigation: Mapping[str, str]) -> list[str]:
    """Return the generated pages, given as Markdown files, that hand-written pages or the navigation link to.

    `navigation` maps its pages to their titles. Raises HandWrittenError for a link to a page that does not exist, for a
    hand-written page at the address of a generated one, and for a generated page without a title in the navigation:
    a change of its own title would change all pages.
    """
    own = hand_written_pages(files)
    taken = {html_of(file): file for file in generated}
    for file in own:
        if html_of(file) in taken:
            raise HandWrittenError(f"docs/{file} 和程序生成的 {taken[html_of(file)]} 是同一个地址。请给它换一个名字。")
    if untitled := [file for file in generated if not navigation.get(file, "titled")]:
        raise HandWrittenError(f"mkdocs.yml 的 nav 里 {untitled[0]} 没有标题。请写成“标题: {untitled[0]}”。")
    targets = {target: f"docs/{file}" for file in own for target in _targets(file, files[file])}
    targets |= dict.fromkeys(navigation, "mkdocs.yml 的 nav")
    missing = [f"{source} 链接到 {target}" for target, source in targets.items() if target not in {*own, *generated}]
    if missing:
        raise HandWrittenError(f"手写的网页链接到没有的网页：{'；'.join(sorted(missing))}。请改正链接。")
    return sorted(targets.keys() & set(generated))


def _targets(file: str, path: Path) -> set[str]:
    """Return the Markdown files that a page links to, except in code."""
    text = _CODE.sub("", path.read_text(encoding="utf-8"))
    return {normpath(join(Path(file).parent.as_posix(), unquote(link))) for link in _LINK.findall(text)}
