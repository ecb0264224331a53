"""Parse a built page: text and links of its parts, metadata, all links and anchors."""

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
"""CSS selectors of the visible parts of a page, by name; some pages have no table of contents."""

_ENGINE_SPECIFIC = {"generator", "stylesheet"}
_LINK_ATTRIBUTES = ("href", "src", "action")


class Part(NamedTuple):
    """The text of a part of a page, and the targets of its links."""

    text: str
    links: list[str]


@dataclass(frozen=True)
class BuiltPage:
    """A page of a site, from the file `name`."""

    site: Path
    name: str

    @cached_property
    def tree(self) -> LexborHTMLParser:
        """The parsed page."""
        return LexborHTMLParser((self.site / self.name).read_text(encoding="utf-8"))

    @property
    def address(self) -> str:
        """The address of the page."""
        return urljoin(SITE_URL, self.name.removesuffix("index.html"))

    def parts(self) -> dict[str, list[Part]]:
        """Return all occurrences of each of PARTS; a correct page has one of each (some lack `contents`)."""
        tree = self.tree.clone()
        tree.strip_tags(["script", "style", "template"])
        return {name: [self._part(node) for node in tree.css(selector)] for name, selector in PARTS.items()}

    def _part(self, node: LexborNode) -> Part:
        return Part(" ".join(node.text().split()), [self._target(each, "href") for each in node.css("[href]")])

    def _target(self, node: LexborNode, attribute: str) -> str:
        return urljoin(self.address, node.attributes[attribute] or "")

    def metadata(self) -> list[tuple[str | None, str | None]]:
        """Return the `meta` elements and links of the head, except those that depend on the engine."""
        found = {(node.attributes["name"], node.attributes["content"]) for node in self.tree.css("meta[name]")}
        found |= {(node.attributes["rel"], self._target(node, "href")) for node in self.tree.css("head > link")}
        return sorted(each for each in found if each[0] not in _ENGINE_SPECIFIC)

    def structured_data(self) -> list[Any]:
        """Return the structured data (JSON-LD) of the page."""
        return [json.loads(node.text()) for node in self.tree.css('script[type="application/ld+json"]')]

    @cached_property
    def anchors(self) -> set[str | None]:
        """All ids of the page."""
        return {node.attributes["id"] for node in self.tree.css("[id]")}

    def links(self) -> Iterator[str]:
        """Yield the absolute targets of all links of the page."""
        for attribute in _LINK_ATTRIBUTES:
            for node in self.tree.css(f"[{attribute}]"):
                yield self._target(node, attribute)


def broken_links(site: Path, names: Sequence[str]) -> list[str]:
    """Return the links within the site whose file or anchor does not exist, each as `page -> address`."""
    parsed = {name: BuiltPage(site, name) for name in names}
    return sorted(
        {
            f"{page.name} -> {link}"
            for page in parsed.values()
            for link in page.links()
            if not _exists(site, parsed, link)
        }
    )


def _exists(site: Path, parsed: dict[str, BuiltPage], link: str) -> bool:
    address, anchor = urldefrag(link)
    parts, home = urlsplit(address), urlsplit(SITE_URL)
    if (parts.scheme, parts.netloc) != (home.scheme, home.netloc):
        return True
    name = unquote(parts.path).removeprefix(home.path)
    name = f"{name}index.html" if not name or name.endswith("/") else name
    if not parts.path.startswith(home.path) or not (site / name).is_file():
        return False
    return not anchor or name not in parsed or unquote(anchor) in parsed[name].anchors
