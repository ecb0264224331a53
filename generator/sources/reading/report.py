"""Load a report from its YAML file: agency and year from the path, everything else from the keys."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from generator.model import keys
from generator.model.form import Form, Forms
from generator.model.problem import Position, Problem, abridged
from generator.model.report import Report
from generator.sources.faults import FORM, MISSING, PATH
from generator.sources.reading.dates import read_moment
from generator.sources.reading.declarations import read_accepts, read_corrections, read_withdrawal
from generator.sources.reading.fields import Fields, read_fields, read_line, read_link, read_text
from generator.sources.reading.nodes import MapNode, Node, TextNode
from generator.sources.reading.tables import read_table
from generator.sources.reading.tree import Entries, Tree, read_tree


def load_report(path: Path, agency: str, year: int, forms: Forms) -> tuple[Report | None, list[Problem]]:
    """Return the report in the file, and its problems; None if the file cannot be read as YAML at all.

    A cell that cannot be read is left open ("?").
    """
    tree = read_tree(path)
    report = None
    if tree.root and (form := _form(tree, tree.root, year, forms)):
        entries = _entries(tree, tree.root, form, agency, year)
        report = _report(tree, entries, form, agency, year, forms)
    return report, tree.problems_in_order()


def _form(tree: Tree, root: MapNode, year: int, forms: Forms) -> Form | None:
    """Return the form that the report names, else the official one of the year; an unknown name is a fault."""
    official = forms.for_year(year)
    node = next((value for key, value in root.entries if isinstance(key, TextNode) and key.value == "form"), None)
    named = read_line(tree, node, "form") if node else None
    if named and named in forms:
        return forms[named]
    known = "、".join(f"{form.id}（{_years(form)}）" for form in forms.values())
    if named is not None:
        message = f"没有“{abridged(named)}”这种表格格式，可以写：{known}。不写“form”则按年度选用。"
        tree.fault(node, FORM, message)
    elif official is None:
        message = f"{year} 年度没有统一的表格格式，不能收录。现有格式：{known}。请核对文件名中的年份。"
        tree.fault(None, FORM, message)
    return official


def _years(form: Form) -> str:
    if form.first_year is None:
        return form.name
    if form.last_year is None:
        return f"{form.first_year} 年度起"
    return f"{form.first_year} 至 {form.last_year} 年度"


def _entries(tree: Tree, root: MapNode, form: Form, agency: str, year: int) -> Entries:
    """Return the top-level entries; unknown keys, keys implied by the path, and missing sections are faults."""
    path = f"{agency}/{year}.yml"
    implied = {"year": ("报告年度", str(year)), "agency": ("机关", agency)}

    def report_implied(key: TextNode) -> bool:
        if key.value not in implied:
            return False
        what, expected = implied[key.value]
        value = next(value for each, value in root.entries if each is key)
        text = value.value if isinstance(value, TextNode) else ""
        clash = "" if text == expected else f"，而且这里写的是“{abridged(text)}”，与路径不符"
        message = f"{what}由文件路径 {path} 决定，文件里不写“{key.value}”{clash}。请核对文件位置，再删去这一行。"
        tree.fault(key, PATH, message)
        return True

    sections = {section.key: section.title for section in form.sections}
    entries = tree.entries(root, {**sections, **keys.REPORT}, "报告里", report_implied)
    for key, title in sections.items():
        if key not in entries:
            rest = "及表中各行" if key in form.tables else "，没有内容也要写上这一项"
            tree.fault(None, MISSING, f"缺少“{key}”（{title}）。请补上“{key}:”{rest}。", key)
    return entries


def _report(tree: Tree, entries: Entries, form: Form, agency: str, year: int, forms: Forms) -> Report:
    at = {key: node.at for key, (node, _) in entries.items()}
    at |= _text_starts("", {key: value for key, (_, value) in entries.items()})
    cells_at: dict[str, tuple[Position | None, ...]] = {}
    fields = Fields(tree, {key: value for key, (_, value) in entries.items()})
    day, clock = fields.read("published", read_moment, (None, None))
    prose = [section.key for section in form.sections if section.key not in form.tables]
    return Report(
        agency=agency,
        year=year,
        form=form.id,
        form_named=getattr(fields.nodes.get("form"), "value", None) == form.id,
        tables={
            key: read_table(tree, table, entries.get(key), at, cells_at, _forms_by_row(forms, key))
            for key, table in form.tables.items()
        },
        text={key: fields.read(key, read_text) or "" for key in prose},
        published=day,
        published_at=clock,
        source=fields.read("source", read_link),
        **{key: fields.read(key, read_line) for key in keys.LINES},
        **{key: fields.read(key, read_text) for key in keys.TEXTS},
        notes=fields.read("notes", partial(_notes, form=form, at=at), {}),
        accepts=fields.read("accepts", partial(read_accepts, form=form), ()),
        corrections=fields.read("corrections", partial(read_corrections, form=form), ()),
        withdrawn=fields.read("withdrawn", read_withdrawal),
        path=tree.path,
        at=at,
        cells_at=cells_at,
    )


def _forms_by_row(forms: Forms, section: str) -> dict[str, str]:
    """Return the form id of each row that the section has in a form official in no year."""
    tables = {form.id: form.tables.get(section) for form in forms.values() if form.first_year is None}
    return {row: id for id, table in tables.items() if table for row in table.rows}


def _notes(tree: Tree, node: Node, name: str, form: Form, at: dict[str, Position]) -> dict[str, str]:
    """Return the texts printed beside tables, by section."""
    allowed = {section.key: section.title for section in form.sections if section.key in form.tables}
    fields = read_fields(tree, node, name, allowed)
    at |= _text_starts(f"{name}.", fields.nodes)
    texts = {key: fields.read(key, read_text) for key in fields.nodes}
    return {key: text for key, text in texts.items() if text}


def _text_starts(prefix: str, nodes: Mapping[str, Node]) -> dict[str, Position]:
    """Return the position where the text of each key begins, by the key with a colon appended."""
    return {f"{prefix}{key}:": node.body for key, node in nodes.items() if isinstance(node, TextNode) and node.body}
