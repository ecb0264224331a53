"""The nodes of a YAML file, limited to what authors may use: texts, lists and mappings, each with its position."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.problem import Position


@dataclass(slots=True)
class TextNode:
    """A scalar as typed. `style` is `|`, `>`, a quotation mark, or empty; `lines` is the number of lines it spans.

    `body` is the position of its first character, after `|` or the quotation mark, if the value is exactly as typed.
    """

    at: Position
    value: str
    style: str = ""
    lines: int = 1
    body: Position | None = None


@dataclass(slots=True)
class ListNode:
    """A sequence."""

    at: Position
    items: list[Node]


@dataclass(slots=True)
class MapNode:
    """A mapping with unchecked keys, which may repeat and be nodes of any kind."""

    at: Position
    entries: list[tuple[Node, Node]]


Node = TextNode | ListNode | MapNode


_NULLS = frozenset({"~", "null", "Null", "NULL"})


def is_blank(node: Node) -> bool:
    """Return whether the value is blank: nothing, unquoted `~` or `null`, or an empty string."""
    if not isinstance(node, TextNode):
        return False
    return node.value == "" or (node.value in _NULLS and not node.style)
