"""A source file as a tree of nodes, with what is wrong with its keys."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.model.problem import Position, Problem, abridged
from generator.sources.reading.nodes import MapNode, Node, TextNode
from generator.sources.reading.text_file import read_text_file, source_problem
from generator.sources.reading.yaml_errors import WIDE_BLANKS, WIDE_INDENT
from generator.sources.reading.yaml_parser import parse_yaml

Entries = dict[str, tuple[TextNode, Node]]
"""Key node and value node by key."""


@dataclass
class Tree:
    """A file's nodes and the problems met in reading it. `root` is None where nothing could be read."""

    path: Path
    root: MapNode | None = None
    problems: list[Problem] = field(default_factory=list)

    def fault(self, where: Node | None, check: str, message: str, cell: str | None = None) -> None:
        """Note an error at a node, or (None) the start of the file."""
        at = where.at if where else Position(self.path)
        self.problems.append(source_problem(at, check, message, cell))

    def warn(self, where: Node, check: str, message: str) -> None:
        """Note something at a node that may be meant as it stands."""
        self.problems.append(replace(source_problem(where.at, check, message), level="warning"))

    def entries(
        self, node: MapNode, allowed: Mapping[str, str], where: str, stray: Callable[[TextNode], bool] | None = None
    ) -> Entries:
        """The entries whose keys are allowed; each key is given with what it stands for.

        An unknown key is a fault, and is then read as the key it was probably meant to be. `stray` may see to such
        keys first.
        """
        found: Entries = {}
        unknown: list[tuple[TextNode, Node]] = []
        for key, value in self._once_each(node):
            if key.value in allowed:
                found[key.value] = key, value
            elif not (stray and stray(key)):
                unknown.append((key, value))
        for key, value in unknown:
            if meant := self._unknown(key, allowed, where):
                found.setdefault(meant, (key, value))
        return found

    def _once_each(self, node: MapNode) -> Iterator[tuple[TextNode, Node]]:
        seen: dict[str, Node] = {}
        for key, value in node.entries:
            if not isinstance(key, TextNode):
                self.fault(key, "key", "冒号前面应是一个英文词，例如“title: 标题”，这里不是。")
            elif key.value in seen:
                first = seen[key.value].at.line
                self.fault(
                    key, "duplicate", f"“{abridged(key.value)}”写了两次，第一次在第 {first} 行。请删去其中一个。"
                )
            else:
                seen[key.value] = key
                yield key, value

    def _unknown(self, key: TextNode, allowed: Mapping[str, str], where: str) -> str | None:
        meant = _nearest(key.value, allowed)
        if key.value.startswith(tuple(WIDE_BLANKS)):
            self.fault(key, "indent", WIDE_INDENT)
            return meant
        listed = "、".join(f"{each}（{label}）" for each, label in allowed.items())
        advice = f"是不是想写“{meant}”？" if meant else f"这里可以写：{listed}。"
        self.fault(key, "unknown", f"{where}没有“{abridged(key.value)}”这一项。{advice}")
        return meant


def _nearest(key: str, allowed: Mapping[str, str]) -> str | None:
    """The allowed key that was probably meant: spelt nearly so, or the one whose label was written instead."""
    if near := difflib.get_close_matches(key.strip().lower().replace("-", "_"), allowed, 1, 0.6):
        return near[0]
    return next((each for each, label in allowed.items() if len(key) > 1 and key in label), None)


def read_tree(path: Path) -> Tree:
    """The file's tree, with every fault that keeps it from being read as one."""
    text, problems = read_text_file(path)
    tree = Tree(path, None, problems)
    if text is None:
        return tree
    root, found = parse_yaml(path, text)
    problems += found
    if isinstance(root, MapNode):
        tree.root = root
    elif root is not None:
        right = "每一项写成“键: 值”，例如“title: 标题”，冒号要用半角，后面空一格"
        tree.fault(root, "key", f"文件的内容要逐项填写：{right}。请照已有的文件填写。")
    elif not problems:
        tree.fault(None, "empty", "文件是空的。请照已有的文件填写，或者删去这个文件。")
    return tree
