"""Read a built page: the text and the links of its parts, every link and every anchor."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.engines.builds import SITE_URL

PARTS = {
    "title": "head > title",
    "header": "header.gk-header",
    "navigation": "nav.gk-sections",
    "article": "article.md-content__inner",
    "contents": "nav.md-nav--secondary",
    "footer": "footer.gk-footer",
}
"""The selector of every part of a page that readers see; the list of contents is not on every page."""

_ENGINES_OWN = {"generator", "stylesheet"}
_LINKS = ("href", "src", "action")


class Part(NamedTuple):
    """What readers get of a part of a page: its text, and where its links lead."""

    text: str
    links: list[str]


@dataclass(frozen=True)
class BuiltPage:
    """The page of the file `name` in the folder of a site."""

    site: Path
    name: str

    @cached_property
    def tree(self) -> LexborHTMLParser:
        """The page, parsed."""
        return LexborHTMLParser((self.site / self.name).read_text(encoding="utf-8"))

    @property
    def address(self) -> str:
        """The page's own address."""
        return urljoin(SITE_URL, self.name.removesuffix("index.html"))

    def parts(self) -> dict[str, list[Part]]:
        """What there is of each of PARTS; one, if the page is right."""
        tree = self.tree.clone()
        tree.strip_tags(["script", "style", "template"])
        return {name: [self._part(node) for node in tree.css(selector)] for name, selector in PARTS.items()}

    def _part(self, node: LexborNode) -> Part:
        return Part(" ".join(node.text().split()), [self._target(each, "href") for each in node.css("[href]")])

    def _target(self, node: LexborNode, attribute: str) -> str:
        return urljoin(self.address, node.attributes[attribute] or "")

    def labels(self) -> list[tuple[str | None, str | None]]:
        """What the head of the page says of it: names and contents, and where else its kind or its like is."""
        told = {(node.attributes["name"], node.attributes["content"]) for node in self.tree.css("meta[name]")}
        told |= {(node.attributes["rel"], self._target(node, "href")) for node in self.tree.css("head > link")}
        return sorted(each for each in told if each[0] not in _ENGINES_OWN)

    def linked_data(self) -> list[Any]:
        """The page as data, for search engines."""
        return [json.loads(node.text()) for node in self.tree.css('script[type="application/ld+json"]')]

    @cached_property
    def anchors(self) -> set[str | None]:
        """Every id of the page."""
        return {node.attributes["id"] for node in self.tree.css("[id]")}

    def links(self) -> Iterator[str]:
        """Every address that the page names, in full."""
        for attribute in _LINKS:
            for node in self.tree.css(f"[{attribute}]"):
                yield self._target(node, attribute)


def broken_links(site: Path, names: Sequence[str]) -> list[str]:
    """The links within the site that lead to no file, or to no anchor of a page; each as `page -> address`."""
    read = {name: BuiltPage(site, name) for name in names}
    return sorted(
        {f"{page.name} -> {link}" for page in read.values() for link in page.links() if not _leads(site, read, link)}
    )


def _leads(site: Path, read: dict[str, BuiltPage], link: str) -> bool:
    address, anchor = urldefrag(link)
    parts, home = urlsplit(address), urlsplit(SITE_URL)
    if (parts.scheme, parts.netloc) != (home.scheme, home.netloc):
        return True
    name = unquote(parts.path).removeprefix(home.path)
    name = f"{name}index.html" if not name or name.endswith("/") else name
    if not parts.path.startswith(home.path) or not (site / name).is_file():
        return False
    return not anchor or name not in read or unquote(anchor) in read[name].anchors
