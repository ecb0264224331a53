"""The Markdown of each page, published as `index.md` beside it, with links between these files."""

from __future__ import annotations

import re
from pathlib import Path
from posixpath import dirname, join, normpath, relpath

from generator.builder.mkdocs.runner import html_of

_PATH = r"(?![a-z][a-z0-9+.-]*:|/)(?P<path>[^()\s:#<>]+)"
_INLINE_LINK = re.compile(rf"(?P<before>\]\((?<!\\\]\()){_PATH}")
"""Pattern of the relative destination of a link in a generated page; it is found fast."""

_CODE_OR_LINK = re.compile(
    r"(?P<code>^(?P<fence>```|~~~).*?^(?P=fence)|`[^`\n]+`)"
    rf"|(?P<before>\]\(<?(?<!\\\]\()(?<!\\\]\(<)|^ {{0,3}}\[[^\]\n]+\]:[ \t]*<?){_PATH}",
    re.MULTILINE | re.DOTALL,
)
"""Pattern of code, in which nothing is a link, and of the relative destination of a link or link definition."""


def published_name(file: str) -> str:
    """Return where the Markdown of a page is published: `a/b.md` becomes `a/b/index.md`."""
    return f"{html_of(file).removesuffix('html')}md"


def publish_markdown(docs: Path, site: Path) -> None:
    """Write the Markdown of all pages below `docs` to where it is published below `site`."""
    for path in docs.rglob("*.md"):
        file = path.relative_to(docs).as_posix()
        if (site / html_of(file)).is_file():  # settings may exclude a page
            text = with_links(file, path.read_text(encoding="utf-8"))
            (site / published_name(file)).write_text(text, encoding="utf-8", newline="\n")


def with_links(file: str, text: str) -> str:
    """Return the text of a page with its relative links as they are from where it is published."""
    folder, published = dirname(file), dirname(published_name(file))
    pattern = _INLINE_LINK if folder == published and "`" not in text else _CODE_OR_LINK

    def link(match: re.Match[str]) -> str:
        groups = match.groupdict()
        if groups.get("code"):
            return match[0]
        target = normpath(join(folder, groups["path"]))
        target = published_name(target) if target.endswith(".md") else target
        return f"{groups['before']}{relpath(target, published or '.')}{'/' if groups['path'].endswith('/') else ''}"

    return pattern.sub(link, text)
