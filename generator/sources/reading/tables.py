"""Read the rows of an official table as cells, in the order of the printed columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from generator.model.problem import Position, abridged
from generator.model.report import OPEN, Cell
from generator.model.table import Block, Heading, Table
from generator.sources.faults import LENGTH, MISSING, NUMBER, UNKNOWN, VALUE
from generator.sources.reading.cells import read_cell, read_count
from generator.sources.reading.nodes import ListNode, MapNode, Node, TextNode, is_blank
from generator.sources.reading.tree import Tree

Rows = dict[str, tuple[Cell, ...]]

ZERO_ROW = "0"
"""A row of several columns that are all zero may be written as this one value."""


def read_table(
    tree: Tree,
    table: Table,
    entry: tuple[Node, Node] | None,
    at: dict[str, Position],
    cells_at: dict[str, tuple[Position | None, ...]],
    variants: Mapping[str, str],
) -> Rows:
    """Return all rows of the table. A missing or ill-formed row is a fault, and its cells are left open.

    `entry` is the section's key and value, None if missing. The positions of row keys are added to `at`, those of cells
    to `cells_at`. `variants` maps rows of other forms to the form that the report may name instead.
    """
    reader = _TableReader(tree, table, at, cells_at, variants)
    if entry:
        reader.read_entries(table.lines, table.section, *entry)
    return {
        name: reader.read_row(block, heading, reader.found[name]) if name in reader.found else _open(block)
        for name, (block, heading) in table.rows.items()
    }


@dataclass
class _TableReader:
    """Reader of one table; `found` holds the value node of each row found so far."""

    tree: Tree
    table: Table
    at: dict[str, Position]
    cells_at: dict[str, tuple[Position | None, ...]]
    variants: Mapping[str, str]
    found: dict[str, Node] = field(default_factory=dict)

    def read_entries(self, lines: Sequence[Heading], name: str, key: Node, node: Node) -> None:
        """Read the entries of the section or of one group of rows; `key` is the node to report missing rows at."""
        labels = {line.key: line.label for line in lines}
        if not isinstance(node, MapNode):
            listed = "、".join(f"{each}（{label}）" for each, label in labels.items())
            message = f"“{name.rpartition('.')[2]}”下面要分行写：{listed}。{self._variant_advice(name, node)}"
            self.tree.fault(node, VALUE, message, name)
            return
        found = self.tree.entries(node, labels, f"“{name}”里", self._report_misplaced)
        for line in lines:
            if line.key not in found:
                self._report_missing(key, line)
                continue
            key_node, value = found[line.key]
            self.at[f"{self.table.section}.{line.name}"] = key_node.at
            if line.parts:
                below = [each for part in line.parts for each in part.lines]
                self.read_entries(below, f"{self.table.section}.{line.name}", key_node, value)
            else:
                self.found[line.name] = value

    def _variant_advice(self, name: str, node: Node) -> str:
        """Return advice to name the form in which this group is a single row; empty without such a form or row."""
        form, group = self.variants.get(name.partition(".")[2]), isinstance(node, MapNode) or is_blank(node)
        return f'原件这一项只有一行的，在开头写明 form: "{form}"。' if form and not group else ""

    def _report_misplaced(self, key: TextNode) -> bool:
        """Report the key of a row in the wrong group; return False if no row has such a key."""
        home = next((row for row in self.table.rows if row == key.value or row.endswith(f".{key.value}")), None)
        if home is None:
            return False
        if "." in key.value:
            group, _, part = key.value.rpartition(".")
            advice = f"请分两层写：先写“{group}:”，下一行多缩进两格写“{part}: …”"
            self.tree.fault(key, UNKNOWN, f"“{key.value}”不能连着写。{advice}。")
        else:
            group = home.rpartition(".")[0] or self.table.section
            self.tree.fault(key, UNKNOWN, f"“{key.value}”不属于这里，请写在“{group}:”下面，比它多缩进两格。")
        return True

    def _report_missing(self, key: Node, line: Heading) -> None:
        """Report a missing row or group of rows."""
        below = "、".join(each.key for part in line.parts for each in part.lines)
        if below:
            advice = f"请补上“{line.key}:”，下面分行写：{below}"
        else:
            advice = f"请补上“{line.key}: {_placeholders(self.table.rows[line.name][0].column_leaves)}”这一行"
        message = f"缺少“{line.key}”（{line.label}）。{advice}。"
        self.tree.fault(key, MISSING, message, f"{self.table.section}.{line.name}")

    def read_row(self, block: Block, heading: Heading, node: Node) -> tuple[Cell, ...]:
        """Return the row's cells, left open if its length is wrong, which is a fault that names the columns."""
        name, columns = f"{self.table.section}.{heading.name}", block.column_leaves
        if isinstance(node, ListNode) and len(node.items) == len(columns):
            nodes = node.items
        elif isinstance(node, TextNode) and (len(columns) == 1 or node.value == ZERO_ROW):
            nodes = [node] * len(columns)
        else:
            where, complaint = _length_fault(node, columns)
            order = f"{len(columns)} 个数，依次是：" if len(columns) > 1 else "1 个数："
            labels = "、".join(column.label for column in columns)
            self.tree.fault(where, LENGTH, f"{heading.label}：这一行应有 {order}{labels}。{complaint}。", name)
            return _open(block)
        cells = [
            (read_count(each.value) if type(each) is TextNode else None)
            or self._read_cell(block, heading, column, each)
            for column, each in zip(columns, nodes, strict=True)
        ]
        self.cells_at[name] = tuple(each.at if cell else None for cell, each in zip(cells, nodes, strict=True))
        return tuple(cell or Cell(OPEN) for cell in cells)

    def _read_cell(self, block: Block, row: Heading, column: Heading, node: Node) -> Cell | None:
        """Return a cell that is not a plain count; None if it cannot be read."""
        name = f"{self.table.section}.{row.name}.{column.name}"
        if not isinstance(node, TextNode):
            message = f"{row.label}：{column.label}应是一个数，这里是一组。请去掉里面的括号。"
            self.tree.fault(node, VALUE, message, name)
            return None
        cell, fault = read_cell("" if is_blank(node) else node.value, block.unit_of(row, column))
        if fault:
            self.tree.fault(node, NUMBER, f"{row.label}：{column.label}的{fault}。", name)
            return None
        return cell


