"""A source file as a tree of nodes, with its problems."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.model.problem import Check, Position, Problem, abridged
from generator.sources.declared import listed
from generator.sources.faults import DUPLICATE, EMPTY, INDENT, KEY, UNKNOWN
from generator.sources.reading.nodes import MapNode, Node, TextNode
from generator.sources.reading.text_file import read_text_file
from generator.sources.reading.yaml_errors import WIDE_INDENT_MESSAGE, WIDE_SPACES
from generator.sources.reading.yaml_parser import parse_yaml

Entries = dict[str, tuple[TextNode, Node]]
"""The key node and value node of each key."""


@dataclass
class Tree:
    """The nodes of a file, and the problems found while reading it. `root` is None if nothing could be read."""

    path: Path
    root: MapNode | None = None
    problems: list[Problem] = field(default_factory=list)

    def fault(self, where: Node | None, check: Check, message: str, cell: str | None = None) -> None:
        """Record a problem at a node or, for None, at the start of the file."""
        at = where.at if where else Position(self.path)
        self.problems.append(check.at(at, message, cell=cell))

    def problems_in_order(self) -> list[Problem]:
        """Return the problems by position, and no more than anybody reads."""
        return listed(sorted(self.problems, key=lambda problem: problem.at))

    def entries(
        self, node: MapNode, allowed: Mapping[str, str], where: str, handle: Callable[[TextNode], bool] | None = None
    ) -> Entries:
        """Return the entries whose keys are allowed; `allowed` maps each key to its meaning.

        An unknown key is a fault, and is read as the key that was probably intended, if any. `handle` is called for it
        first, and returns True if it has dealt with the key.
        """
        found: Entries = {}
        unknown: list[tuple[TextNode, Node]] = []
        for key, value in self._unique_entries(node):
            if key.value in allowed:
                found[key.value] = key, value
            elif not (handle and handle(key)):
                unknown.append((key, value))
        for key, value in unknown:
            if intended := self._report_unknown(key, allowed, where):
                found.setdefault(intended, (key, value))
        return found

    def _unique_entries(self, node: MapNode) -> Iterator[tuple[TextNode, Node]]:
        """Yield the entries whose keys are texts, each key once; other keys and repeated ones are faults."""
        keys: dict[str, Node] = {}
        for key, value in node.entries:
            if not isinstance(key, TextNode):
                self.fault(key, KEY, "冒号前面应是一个英文词，例如“title: 标题”，这里不是。")
            elif key.value in keys:
                first = keys[key.value].at.line
                self.fault(key, DUPLICATE, f"“{abridged(key.value)}”写了两次，第一次在第 {first} 行。请删去其中一个。")
            else:
                keys[key.value] = key
                yield key, value

    def _report_unknown(self, key: TextNode, allowed: Mapping[str, str], where: str) -> str | None:
        """Report an unknown key, and return the key that was probably intended."""
        intended = closest(key.value, allowed)
        if key.value.startswith(tuple(WIDE_SPACES)):
            self.fault(key, INDENT, WIDE_INDENT_MESSAGE)
            return intended
        listed = "、".join(f"{each}（{label}）" for each, label in allowed.items())
        advice = f"是不是想写“{intended}”？" if intended else f"这里可以写：{listed}。"
        self.fault(key, UNKNOWN, f"{where}没有“{abridged(key.value)}”这一项。{advice}")
        return intended


def closest(key: str, allowed: Mapping[str, str]) -> str | None:
    """Return the allowed key that was probably intended: similar in spelling, or by its label."""
    if matches := difflib.get_close_matches(key.strip().lower().replace("-", "_"), allowed, 1, 0.6):
        return matches[0]
    if named := next((each for each, label in allowed.items() if len(key) > 1 and key in label), None):
        return named
    by_label = {label: each for each, label in allowed.items() if label}
    return next((by_label[label] for label in difflib.get_close_matches(key, by_label, 1, 0.5)), None)


def read_tree(path: Path) -> Tree:
    """Return the file's tree, with the problems that keep it from being read."""
    text, problems = read_text_file(path)
    tree = Tree(path, None, problems)
    if text is None:
        return tree
    root, yaml_problems = parse_yaml(path, text)
    problems += yaml_problems
    if isinstance(root, MapNode):
        tree.root = root
    elif root is not None:
        advice = "每一项写成“键: 值”，例如“title: 标题”，冒号要用半角，后面空一格"
        tree.fault(root, KEY, f"文件的内容要逐项填写：{advice}。请照已有的文件填写。")
    elif not problems:
        tree.fault(None, EMPTY, "文件是空的。请照已有的文件填写，或者删去这个文件。")
    return tree
