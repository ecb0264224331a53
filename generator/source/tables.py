"""The rows of one official table in a source file to cells, in the order of the printed columns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from generator.form import Block, Heading, Table
from generator.report import OPEN, Cell, Position
from generator.source.cells import read_cell
from generator.source.nodes import ListNode, MapNode, Node, TextNode, is_blank
from generator.source.tree import Tree, nearest

Rows = dict[str, tuple[Cell, ...]]


def read_table(tree: Tree, table: Table, entry: tuple[Node, Node] | None, at: dict[str, Position]) -> Rows:
    """All rows of the table. A missing or ill-formed row is a fault and its cells are left open.

    `entry` is the section's key and value, None where it is missing; `at` collects where each row's key stands.
    """
    reading = _Reading(tree, table, at)
    if entry:
        reading.entries(table.lines, table.section, *entry)
    return {
        name: reading.row(block, heading, reading.found[name]) if name in reading.found else _open(block)
        for name, (block, heading) in table.rows.items()
    }


@dataclass
class _Reading:
    """One table being read: the value node of each row found so far."""

    tree: Tree
    table: Table
    at: dict[str, Position]
    found: dict[str, Node] = field(default_factory=dict)

    def entries(self, lines: Sequence[Heading], name: str, key: Node, node: Node) -> None:
        """The entries of the section or of one group of rows; `key` is where faults of the whole are told."""
        allowed = {line.key: line for line in lines}
        if not isinstance(node, MapNode):
            listed = "、".join(f"{line.key}（{line.label}）" for line in lines)
            self.tree.fault(node, "value", f"“{name.rpartition('.')[2]}”下面要分行写：{listed}。", name)
            return
        values: dict[str, tuple[TextNode, Node]] = {}
        for text, key_node, value in self.tree.entries(node):
            if text in allowed:
                values[text] = key_node, value
            else:
                self.unknown(key_node, allowed, name)
        for line in lines:
            if line.key not in values:
                self.missing(key, line)
                continue
            key_node, value = values[line.key]
            self.at[f"{self.table.section}.{line.name}"] = key_node.at
            if line.parts:
                below = [each for part in line.parts for each in part.lines]
                self.entries(below, f"{self.table.section}.{line.name}", key_node, value)
            else:
                self.found[line.name] = value

    def unknown(self, key: TextNode, allowed: Mapping[str, Heading], where: str) -> None:
        """Note a key that has no meaning here; one that has elsewhere in the table is told where it belongs."""
        labels = {name: line.label for name, line in allowed.items()}
        home = next((row for row in self.table.rows if row == key.value or row.endswith(f".{key.value}")), None)
        if home is None or nearest(key.value, labels):
            self.tree.unknown(key, labels, f"“{where}”里")
        elif "." in key.value:
            group, _, part = key.value.rpartition(".")
            self.tree.fault(key, "unknown", f"“{key.value}”请分两层写：先写“{group}:”，下一行缩进两格写“{part}: …”。")
        else:
            group = home.rpartition(".")[0] or self.table.section
            self.tree.fault(key, "unknown", f"“{key.value}”不属于这里，请写在“{group}:”下面，比它多缩进两格。")

    def missing(self, key: Node, line: Heading) -> None:
        """Note a row or a whole group of rows that is not there."""
        below = "、".join(each.key for part in line.parts for each in part.lines)
        advice = f"请补上“{line.key}:”，下面分行写：{below}" if below else f"请补上这一行，例如“{self.example(line)}”"
        message = f"缺少“{line.key}”（{line.label}）。{advice}。"
        self.tree.fault(key, "missing", message, f"{self.table.section}.{line.name}")

    def example(self, row: Heading) -> str:
        """The row as it may be written."""
        columns = self.table.rows[row.name][0].column_leaves
        return f"{row.key}: {_numbers(columns)}"

    def row(self, block: Block, heading: Heading, node: Node) -> tuple[Cell, ...]:
        """The row's cells; a row of the wrong length is a fault that names the columns, and is left open."""
        name, columns = f"{self.table.section}.{heading.name}", block.column_leaves
        if isinstance(node, ListNode) and len(node.items) == len(columns):
            nodes = node.items
        elif isinstance(node, TextNode) and len(columns) == 1:
            nodes = [node]
        else:
            where, wrong = _miscount(node, columns)
            order = f"{len(columns)} 个数，依次是：" if len(columns) > 1 else "1 个数："
            labels = "、".join(column.label for column in columns)
            self.tree.fault(where, "length", f"{heading.label}：这一行应有 {order}{labels}。{wrong}。", name)
            return _open(block)
        pairs = zip(columns, nodes, strict=True)
        return tuple(self.cell(f"{name}.{column.name}", block, heading, column, each) for column, each in pairs)

    def cell(self, name: str, block: Block, row: Heading, column: Heading, node: Node) -> Cell:
        at = node.at
        if not isinstance(node, TextNode):
            self.tree.fault(node, "value", f"{row.label}：{column.label}应是一个数，这里是一组。", name)
            return Cell(OPEN)
        cell, fault = read_cell("" if is_blank(node) else node.value, block.unit_of(row, column), at)
        if fault:
            self.tree.fault(node, "number", f"{row.label}：{column.label}的{fault}。", name)
            return Cell(OPEN)
        return cell


def _miscount(node: Node, columns: tuple[Heading, ...]) -> tuple[Node, str]:
    """Where a row's numbers go wrong, and how."""
    right = f"请写成 {_numbers(columns)} 这样"
    if isinstance(node, MapNode):
        return node, f"这里写成了“键: 值”，{right}"
    if is_blank(node):
        return node, f"这里是空的，{right}；原件空白的格子填 null"
    if isinstance(node, TextNode):
        return node, f"这里写的是“{node.value}”，{right}"
    nodes = node.items
    if wide := next((each for each in nodes if re.search("[，、；]", _typed(each))), None):
        return wide, f"这里的“，”“、”要改成半角逗号，{right}"
    if len(nodes) < len(columns):
        return node, f"这里只有 {len(nodes)} 个，从“{columns[len(nodes)].label}”起没有数。空白的格子也要写上 null"
    extra = len(nodes) - len(columns)
    thousands = any(len(_typed(each)) == 3 and _typed(each).isdecimal() for each in nodes[1:])
    advice = "多出来的请删去；数里不要写千分位逗号" if thousands else "多出来的请删去"
    return nodes[len(columns)], f"这里有 {len(nodes)} 个，从这里起多出 {extra} 个，{advice}"


def _typed(node: Node) -> str:
    return node.value if isinstance(node, TextNode) else ""


def _numbers(columns: tuple[Heading, ...]) -> str:
    return "0" if len(columns) == 1 else f"[{', '.join('0' for _ in columns)}]"


def _open(block: Block) -> tuple[Cell, ...]:
    return tuple(Cell(OPEN) for _ in block.column_leaves)
