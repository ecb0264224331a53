"""A Python-Markdown extension that renders generated pages with cmark, CommonMark in C, instead of Python.

It is for speed alone: a page shows the same without it. Python-Markdown still sees the headings, for their ids and the
contents list, and the links, so that MkDocs finds those that lead nowhere.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from cmarkgfm import markdown_to_html_with_extensions
from cmarkgfm.cmark import Options
from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

GENERATED = "<!-- gongkai:"
"""How the Markdown of a generated page begins."""

_FIRST, _LAST = 100, -100
"""Before anybody else reads the Markdown, and after all others have written HTML."""

_TABLE_START, _TABLE_END = '<div class="gk-sheet"', "</div>\n"
_OFFERED = "gk-links"
_PLACEHOLDER = re.compile("<p>gkpart([0-9]+)gk</p>")
_ALIGNED = re.compile(' align="([a-z]+)"')
_LINK = re.compile(r' href="([^":?#]+)\.md(#[^"]*)?"')


class GeneratedPages(Extension):
    """Renders generated pages; with `check_links` false their links are not looked at, as when a part is built."""

    def __init__(self, **options: Any) -> None:
        self.config = {"check_links": [True, "whether every page that is linked to must be there"]}
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (the name Python-Markdown calls)
        pages = _Pages(md)
        md.preprocessors.register(pages, "generated_pages", _FIRST)
        md.postprocessors.register(_Restore(pages), "generated_parts", _LAST)
        if self.getConfig("check_links"):
            md.treeprocessors.register(_Offer(pages), "offered_links", 1)  # MkDocs looks at links at 0
            md.treeprocessors.register(_Withdraw(md), "withdrawn_links", -1)


class _Pages(Preprocessor):
    """Renders the parts of a generated page between its headings; `links` are those to other pages, as written."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.parts: list[str] = []
        self.links: list[str] = []

    def run(self, lines: list[str]) -> list[str]:
        self.parts.clear()
        self.links.clear()
        if not lines or not lines[0].startswith(GENERATED):
            return lines
        first, *others = "\n".join(lines).split("\n#")  # text of authors has no such sign
        pieces = [self._rendered(first)]
        for piece in others:
            heading, _, text = piece.partition("\n")
            pieces += [f"#{heading}", self._rendered(text)]
        return "\n\n".join(pieces).split("\n")

    def _rendered(self, text: str) -> str:
        """Return a placeholder for what stands between two headings; an official table in it is HTML already."""
        before, start, rest = text.partition(_TABLE_START)
        table, end, after = rest.partition(_TABLE_END)
        self.parts.append(f"{self._html(before)}{start}{table}{end}{self._html(after)}")
        return f"gkpart{len(self.parts) - 1}gk"

    def _html(self, text: str) -> str:
        if not text or text.isspace():
            return ""
        text = text.replace(" markdown>\n", ">\n")
        html = markdown_to_html_with_extensions(text, Options.CMARK_OPT_UNSAFE, ["table"])
        return _LINK.sub(self._url, _ALIGNED.sub(r' style="text-align: \1;"', html))

    def _url(self, match: re.Match[str]) -> str:
        """Return the URL of a page for its file: a generated page lies where its file does."""
        path, anchor = match[1], match[2] or ""
        self.links.append(f"{path}.md{anchor}")
        folder, slash, name = path.rpartition("/")
        address = f"{folder}{slash}" if name == "index" else f"{path}/"
        return f' href="{address or "./"}{anchor}"'


class _Restore(Postprocessor):
    """Puts the rendered parts in the place of their placeholders."""

    def __init__(self, pages: _Pages) -> None:
        super().__init__(pages.md)
        self.parts = pages.parts

    def run(self, text: str) -> str:
        return _PLACEHOLDER.sub(lambda match: self.parts[int(match[1])], text) if self.parts else text


class _Offer(Treeprocessor):
    """Puts the links of a generated page where other tree processors see them."""

    def __init__(self, pages: _Pages) -> None:
        super().__init__(pages.md)
        self.pages = pages

    def run(self, root: Element) -> None:
        if self.pages.links:
            paragraph = SubElement(root, "p", {"class": _OFFERED})
            for link in self.pages.links:
                SubElement(paragraph, "a", {"href": link})


class _Withdraw(Treeprocessor):
    """Takes them out again."""

    def run(self, root: Element) -> None:
        for paragraph in root.findall(f"p[@class='{_OFFERED}']"):
            root.remove(paragraph)


def makeExtension(**options: Any) -> GeneratedPages:  # noqa: N802
    """Python-Markdown's entry point."""
    return GeneratedPages(**options)