def _length_fault(node: Node, columns: tuple[Heading, ...]) -> tuple[Node, str]:
    """Return the node at which a row's numbers go wrong, and the message that says how."""
    if isinstance(node, MapNode):
        return node, f"这里写成了“键: 值”，{_expected('', columns)}"
    if is_blank(node):
        return node, f"这里是空的，{_expected('', columns)}，原件空白的格子填 null"
    if isinstance(node, TextNode):
        return node, f"这里写的是“{abridged(node.value)}”，{_expected(node.value, columns)}"
    if wide := next((each for each in node.items if re.search("[，、；]", _typed(each))), None):
        return wide, f"“{abridged(_typed(wide))}”里的逗号要改成半角，{_expected(_typed(wide), columns)}"
    count = len(node.items)
    if [_typed(each) for each in node.items] == [ZERO_ROW]:
        return node, f"这里只有 1 个，{_expected('', columns)}，不加方括号"
    if count < len(columns):
        return node, f"这里只有 {count} 个，从“{columns[count].label}”起没有数。空白的格子也要写上 null"
    thousands = any(re.fullmatch("[0-9]{3}", _typed(each)) for each in node.items[1:])
    advice = "，数里不要写千分位逗号" if thousands else ""
    extra = count - len(columns)
    return node.items[len(columns)], f"这里有 {count} 个，从这里起多出 {extra} 个，请删去{advice}"


def _typed(node: Node) -> str:
    return node.value if isinstance(node, TextNode) else ""


def _expected(text: str, columns: tuple[Heading, ...]) -> str:
    """Return how the row should be written, using the numbers in the text if there is one for each column."""
    if len(columns) == 1:
        return "请只写一个数"
    numbers = re.findall(r"-?[0-9]+(?:\.[0-9]+)?", unicodedata.normalize("NFKC", text))
    if len(numbers) == len(columns):
        return f"请写成 [{', '.join(numbers)}] 这样"
    return f"请写成 {_placeholders(columns)} 这样，整行都是 0 的可以只写 0"


def _placeholders(columns: tuple[Heading, ...]) -> str:
    return "数" if len(columns) == 1 else f"[{', '.join('数' for _ in columns)}]"


def _open(block: Block) -> tuple[Cell, ...]:
    return tuple(Cell(OPEN) for _ in block.column_leaves)
