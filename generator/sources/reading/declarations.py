"""Read what an author declares about a report: accepted faults, corrections, and its withdrawal."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from generator.markup.visible import shows_something
from generator.model import keys
from generator.model.form import Form
from generator.model.keys import correctable
from generator.model.problem import Position, abridged
from generator.model.report import Accept, Correction, Withdrawal
from generator.sources.faults import CELL, VALUE
from generator.sources.reading.dates import read_date
from generator.sources.reading.fields import is_left_out, read_fields, read_line, read_list
from generator.sources.reading.nodes import ListNode, MapNode, Node, TextNode, is_blank
from generator.sources.reading.tree import Tree

_SIDE = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?")


def read_accepts(tree: Tree, node: Node, name: str, form: Form) -> tuple[Accept, ...]:
    """Return the entries of `accepts`: a check, optionally a cell and the sides of an equation, and the reason."""

    def read_accept(tree: Tree, node: Node, name: str) -> Accept | None:
        fields = read_fields(tree, node, name, keys.ACCEPT, ("check", "reason"))
        check, cell, reason = (fields.read(key, read_line) for key in ("check", "cell", "reason"))
        if cell and cell not in form.places:
            tree.fault(fields.nodes["cell"], CELL, _no_such_cell(form, cell))
            return None
        return Accept(check, cell, reason, fields.read("sides", _sides), node.at) if check and reason else None

    return read_list(tree, node, name, read_accept, _example(keys.ACCEPT))


def _sides(tree: Tree, node: Node, name: str) -> tuple[Decimal, Decimal] | None:
    """Return the numbers on the two sides of an equation."""
    items = node.items if isinstance(node, ListNode) else []
    texts = [item.value for item in items if isinstance(item, TextNode)]
    if len(texts) == 2 and all(_SIDE.fullmatch(text) for text in texts):
        return Decimal(texts[0]), Decimal(texts[1])
    tree.fault(node, VALUE, f"“{name}”应写成 [左边的数, 右边的数]，例如 [0, 1]，照提示里“≠”两边的数填写。")
    return None


def read_corrections(tree: Tree, node: Node, name: str, form: Form) -> tuple[Correction, ...]:
    """Return the entries of `corrections`: date, reason, changed cells and changed texts."""
    texts = correctable(form)

    def read_changes(tree: Tree, node: Node, name: str) -> dict[str, tuple[str, str]]:
        return _changes(tree, node, form)

    def read_positions(tree: Tree, node: Node, name: str) -> dict[str, Position]:
        entries = node.entries if isinstance(node, MapNode) else []
        return {key.value: key.at for key, _ in entries if isinstance(key, TextNode)}

    def read_text_names(tree: Tree, node: Node, name: str) -> tuple[str, ...]:
        return read_list(tree, node, name, read_text_name, f"[{next(iter(texts))}]")

    def read_text_name(tree: Tree, node: Node, name: str) -> str | None:
        text = read_line(tree, node, name)
        if text and text not in texts:
            listed = "、".join(f"{key}（{label}）" for key, label in texts.items())
            tree.fault(node, VALUE, f"“{name}”里没有“{abridged(text)}”这一部分，可以写：{listed}。")
        return text

    def read_correction(tree: Tree, node: Node, name: str) -> Correction | None:
        fields = read_fields(tree, node, name, keys.CORRECTION, ("date", "reason"))
        day, reason = fields.read("date", read_date), fields.read("reason", read_line)
        changes = fields.read("changes", read_changes, {})
        text = fields.read("text", read_text_names, ())
        at = fields.read("changes", read_positions, {})
        return Correction(day, reason, changes, text, at) if day and reason else None

    return read_list(tree, node, name, read_correction, _example(keys.CORRECTION))


def _example(entries: Mapping[str, str]) -> str:
    return f"- {{{', '.join(f'{key}: {label}' for key, label in entries.items())}}}"


def _changes(tree: Tree, node: Node, form: Form) -> dict[str, tuple[str, str]]:
    """Return the changed cells, each with its old and new printed text."""
    if not isinstance(node, MapNode):
        if not is_blank(node):
            tree.fault(node, VALUE, f"“changes”应写成“单元格: [原数, 现数]”，例如 {list(form.cells)[-1]}: [13, 15]。")
        return {}

    def report_unknown_cell(key: TextNode) -> bool:
        tree.fault(key, CELL, _no_such_cell(form, key.value))
        return True

    changes: dict[str, tuple[str, str]] = {}
    for key, (_, value) in tree.entries(node, dict.fromkeys(form.cells, ""), "表中", report_unknown_cell).items():
        pair = value.items if isinstance(value, ListNode) else []
        if len(pair) == 2:
            was, now = (_printed(tree, each, key) for each in pair)
            changes[key] = was, now
        else:
            tree.fault(value, VALUE, f"“{key}”应写成 [原数, 现数]，例如 [13, 15]。")
    return changes


def _printed(tree: Tree, node: Node, name: str) -> str:
    """Return the printed text of a cell, which may be blank."""
    is_blank_cell = isinstance(node, TextNode) and not shows_something(node.value)
    return "" if is_blank_cell else read_line(tree, node, name) or ""


def read_withdrawal(tree: Tree, node: Node, name: str) -> Withdrawal | None:
    """Return the date and reason of a withdrawal; None if left blank."""
    if is_left_out(tree, node, name):
        return None
    fields = read_fields(tree, node, name, keys.WITHDRAWAL, ("date", "reason"))
    day, reason = fields.read("date", read_date), fields.read("reason", read_line)
    return Withdrawal(day, reason) if day and reason else None


def _no_such_cell(form: Form, name: str) -> str:
    return f"这份表里没有“{abridged(name)}”这个单元格。请写成“部分.行.列”，例如 {list(form.cells)[-1]}。"
