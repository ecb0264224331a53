"""A report's YAML file to a `Report`: agency and year from the path, everything else from the keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from generator.form import Form, Forms
from generator.report import Accept, Correction, Position, Problem, Report, Withdrawal
from generator.source.fields import read_date, read_line, read_list, read_mapping, read_text
from generator.source.tables import read_table
from generator.source.tree import Tree, read_tree

_LINES = ("source", "title", "index_number", "document_number", "licence")
_TEXTS = ("preamble", "closing")
KEYS = ("form", "published", *_LINES, *_TEXTS, "notes", "accepts", "corrections", "withdrawn")
"""The keys of a report besides the sections of its form."""

_OF_THE_PATH = {"year": "报告年度", "agency": "机关"}


def load_report(path: Path, agency: str, year: int, forms: Forms) -> tuple[Report | None, list[Problem]]:
    """The report in the file, with all its faults; no report where the file cannot be read as YAML at all.

    A cell that could not be placed is printed "?"; what could be read is kept.
    """
    tree = read_tree(path)
    if tree.root is None:
        return None, tree.problems
    reading = _Reading(tree, {}, {})
    for key, key_node, value in tree.entries(tree.root):
        reading.nodes[key], reading.keys[key] = value, key_node
    form = _form(reading, year, forms)
    if form is None:
        return None, tree.problems
    _check_keys(reading, form, agency, year)
    return _report(reading, form, agency, year), tree.problems


@dataclass
class _Reading:
    """One file being read: its tree, and the value and key node of each top key."""

    tree: Tree
    nodes: dict[str, yaml.Node]
    keys: dict[str, yaml.ScalarNode]
    at: dict[str, Position] = field(default_factory=dict)

    def value(self, key: str, read: Callable[[Tree, yaml.Node, str], Any]) -> Any:
        """What `read` makes of the key's value; None where the key is absent."""
        return read(self.tree, self.nodes[key], key) if key in self.nodes else None


def _form(reading: _Reading, year: int, forms: Forms) -> Form | None:
    """The form the report names, else the year's; an unknown one is a fault and the year's is used."""
    usual = forms.for_year(year)
    named = reading.value("form", read_line)
    if named in forms:
        return forms[named]
    if named is not None:
        message = f"没有“{named}”这种格式。现有格式：{'、'.join(forms)}；不写“form”则按年度选用。"
        reading.tree.fault(reading.nodes["form"], "form", message)
    elif usual is None:
        years = "、".join(f"{form.id}（{form.first_year} 年起）" for form in forms.values() if form.first_year)
        reading.tree.fault(None, "form", f"{year} 年度没有统一格式。现有格式：{years}。")
    return usual


def _check_keys(reading: _Reading, form: Form, agency: str, year: int) -> None:
    tree, sections = reading.tree, [section.key for section in form.sections]
    for key, node in reading.keys.items():
        if key in _OF_THE_PATH:
            said = reading.value(key, read_line)
            path = f"{agency}/{year}.yml"
            clash = (
                "" if said == str({"year": year, "agency": agency}[key]) else f"，而且这里写的是“{said}”，与路径不符"
            )
            tree.fault(
                node, "path", f"{_OF_THE_PATH[key]}由文件路径 {path} 决定，文件里不写“{key}”{clash}。请删去这一行。"
            )
        elif key not in sections and key not in KEYS:
            tree.unknown(node, [*sections, *KEYS], "报告里")
    for section in form.sections:
        if section.key not in reading.nodes:
            tree.fault(
                None, "missing", f"缺少“{section.key}”（{section.title}）。没有内容也要写上这一项。", section.key
            )


def _report(reading: _Reading, form: Form, agency: str, year: int) -> Report:
    tree = reading.tree
    reading.at |= {key: tree.position(node) for key, node in reading.keys.items()}
    tables = {key: read_table(tree, table, reading.nodes.get(key), reading.at) for key, table in form.tables.items()}
    prose = [section.key for section in form.sections if section.key not in form.tables]
    return Report(
        agency=agency,
        year=year,
        form=form.id,
        form_named="form" in reading.nodes,
        tables=tables,
        text={key: reading.value(key, read_text) or "" for key in prose},
        published=reading.value("published", read_date),
        **{key: reading.value(key, read_line) for key in _LINES},
        **{key: reading.value(key, read_text) for key in _TEXTS},
        notes=_notes(reading, form),
        accepts=_accepts(reading, form),
        corrections=_corrections(reading, form),
        withdrawn=_withdrawal(reading),
        path=tree.path,
        at=reading.at,
    )


