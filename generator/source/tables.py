"""The rows of one official table in a source file to cells, in the order of the printed columns."""

from __future__ import annotations

import yaml

from generator.form import Block, Heading, Table
from generator.report import OPEN, Cell, Position
from generator.source.cells import read_cell
from generator.source.tree import Tree, is_blank

Rows = dict[str, tuple[Cell, ...]]


def read_table(tree: Tree, table: Table, node: yaml.Node | None, at: dict[str, Position]) -> Rows:
    """All rows of the table. A missing or ill-formed row is a fault and its cells are left open.

    `at` collects where each row's key stands. `node` is None where the section is missing altogether.
    """
    found: dict[str, yaml.Node] = {}
    if isinstance(node, yaml.MappingNode):
        _collect(tree, table, node, "", found, at)
        _note_missing(tree, table, node, found)
    elif node is not None:
        first = next(iter(table.rows))
        tree.fault(node, "value", f"“{table.section}”应逐行写出表中的数，例如“{first}: {_example(table, first)}”。")
    return {
        name: _row(tree, table.section, block, heading, found[name]) if name in found else _open(block)
        for name, (block, heading) in table.rows.items()
    }


def _collect(
    tree: Tree, table: Table, node: yaml.MappingNode, prefix: str, found: dict[str, yaml.Node], at: dict[str, Position]
) -> None:
    """The value node of each row, nested groups opened."""
    names = _keys_below(table, prefix)
    for key, key_node, value in tree.entries(node):
        name = f"{prefix}{key}"
        is_group = any(row.startswith(f"{name}.") for row in table.rows)
        if name in table.rows and not (is_group and isinstance(value, yaml.MappingNode)):
            found[name] = value
            at[f"{table.section}.{name}"] = tree.position(key_node)
        elif is_group and isinstance(value, yaml.MappingNode):
            _collect(tree, table, value, f"{name}.", found, at)
        elif is_group:
            parts = "、".join(_keys_below(table, f"{name}."))
            tree.fault(value, "value", f"“{key}”下面要分行写：{parts}。", f"{table.section}.{name}")
        elif name in _dotted(table):
            group, _, part = key.rpartition(".")
            tree.fault(key_node, "unknown", f"“{key}”请分两层写：先写“{group}:”，下一行缩进写“{part}: …”。")
        else:
            tree.unknown(key_node, names, f"“{(table.section + '.' + prefix).rstrip('.')}”里")


def _keys_below(table: Table, prefix: str) -> list[str]:
    """The keys that may stand at this level, in printed order."""
    return list(dict.fromkeys(row.removeprefix(prefix).split(".")[0] for row in table.rows if row.startswith(prefix)))


def _dotted(table: Table) -> set[str]:
    return {row for row in table.rows if "." in row}


def _note_missing(tree: Tree, table: Table, node: yaml.MappingNode, found: dict[str, yaml.Node]) -> None:
    for name, (_, heading) in table.rows.items():
        if name not in found:
            cell = f"{table.section}.{name}"
            place = "".join(f"“{part}”下的" for part in name.split(".")[:-1])
            message = f"缺少{place}“{name.split('.')[-1]}”（{heading.label}）这一行。请补上 {_example(table, name)}。"
            tree.fault(_key_of(tree, node, name), "missing", message, cell)


def _key_of(tree: Tree, node: yaml.MappingNode, name: str) -> yaml.Node:
    """Where the group that should hold the row begins, or the section's first row."""
    head, _, rest = name.partition(".")
    for key, value in node.value:
        if rest and getattr(key, "value", None) == head:
            return _key_of(tree, value, rest) if isinstance(value, yaml.MappingNode) and "." in rest else key
    return node


def _row(tree: Tree, section: str, block: Block, heading: Heading, node: yaml.Node) -> tuple[Cell, ...]:
    """The row's cells; a row of the wrong length is a fault that names the columns, and is left open."""
    name, columns = f"{section}.{heading.name}", block.column_leaves
    nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
    if isinstance(node, yaml.MappingNode) or len(nodes) != len(columns):
        labels = "、".join(column.label for column in columns)
        count = "写成了“键: 值”" if isinstance(node, yaml.MappingNode) else _miscount(nodes, columns)
        order = f"依次是：{labels}" if len(columns) > 1 else f"即{labels}"
        tree.fault(node, "length", f"{heading.label}：这一行应有 {len(columns)} 个数（{order}），{count}。", name)
        return _open(block)
    return tuple(_cell(tree, name, block, heading, column, each) for column, each in zip(columns, nodes, strict=True))


def _miscount(nodes: list[yaml.Node], columns: tuple[Heading, ...]) -> str:
    if len(nodes) < len(columns):
        return f"这里只有 {len(nodes)} 个，“{columns[len(nodes)].label}”起没有数"
    extra = getattr(nodes[len(columns)], "value", "")
    return f"这里有 {len(nodes)} 个，从“{extra}”起多出 {len(nodes) - len(columns)} 个"


def _cell(tree: Tree, row: str, block: Block, heading: Heading, column: Heading, node: yaml.Node) -> Cell:
    at, name = tree.position(node), f"{row}.{column.name}"
    if not isinstance(node, yaml.ScalarNode):
        tree.fault(node, "value", f"{heading.label}“{column.label}”应是一个数，这里是一组。", name)
        return Cell(OPEN, None, at)
    text = "" if is_blank(node) else node.value
    cell, fault = read_cell(text, block.unit_of(heading, column), at)
    if fault:
        tree.fault(node, "number", f"{heading.label}“{column.label}”：{fault}。", name)
    return cell


def _open(block: Block) -> tuple[Cell, ...]:
    return tuple(Cell(OPEN) for _ in block.column_leaves)


def _example(table: Table, row: str) -> str:
    width = len(table.rows[row][0].column_leaves)
    return "0" if width == 1 else f"[{', '.join('0' * width)}]"
