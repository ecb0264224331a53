"""Read the values of keys other than data cells: lines, paragraphs, links, dates, years, flags, lists, mappings."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from generator.markup.visible import shows_something
from generator.model.problem import abridged
from generator.sources.faults import BLANK, FOLDED, MISSING, VALUE
from generator.sources.reading.nodes import ListNode, MapNode, Node, TextNode, is_blank
from generator.sources.reading.tree import Tree

T = TypeVar("T")
Reader = Callable[[Tree, Node, str], T | None]

MAX_LINE_CHARS = 2000
"""Maximum length of one line of text, in characters: messages and pages repeat names and titles."""


def is_left_out(tree: Tree, node: Node, name: str) -> bool:
    """Return whether the value is left blank; a fault if it is given but shows nothing.

    Every value but those of data cells is asked this before it is read.
    """
    if is_blank(node):
        return True
    if not isinstance(node, TextNode) or shows_something(node.value):
        return False
    advice = "请写上内容；确实没有的，冒号后面什么都不写"
    tree.fault(node, BLANK, f"“{name}”里只有空格或看不见的字符，等于没有写。{advice}。")
    return True


def read_line(tree: Tree, node: Node, name: str) -> str | None:
    """Return one line of text; None if blank or overlong."""
    if is_left_out(tree, node, name):
        return None
    if not isinstance(node, TextNode):
        tree.fault(node, VALUE, f"“{name}”应是一行文字，这里是列表或几项“键: 值”。请写成“{name}: 文字”。")
        return None
    text = tidy(node.value)
    if len(text) > MAX_LINE_CHARS:
        length = f"有 {len(text)} 个字符，超过上限 {MAX_LINE_CHARS} 个"
        tree.fault(node, VALUE, f"“{name}”{length}。这里是一行短的文字，请检查是否混入了别的内容。")
        return None
    if "\n" in text:
        tree.fault(node, VALUE, f"“{name}”应是一行文字，这里有换行。请写在一行里。")
    return text.replace("\n", " ")


def read_text(tree: Tree, node: Node, name: str) -> str | None:
    """Return paragraphs, one per line, tidied; None if blank."""
    if is_left_out(tree, node, name):
        return None
    advice = f"请写成“{name}: |”，另起一行缩进写正文"
    if not isinstance(node, TextNode):
        tree.fault(node, VALUE, f"“{name}”应是一段文字，这里是列表或几项“键: 值”。{advice}。")
        return None
    if node.style in ("", ">") and node.lines > 1:
        tree.fault(node, FOLDED, f"“{name}”的几行文字会连成一段公开。要分段的，{advice}，每段一行。")
    return tidy(node.value)


def read_link(tree: Tree, node: Node, name: str) -> str | None:
    """Return a web address; only http and https are accepted, because pages link to it."""
    text = read_line(tree, node, name)
    if text is not None and not re.fullmatch(r"https?://[^\s\"'<>]+", text):
        tree.fault(
            node,
            VALUE,
            f"“{name}”的“{abridged(text)}”不是网址，应以 https:// 或 http:// 开头，例如 https://www.example.gov.cn/1.html。",
        )
    return text


def tidy(text: str) -> str:
    """Return the text without blank space at line ends and without blank lines at its start and end."""
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")


def read_year(tree: Tree, node: Node, name: str) -> int | None:
    """Return a year of four digits."""
    text = read_line(tree, node, name)
    if text is None:
        return None
    if not re.fullmatch(r"(19|20)[0-9]{2}", text):
        tree.fault(node, VALUE, f"“{name}”的“{abridged(text)}”不是年份，请写成 2024 这样的四位数。")
        return None
    return int(text)


def read_flag(tree: Tree, node: Node, name: str) -> bool:
    """Return a Boolean written as `true` or `false`; blank is False."""
    text = read_line(tree, node, name)
    if text not in (None, "true", "false"):
        tree.fault(node, VALUE, f"“{name}”只能写 true（是）或 false（否），这里是“{abridged(text or '')}”。")
    return text == "true"


def read_list(tree: Tree, node: Node, name: str, item: Reader[T], example: str = "[甲, 乙]") -> tuple[T, ...]:
    """Return a list of values of one kind; blank is an empty list, but a blank entry is a fault."""
    if is_left_out(tree, node, name):
        return ()
    if not isinstance(node, ListNode):
        tree.fault(node, VALUE, f"“{name}”应是一个列表，例如“{example}”。")
        return ()
    values = (_read_entry(tree, each, name, item) for each in node.items)
    return tuple(value for value in values if value is not None)


def _read_entry(tree: Tree, node: Node, name: str, item: Reader[T]) -> T | None:
    if is_blank(node):
        tree.fault(node, BLANK, f"“{name}”的列表里有一项是空的。请写上内容，或者删去这一项。")
        return None
    return item(tree, node, name)


@dataclass
class Fields:
    """The value nodes of a mapping by key, and a method to read each."""

    tree: Tree
    nodes: dict[str, Node]

    def read(self, key: str, reader: Callable[[Tree, Node, str], Any], default: Any = None) -> Any:
        """Return the key's value as read by `reader`, or the default if the key is absent."""
        return reader(self.tree, self.nodes[key], key) if key in self.nodes else default


def read_fields(
    tree: Tree, node: Node, name: str, allowed: Mapping[str, str], required: Collection[str] = ()
) -> Fields:
    """Return the fields of a mapping; unknown keys and missing required ones are faults."""
    if is_left_out(tree, node, name) and not is_blank(node):
        return Fields(tree, {})
    if not isinstance(node, MapNode) and not is_blank(node):
        listed = "、".join(f"{key}（{label}）" for key, label in allowed.items())
        tree.fault(node, VALUE, f"“{name}”应写成几项“键: 值”，键可以是：{listed}。")
        return Fields(tree, {})
    entries = tree.entries(node, allowed, f"“{name}”里") if isinstance(node, MapNode) else {}
    found = {key: value for key, (_, value) in entries.items()}
    for key in required:
        if key not in found or is_blank(found[key]):
            tree.fault(found.get(key, node), MISSING, f"“{name}”里缺少“{key}”（{allowed[key]}）。请补上“{key}: …”。")
    return Fields(tree, found)
