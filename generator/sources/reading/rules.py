"""Load the local rules of a reports folder from its `rules.yml`."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import partial
from pathlib import Path

from generator.model import keys
from generator.model.agency import AGENCY_KINDS
from generator.model.form import Forms
from generator.model.local_rule import LocalRule
from generator.model.problem import Problem, abridged
from generator.sources.faults import CELL, MISSING, VALUE
from generator.sources.reading.agency import DUE, read_matching
from generator.sources.reading.fields import read_fields, read_line, read_list, read_year
from generator.sources.reading.nodes import Node
from generator.sources.reading.tree import Tree, closest, read_tree

RULES_FILE = "rules.yml"
"""The name of the file, at the top of the reports folder."""


def load_rules(path: Path, forms: Forms, ids: Collection[str]) -> tuple[tuple[LocalRule, ...], list[Problem]]:
    """Return the local rules in the file, and its problems; none if there is no such file.

    `ids` are the agencies that rules may name.
    """
    if not path.exists():
        return (), []
    tree = read_tree(path)
    if tree.root is None:
        return (), tree.problems_in_order()
    fields = read_fields(tree, tree.root, path.name, {"rules": "各个通知的要求"}, ("rules",))
    example = f"- {{title: {keys.RULE['title']}, number: {keys.RULE['number']}}}"
    read_rule = partial(_rule, forms=forms, ids=ids)
    rules = fields.read("rules", partial(read_list, item=read_rule, example=example), ())
    return rules, tree.problems_in_order()


def _rule(tree: Tree, node: Node, name: str, forms: Forms, ids: Collection[str]) -> LocalRule | None:
    fields = read_fields(tree, node, name, keys.RULE, ("title",))
    title = fields.read("title", read_line)
    first, last = fields.read("from", read_year), fields.read("to", read_year)
    if first and last and last < first:
        tree.fault(fields.nodes["to"], VALUE, f"“to”的 {last} 早于“from”的 {first}。请核对这两个年份。")
    if fields.nodes and not {"longest", "due", "figures"} & fields.nodes.keys():
        advice = "请写 longest（各部分最多多少字）、due（最后一天）或 figures（正文要写明的数）"
        tree.fault(node, MISSING, f"这一条没有写要求什么。{advice}。")
    rule = LocalRule(
        title or "",
        fields.read("number", read_line),
        first,
        last,
        agencies=fields.read("agencies", partial(read_list, item=partial(_agency, ids=ids), example="[qiyang]"), ()),
        kinds=fields.read("kinds", partial(_each_of, allowed=AGENCY_KINDS), ()),
        longest=fields.read("longest", partial(_longest, forms=forms), {}),
        due=fields.read("due", partial(read_matching, pattern=DUE, meaning="“月-日”，例如 01-20")),
        figures=fields.read("figures", partial(_figures, forms=forms), ()),
    )
    return rule if title else None


def _agency(tree: Tree, node: Node, name: str, ids: Collection[str]) -> str | None:
    """Return the id of an agency that exists."""
    text = (read_line(tree, node, name) or "").strip("/")
    if not text or text in ids:
        return text or None
    near = closest(text, dict.fromkeys(ids, ""))
    advice = f"是不是想写“{near}”？" if near else "请写机关的文件夹，从报告文件夹里面写起，例如 qiyang/zjj。"
    tree.fault(node, VALUE, f"没有“{abridged(text)}”这个机关。{advice}")
    return None


def _each_of(tree: Tree, node: Node, name: str, allowed: dict[str, str]) -> tuple[str, ...]:
    """Return a list of allowed words."""

    def read_word(tree: Tree, node: Node, name: str) -> str | None:
        text = read_line(tree, node, name)
        if text is None or text in allowed:
            return text
        listed = "、".join(f"{key}（{label}）" for key, label in allowed.items())
        tree.fault(node, VALUE, f"“{name}”里没有“{abridged(text)}”，可以写：{listed}。")
        return None

    return read_list(tree, node, name, read_word)


def _longest(tree: Tree, node: Node, name: str, forms: Forms) -> dict[str, int]:
    """Return the most characters of each section named; sections with a table have no text to limit."""
    texts = (each for form in forms.values() for each in form.sections if each.key not in form.tables)
    sections = {each.key: each.title for each in texts}
    fields = read_fields(tree, node, name, sections)
    found = {key: fields.read(key, _count) for key in fields.nodes}
    return {key: count for key, count in found.items() if count}


def _count(tree: Tree, node: Node, name: str) -> int | None:
    text = read_line(tree, node, name)
    if text is not None and not re.fullmatch("[1-9][0-9]{0,5}", text):
        tree.fault(node, VALUE, f"“{name}”的“{abridged(text)}”不是字数，请只写数字，例如 1000。")
        return None
    return int(text) if text else None


def _figures(tree: Tree, node: Node, name: str, forms: Forms) -> tuple[str, ...]:
    """Return the names of cells, each of which some form has."""
    cells = dict.fromkeys(cell for form in forms.values() for cell in form.cells)

    def read_cell_name(tree: Tree, node: Node, name: str) -> str | None:
        text = read_line(tree, node, name)
        if text is None or text in cells:
            return text
        near = closest(text, dict.fromkeys(cells, ""))
        advice = f"是不是想写“{near}”？" if near else f"请写成“部分.行.列”，例如 {next(iter(cells))}。"
        tree.fault(node, CELL, f"表里没有“{abridged(text)}”这个单元格。{advice}")
        return None

    return read_list(tree, node, name, read_cell_name, f"[{next(iter(cells))}]")
