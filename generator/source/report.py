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
from generator.source.nodes import MapNode, Node, TextNode
from generator.source.tables import read_table
from generator.source.tree import Entries, Tree, read_tree


def load_report(path: Path, agency: str, year: int, forms: Forms) -> tuple[Report | None, list[Problem]]:
    """The report in the file, with all its faults; no report where the file cannot be read as YAML at all.

    A cell that could not be read is printed "?"; what could be read is kept.
    """
    tree = read_tree(path)
    report = None
    if tree.root and (form := _form(tree, tree.root, year, forms)):
        entries = _entries(tree, tree.root, form, agency, year)
        report = _report(_Reading(tree, entries, agency, year), form)
    tree.problems.sort(key=lambda problem: problem.at)
    return report, tree.problems


@dataclass
class _Reading:
    """One file being read: its tree, the key and value node of each top key, and what its path says."""

    tree: Tree
    entries: Entries
    agency: str
    year: int
    at: dict[str, Position] = field(default_factory=dict)

    def value(self, key: str, read: Callable[[Tree, Node, str], Any], default: Any = None) -> Any:
        """What `read` makes of the key's value; the default where the key is absent."""
        return read(self.tree, self.entries[key][1], key) if key in self.entries else default


def _form(tree: Tree, root: MapNode, year: int, forms: Forms) -> Form | None:
    """The form the report names, else the year's; an unknown one is a fault and the year's is used."""
    usual = forms.for_year(year)
    node = next((value for key, value in root.entries if isinstance(key, TextNode) and key.value == "form"), None)
    named = read_line(tree, node, "form") if node else None
    if named and named in forms:
        return forms[named]
    known = "、".join(f"{form.id}（{_years(form)}）" for form in forms.values())
    if named is not None:
        message = f"没有“{named}”这种表格格式，可以写：{known}。不写“form”则按年度选用。"
        tree.fault(node, "form", message)
    elif usual is None:
        message = f"{year} 年度没有统一的表格格式，不能收录。现有格式：{known}。请核对文件名中的年份。"
        tree.fault(None, "form", message)
    return usual


def _years(form: Form) -> str:
    if form.first_year is None:
        return form.name
    if form.last_year is None:
        return f"{form.first_year} 年度起"
    return f"{form.first_year} 至 {form.last_year} 年度"


def _entries(tree: Tree, root: MapNode, form: Form, agency: str, year: int) -> Entries:
    """The top entries; unknown keys, keys that the path stands for, and missing sections are faults."""
    path = f"{agency}/{year}.yml"
    said_by_path = {"year": ("报告年度", str(year)), "agency": ("机关", agency)}

    def stray(key: TextNode) -> bool:
        if key.value not in said_by_path:
            return False
        what, right = said_by_path[key.value]
        value = next(value for each, value in root.entries if each is key)
        said = value.value if isinstance(value, TextNode) else ""
        clash = "" if said == right else f"，而且这里写的是“{said}”，与路径不符"
        message = f"{what}由文件路径 {path} 决定，文件里不写“{key.value}”{clash}。请核对文件位置，再删去这一行。"
        tree.fault(key, "path", message)
        return True

    sections = {section.key: section.title for section in form.sections}
    entries = tree.entries(root, {**sections, **keys.REPORT}, "报告里", stray)
    for key, title in sections.items():
        if key not in entries:
            rest = "及表中各行" if key in form.tables else "，没有内容也要写上这一项"
            tree.fault(None, "missing", f"缺少“{key}”（{title}）。请补上“{key}:”{rest}。", key)
    return entries


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
