"""A Python-Markdown extension that renders generated pages with cmark, a CommonMark parser in C.

It is only an optimisation: pages look the same without it. Headings get the ids that Python-Markdown would give them,
and links are exposed to MkDocs for validation.
"""

from __future__ import annotations

import re
from html import unescape
from itertools import zip_longest
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from cmarkgfm import markdown_to_html_with_extensions
from cmarkgfm.cmark import Options
from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import nest_toc_tokens, slugify, strip_tags, unique
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

GENERATED = "<!-- gongkai:"
"""The start of the Markdown of a generated page."""

_FIRST, _LAST = 100, -100
"""Priorities that run a processor before or after all others."""

_TABLE_START, _TABLE_END = '<div class="gk-sheet"', "</div>\n"
_EXPOSED = "gk-offered"
_PLACEHOLDER = "gkpagegk"
_TABLE = '<div class="gk-table"></div>\n'
_HEADING = re.compile("<h([1-6])>(.*)</h[1-6]>")
_ALIGNED = re.compile(' align="([a-z]+)"')
_LINK = re.compile(r' href="([^":?#]+)\.md(#[^"]*)?"')


class GeneratedPages(Extension):
    """Renderer of generated pages; set `check_links` to false if linked pages may be missing, as in a shard."""

    def __init__(self, **options: Any) -> None:
        self.config = {"check_links": [True, "whether every page that is linked to must be there"]}
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (the name that Python-Markdown calls)
        page = _Page(md)
        md.preprocessors.register(page, "generated_page", _FIRST)
        md.treeprocessors.register(_Contents(page), "generated_contents", 4)  # Python-Markdown builds its own at 5
        md.postprocessors.register(_Restore(page), "generated_html", _LAST)
        if self.getConfig("check_links"):
            md.treeprocessors.register(_ExposeLinks(page), "offered_links", 6)  # MkDocs looks for ids at 5, links at 0
            md.treeprocessors.register(_HideLinks(md), "withdrawn_links", -1)


class _Page(Preprocessor):
    """Preprocessor that renders a generated page and keeps its HTML, its contents, and its links as written."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.html = ""
        self.contents: list[dict[str, Any]] = []
        self.links: list[str] = []
        self._ids: list[str] = []

    def run(self, lines: list[str]) -> list[str]:
        self.html, self.contents, self.links = "", [], []
        if not lines or not lines[0].startswith(GENERATED):
            return lines
        text, tables = _without_tables("\n".join(lines).replace(" markdown>\n", ">\n"))
        text, self._ids = _without_ids(text)
        html = markdown_to_html_with_extensions(text, Options.CMARK_OPT_UNSAFE, ["table"])
        html = _ALIGNED.sub(r' style="text-align: \1;"', html)
        html = _HEADING.sub(self._heading, _LINK.sub(self._link, html))
        pieces = html.split(_TABLE)
        self.html = "".join(f"{piece}{table}" for piece, table in zip_longest(pieces, tables, fillvalue=""))
        return [_PLACEHOLDER]

    def _heading(self, match: re.Match[str]) -> str:
        """Return the heading with its id, and add it to the contents."""
        level, html = match.groups()
        name = strip_tags(html)
        used = {entry["id"] for entry in self.contents}.union(self._ids)
        id = self._ids[len(self.contents)] or unique(slugify(unescape(name), "-"), used)
        self.contents.append({"level": int(level), "id": id, "name": name, "html": html, "data-toc-label": ""})
        return f'<h{level} id="{id}">{html}</h{level}>'

    def _link(self, match: re.Match[str]) -> str:
        """Return a link to the URL of a page instead of its file, and record the link."""
        path, anchor = match[1], match[2] or ""
        self.links.append(f"{path}.md{anchor}")
        folder, slash, name = path.rpartition("/")
        url = f"{folder}{slash}" if name == "index" else f"{path}/"
        return f' href="{url or "./"}{anchor}"'


def _without_tables(text: str) -> tuple[str, list[str]]:
    """Return the text with a placeholder for each official table, and the tables, which are already HTML."""
    first, *others = text.split(_TABLE_START)
    pairs = [each.partition(_TABLE_END) for each in others]
    tables = [f"{_TABLE_START}{table}{end}" for table, end, _ in pairs]
    return first + "".join(f"{_TABLE}{after}" for _, _, after in pairs), tables


def _without_ids(text: str) -> tuple[str, list[str]]:
    """Return the text without the explicit ids of its headings, and the ids, empty for a heading without one.

    No other line begins with `#`, as authors' text is escaped.
    """
    first, *others = text.split("\n#")
    ids = []
    for number, each in enumerate(others):
        line, end, rest = each.partition("\n")
        heading, separator, id = line.removesuffix(" }").partition(" { #")
        ids.append(id)
        if separator:
            others[number] = f"{heading}{end}{rest}"
    return "\n#".join([first, *others]), ids


class _Contents(Treeprocessor):
    """Treeprocessor that sets the table of contents, which Python-Markdown cannot build from a placeholder."""

    def __init__(self, page: _Page) -> None:
        super().__init__(page.md)
        self.page = page

    def run(self, root: Element) -> None:
        if self.page.html:
            self.md.toc_tokens = nest_toc_tokens(self.page.contents)  # type: ignore[attr-defined, arg-type]


class _Restore(Postprocessor):
    """Postprocessor that replaces the placeholder by the rendered page."""

    def __init__(self, page: _Page) -> None:
        super().__init__(page.md)
        self.page = page

    def run(self, text: str) -> str:
        return self.page.html or text


class _ExposeLinks(Treeprocessor):
    """Treeprocessor that adds the links and anchors of a generated page to the tree, for MkDocs to validate."""

    def __init__(self, page: _Page) -> None:
        super().__init__(page.md)
        self.page = page

    def run(self, root: Element) -> None:
        if self.page.html:
            paragraph = SubElement(root, "p", {"class": _EXPOSED})
            for entry in self.page.contents:
                SubElement(paragraph, "span", {"id": entry["id"]})
            for link in self.page.links:
                SubElement(paragraph, "a", {"href": link})


class _HideLinks(Treeprocessor):
    """Treeprocessor that removes the links and anchors added by `_ExposeLinks`."""

    def run(self, root: Element) -> None:
        for paragraph in root.findall(f"p[@class='{_EXPOSED}']"):
            root.remove(paragraph)


def makeExtension(**options: Any) -> GeneratedPages:  # noqa: N802
    """Return the extension; Python-Markdown calls this function."""
    return GeneratedPages(**options)