def _notes(reading: _Reading, form: Form) -> dict[str, str]:
    if "notes" not in reading.nodes:
        return {}
    found = read_mapping(reading.tree, reading.nodes["notes"], "notes", tuple(form.tables))
    texts = {key: read_text(reading.tree, node, key) for key, node in found.items()}
    return {key: text for key, text in texts.items() if text}


def _accepts(reading: _Reading, form: Form) -> tuple[Accept, ...]:
    def read(tree: Tree, node: yaml.Node, name: str) -> Accept | None:
        found = read_mapping(tree, node, name, ("check", "cell", "reason"), ("check", "reason"))
        values = {key: read_line(tree, value, key) for key, value in found.items()}
        cell = values.get("cell")
        if cell and form.locate(cell) is None and cell not in _line_names(form):
            tree.fault(found["cell"], "cell", f"这份表里没有“{cell}”。请写成“部分.行.列”，例如 {_example(form)}。")
        check, reason = values.get("check"), values.get("reason")
        return Accept(check, cell, reason, tree.position(node)) if check and reason else None

    node = reading.nodes.get("accepts")
    return read_list(reading.tree, node, "accepts", read) if node else ()


def _corrections(reading: _Reading, form: Form) -> tuple[Correction, ...]:
    def read(tree: Tree, node: yaml.Node, name: str) -> Correction | None:
        found = read_mapping(tree, node, name, ("date", "reason", "changes", "text"), ("date", "reason"))
        day = read_date(tree, found["date"], "date") if "date" in found else None
        reason = read_line(tree, found["reason"], "reason") if "reason" in found else None
        changes = _changes(tree, found["changes"], form) if "changes" in found else {}
        text = read_list(tree, found["text"], "text", read_line) if "text" in found else ()
        return Correction(day, reason, changes, text) if day and reason else None

    node = reading.nodes.get("corrections")
    return read_list(reading.tree, node, "corrections", read) if node else ()


def _changes(tree: Tree, node: yaml.Node, form: Form) -> dict[str, tuple[str, str]]:
    changes: dict[str, tuple[str, str]] = {}
    if not isinstance(node, yaml.MappingNode):
        tree.fault(node, "value", f"“changes”应写成“单元格: [原数, 现数]”，例如 {_example(form)}: [13, 15]。")
        return changes
    for key, key_node, value in tree.entries(node):
        pair = read_list(tree, value, key, lambda tree, node, name: read_line(tree, node, name) or "")
        if form.locate(key) is None:
            tree.fault(key_node, "cell", f"这份表里没有“{key}”。请写成“部分.行.列”，例如 {_example(form)}。")
        elif len(pair) != 2:
            tree.fault(value, "value", f"“{key}”应写成 [原数, 现数]，例如 [13, 15]。")
        else:
            changes[key] = (pair[0], pair[1])
    return changes


def _withdrawal(reading: _Reading) -> Withdrawal | None:
    if "withdrawn" not in reading.nodes:
        return None
    tree = reading.tree
    found = read_mapping(tree, reading.nodes["withdrawn"], "withdrawn", ("date", "reason"), ("date", "reason"))
    day = read_date(tree, found["date"], "date") if "date" in found else None
    reason = read_line(tree, found["reason"], "reason") if "reason" in found else None
    return Withdrawal(day, reason) if day and reason else None


def _line_names(form: Form) -> set[str]:
    """The names of whole rows (`requests.new`) and sections, which a decision may also be about."""
    rows = {f"{section}.{row}" for section, table in form.tables.items() for row in table.rows}
    return rows | {section.key for section in form.sections}


def _example(form: Form) -> str:
    section, table = list(form.tables.items())[-1]
    row, (block, _) = next(iter(table.rows.items()))
    return f"{section}.{row}.{block.column_names[-1]}"
