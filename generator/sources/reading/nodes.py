"""What a YAML file is made of, as far as authors may use it: texts, lists and entries, each with its place."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.problem import Position


@dataclass(slots=True)
class TextNode:
    """A scalar as typed. `style` is `|`, `>`, a quotation mark, or empty; `lines` is how many it spans.

    `body` is where its first letter stands (below the `|` of a block of text, or within the quotation marks), where it
    is kept as typed.
    """

    at: Position
    value: str
    style: str = ""
    lines: int = 1
    body: Position | None = None


@dataclass(slots=True)
class ListNode:
    """Items in a row."""

    at: Position
    items: list[Node]


@dataclass(slots=True)
class MapNode:
    """Entries of key and value; keys may be equal, and may be anything."""

    at: Position
    entries: list[tuple[Node, Node]]


Node = TextNode | ListNode | MapNode


_NOTHING = frozenset({"~", "null", "Null", "NULL"})


def is_blank(node: Node) -> bool:
    """Whether the value is left empty: nothing, `~` or `null` (unquoted), or an empty string."""
    if not isinstance(node, TextNode):
        return False
    return node.value == "" or (node.value in _NOTHING and not node.style)
