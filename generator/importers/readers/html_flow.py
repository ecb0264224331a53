"""Read an HTML element into lines of text and tables, each with its place among the page's elements."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from selectolax.lexbor import LexborNode

from generator.importers.document import Box, UnreadableError
from generator.importers.readers.clean_text import clean, unwrap
from generator.importers.readers.html_elements import (
    BLOCKS,
    is_aside,
    is_hidden,
    is_ignored,
    is_link,
    is_raised,
    is_struck,
    is_unread,
    item_number,
)
from generator.importers.readers.html_tables import is_data_table, table_boxes
from generator.importers.readers.html_words import Piece, with_colons
from generator.importers.readers.text_effects import mark_digits, resolve_raised

MAX_DEPTH = 250

_ROLES = {"h1": "title", "h2": "heading", "facts": "facts"}
"""Roles of paragraphs by element, and by the `data-part` attribute that our own pages have."""


@dataclass(frozen=True)
class PageLine:
    """A line of text as a page holds it, or a table (`boxes`); a line with neither is a marker of its role.

    `path` holds the ids of the elements around the line, outermost first. `letters` are its letters and digits,
    `linked` those of them that are in links; `links` is the number of these. `hidden` are the ids of hidden elements
    around it; `aside` is set in navigation, headers, footers and the like.
    """

    text: str = ""
    role: str = ""
    boxes: tuple[Box, ...] = ()
    path: tuple[int, ...] = ()
    letters: int = 0
    linked: int = 0
    links: int = 0
    hidden: tuple[int, ...] = ()
    aside: bool = False


class PageFlow:
    """Collects inline text up to the end of its block and adds each of its lines to `lines`.

    `exact` keeps the white space of our own exports. `nested` is the flow of a table's cell: nothing but shown text.
    """

    def __init__(self, *, exact: bool = False, nested: bool = False) -> None:
        self._exact, self._nested = exact, nested
        self._pieces: list[Piece] = []
        self._preformatted = self._raised = self._struck = self._aside = self._link = 0
        self._path: list[int] = []
        self._hidden: list[int] = []
        self._role = ""
        self._in_term = False
        self.lines: list[PageLine] = []

    def read(self, element: LexborNode) -> list[PageLine]:
        """Read everything in an element, and return the lines."""
        self._struck += is_struck(element)
        self._read_children(element)
        self._end_paragraph()
        return self.lines

    def _read_children(self, element: LexborNode) -> None:
        if len(self._path) > MAX_DEPTH:
            raise UnreadableError(
                "网页的层层嵌套深得不正常，没有读取；请在浏览器里打开后，把正文复制到 Word 另存再导入。"
            )
        for node in element.iter(include_text=True, skip_empty=False):
            tag = node.tag or ""
            if tag == "-text":
                text = mark_digits(node.text_content or "", raised=self._raised > 0, struck=self._struck > 0)
                self._add_piece(text.replace("\n", "\v") if self._preformatted else text)
            elif tag == "br":
                self._add_piece("\v")
            elif not self._is_left_out(node, tag):
                self._read_element(node, tag)

    def _is_left_out(self, node: LexborNode, tag: str) -> bool:
        """Return whether not to read an element; hidden blocks are read, as a script may show them."""
        if self._nested:
            return is_ignored(node)
        return is_unread(node) or (is_hidden(node) and tag not in BLOCKS)

    def _read_element(self, node: LexborNode, tag: str) -> None:
        raised, struck, aside, outer_link = is_raised(node), is_struck(node), is_aside(node), self._link
        hidden = [node.mem_id] if is_hidden(node) else []
        self._raised, self._struck, self._aside = self._raised + raised, self._struck + struck, self._aside + aside
        if not hidden:
            self._link = node.mem_id if is_link(node) else outer_link
        if tag in BLOCKS or aside:
            self._read_block(node, tag, hidden)
        else:
            self._path.append(node.mem_id)
            self._read_children(node)
            self._path.pop()
        self._raised, self._struck, self._aside = self._raised - raised, self._struck - struck, self._aside - aside
        self._link = outer_link

    def _read_block(self, node: LexborNode, tag: str, hidden: list[int]) -> None:
        if not self._continues_term(tag):
            self._end_paragraph()
        outer_role, self._role = self._role, self._enter_role(node, tag)
        self._path.append(node.mem_id)
        self._hidden += hidden
        if tag == "table" and not self._nested and (self._exact or is_data_table(node, text_of)):
            self._add_table(node)
        else:
            if tag == "li":
                self._add_piece(item_number(node))
            self._preformatted += tag == "pre"
            self._read_children(node)
            self._preformatted -= tag == "pre"
        self._in_term = tag == "dt" and not self._exact and not self._nested
        if not self._in_term:
            self._end_paragraph()
        del self._hidden[len(self._hidden) - len(hidden) :]
        self._path.pop()
        self._role = outer_role

    def _continues_term(self, tag: str) -> bool:
        """Return whether the block is the description of the term just read, to which a colon leads over."""
        continues = tag == "dd" and self._in_term
        if continues and not clean("".join(piece for piece, _ in self._pieces)).endswith(("：", ":")):
            self._add_piece("：")
        self._in_term = False
        return continues

    def _enter_role(self, node: LexborNode, tag: str) -> str:
        """Return the role of a block's text; mark the beginning of the closing text of our own pages."""
        if self._nested:
            return ""
        part = node.attributes.get("data-part") or ""
        if part == "closing":
            self.lines.append(PageLine(role=part, path=tuple(self._path)))
        is_bulleted = tag == "li" and node.parent is not None and node.parent.tag == "ul"
        return "item" if is_bulleted else _ROLES.get(part or tag, self._role)

    def _add_piece(self, text: str) -> None:
        self._pieces.append((text, self._link))

    def _end_paragraph(self) -> None:
        self._in_term = False
        if not (self._exact or self._nested):
            self._pieces = with_colons(self._pieces)
        lines = resolve_raised("".join(piece for piece, _ in self._pieces)).split("\v")
        links: list[list[tuple[int, int]]] = [[]]
        for piece, link in self._pieces:
            first, *others = (sum(map(str.isalnum, part)) for part in piece.split("\v"))
            links[-1].append((link, first))
            links += ([(link, letters)] for letters in others)
        self._pieces.clear()
        for line, counts in zip(lines, links, strict=True):
            if text := line.strip() if self._exact else clean(unwrap(line)):
                linked = [(link, letters) for link, letters in counts if link]
                self._add_line(
                    text,
                    letters=sum(letters for _, letters in counts),
                    linked=sum(letters for _, letters in linked),
                    links=len({link for link, letters in linked if letters}),
                )

    def _add_line(
        self, text: str, boxes: tuple[Box, ...] = (), *, letters: int = 0, linked: int = 0, links: int = 0
    ) -> None:
        path, hidden = tuple(self._path), tuple(self._hidden)
        self.lines.append(
            PageLine(text, self._role, boxes, path, letters, linked, links, hidden, aside=self._aside > 0)
        )

    def _add_table(self, table: LexborNode) -> None:
        for caption in table.css("caption"):
            if not is_ignored(caption) and (text := text_of(caption)):
                self._add_line(text)
        flow = PageFlow(nested=True)
        flow.read(table)
        sums = [sum(getattr(line, name) for line in flow.lines) for name in ("letters", "linked", "links")]
        boxes = tuple(table_boxes(table, partial(text_of, exact=self._exact)))
        text = " ".join(" ".join(box.text for box in boxes).split())
        self._add_line(text, boxes, letters=sums[0], linked=sums[1], links=sums[2])


def text_of(element: LexborNode, *, exact: bool = False) -> str:
    """Return the text that an element shows, a line for each block; `exact` keeps its white space."""
    return "\n".join(line.text for line in PageFlow(exact=exact, nested=True).read(element))
