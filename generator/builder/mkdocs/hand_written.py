"""The hand-written pages of the site: where they are, and whether they conflict with the generated ones."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import unquote

from generator.builder.mkdocs.runner import html_of
from generator.model.paths import PROJECT

HAND_WRITTEN = PROJECT / "docs"

_CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]+`", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(?:\]\(|^ {0,3}\[[^\]\n]+\]:[ \t]*)<?([^()\s:#<>]+\.md)", re.MULTILINE)


class HandWrittenError(ValueError):
    """A hand-written page or `mkdocs.yml` does not fit the site; the message is for the user."""


def hand_written_pages() -> list[str]:
    """Return the Markdown files of the hand-written pages, as named below their folder."""
    return sorted(path.relative_to(HAND_WRITTEN).as_posix() for path in HAND_WRITTEN.rglob("*.md"))


def linked_pages(generated: Collection[str]) -> list[str]:
    """Return the generated pages, given as Markdown files, that hand-written pages link to.

    Raises HandWrittenError for a link to a page that does not exist, and for a hand-written page at the address of a
    generated one.
    """
    own = hand_written_pages()
    taken = {html_of(file): file for file in generated}
    for file in own:
        if html_of(file) in taken:
            raise HandWrittenError(f"docs/{file} 和程序生成的 {taken[html_of(file)]} 是同一个地址。请给它换一个名字。")
    targets = {target: file for file in own for target in _targets(file)}
    missing = [f"docs/{file} 链接到 {target}" for target, file in targets.items() if target not in {*own, *generated}]
    if missing:
        raise HandWrittenError(f"手写的网页链接到没有的网页：{'；'.join(sorted(missing))}。请改正链接。")
    return sorted(targets.keys() & set(generated))


def _targets(file: str) -> set[str]:
    """Return the Markdown files that a page links to, except in code."""
    text = _CODE.sub("", Path(HAND_WRITTEN, file).read_text(encoding="utf-8"))
    return {normpath(join(Path(file).parent.as_posix(), unquote(link))) for link in _LINK.findall(text)}
