"""A report's YAML file to a `Report`: agency and year from the path, everything else from the keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.form import Form, Forms
from generator.report import Position, Problem, Report
from generator.source import keys
from generator.source.decisions import read_accepts, read_corrections, read_withdrawal
from generator.source.fields import read_date, read_line, read_link, read_mapping, read_text
from generator.source.nodes import Node, TextNode
from generator.source.tables import read_table
from generator.source.tree import Tree, read_tree

_OF_THE_PATH = {"year": "报告年度", "agency": "机关"}


def load_report(path: Path, agency: str, year: int, forms: Forms) -> tuple[Report | None, list[Problem]]:
    """The report in the file, with all its faults; no report where the file cannot be read as YAML at all.

    A cell that could not be read is printed "?"; what could be read is kept.
    """
    tree = read_tree(path)
    report = None
    if tree.root is not None:
        entries = {key: (key_node, value) for key, key_node, value in tree.entries(tree.root)}
        reading = _Reading(tree, entries, agency, year)
        if form := _form(reading, forms):
            _check_keys(reading, form)
            report = _report(reading, form)
    tree.problems.sort(key=lambda problem: problem.at)
    return report, tree.problems


@dataclass
class _Reading:
    """One file being read: its tree, the key and value node of each top key, and what its path says."""

    tree: Tree
    entries: dict[str, tuple[TextNode, Node]]
    agency: str
    year: int
    at: dict[str, Position] = field(default_factory=dict)

    def value(self, key: str, read: Callable[[Tree, Node, str], Any], default: Any = None) -> Any:
        """What `read` makes of the key's value; the default where the key is absent."""
        return read(self.tree, self.entries[key][1], key) if key in self.entries else default


def _form(reading: _Reading, forms: Forms) -> Form | None:
    """The form the report names, else the year's; an unknown one is a fault and the year's is used."""
    usual = forms.for_year(reading.year)
    named = reading.value("form", read_line)
    if named in forms:
        return forms[named]
    known = "、".join(f"{form.id}（{_years(form)}）" for form in forms.values())
    if named is not None:
        message = f"没有“{named}”这种表格格式，可以写：{known}。不写“form”则按年度选用。"
        reading.tree.fault(reading.entries["form"][1], "form", message)
    elif usual is None:
        message = f"{reading.year} 年度没有统一的表格格式，不能收录。现有格式：{known}。请核对文件名中的年份。"
        reading.tree.fault(None, "form", message)
    return usual


def _years(form: Form) -> str:
    if form.first_year is None:
        return form.name
    if form.last_year is None:
        return f"{form.first_year} 年度起"
    return f"{form.first_year} 至 {form.last_year} 年度"


def _check_keys(reading: _Reading, form: Form) -> None:
    """Unknown keys, keys that the path stands for, and sections that are not there."""
    tree = reading.tree
    allowed = {**{section.key: section.title for section in form.sections}, **keys.REPORT}
    path = f"{reading.agency}/{reading.year}.yml"
    said_by_path = {"year": str(reading.year), "agency": reading.agency}
    for key, (node, _) in reading.entries.items():
        if key in _OF_THE_PATH:
            said = reading.value(key, read_line)
            clash = "" if said == said_by_path[key] else f"，而且这里写的是“{said}”，与路径不符"
            what = f"{_OF_THE_PATH[key]}由文件路径 {path} 决定，文件里不写“{key}”{clash}"
            tree.fault(node, "path", f"{what}。请核对文件位置，再删去这一行。")
        elif key not in allowed:
            tree.unknown(node, allowed, "报告里")
    for section in form.sections:
        if section.key not in reading.entries:
            rest = "及表中各行" if section.key in form.tables else "，没有内容也要写上这一项"
            message = f"缺少“{section.key}”（{section.title}）。请补上“{section.key}:”{rest}。"
            tree.fault(None, "missing", message, section.key)


def _report(reading: _Reading, form: Form) -> Report:
    tree = reading.tree
    for key, (node, value) in reading.entries.items():
        reading.at[key] = node.at
        if isinstance(value, TextNode) and value.body:
            reading.at[f"{key}:"] = value.body
    tables = {key: read_table(tree, table, reading.entries.get(key), reading.at) for key, table in form.tables.items()}
    prose = [section.key for section in form.sections if section.key not in form.tables]
    return Report(
        agency=reading.agency,
        year=reading.year,
        form=form.id,
        form_named=bool(reading.value("form", lambda tree, node, name: getattr(node, "value", None) == form.id)),
        tables=tables,
        text={key: reading.value(key, read_text) or "" for key in prose},
        published=reading.value("published", read_date),
        source=reading.value("source", read_link),
        **{key: reading.value(key, read_line) for key in keys.LINES},
        **{key: reading.value(key, read_text) for key in keys.TEXTS},
        notes=_notes(reading, form),
        accepts=reading.value("accepts", lambda tree, node, name: read_accepts(tree, node, name, form), ()),
        corrections=reading.value("corrections", lambda tree, node, name: read_corrections(tree, node, name, form), ()),
        withdrawn=reading.value("withdrawn", read_withdrawal),
        path=tree.path,
        at=reading.at,
    )


def _notes(reading: _Reading, form: Form) -> dict[str, str]:
    """The texts printed beside tables, by section."""
    allowed = {section.key: section.title for section in form.sections if section.key in form.tables}
    found = reading.value("notes", lambda tree, node, name: read_mapping(tree, node, name, allowed), {})
    reading.at |= {
        f"notes.{key}:": node.body for key, node in found.items() if isinstance(node, TextNode) and node.body
    }
    texts = {key: read_text(reading.tree, node, key) for key, node in found.items()}
    return {key: text for key, text in texts.items() if text}
