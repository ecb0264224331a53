"""A form as JSON, from which the filing page draws its tables, judges figures and writes the source file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from generator.model.form import Form, Role, Section
from generator.model.layout import Box, lay_out
from generator.model.rule import Rule, Term
from generator.model.table import Block, Heading, Table

Record = dict[str, Any]


def forms_index(forms: Iterable[Form]) -> list[Record]:
    """Return the list of all forms, with the years for which they are official (null: open, or in no year)."""
    return [{"form": form.id, "name": form.name, "from": form.first_year, "to": form.last_year} for form in forms]


def form_record(form: Form) -> Record:
    """Return the sections, tables (grid, headings, units, kinds of number, rules) and headline figures of a form."""
    return {
        "form": form.id,
        "name": form.name,
        "title": form.title,
        "issued": form.issued,
        "sections": [_section(section) for section in form.sections],
        "tables": {section: _table(form, table) for section, table in form.tables.items()},
        "headlines": [_figure(role) for role in form.roles.values() if role.display == "large"],
    }


def _figure(role: Role) -> Record:
    """Return a key figure: the sum of its cells."""
    return {"label": role.label, "unit": role.unit, "cells": role.cells}


def _section(section: Section) -> Record:
    states = section.states
    return {
        "key": section.key,
        "title": section.title,
        "headings": section.headings,
        "states": states and {"what": states.what, "from": states.first_year, "by": states.by},
    }


def _table(form: Form, table: Table) -> Record:
    """Return a table: its grid, the data rows of each block (start and end), its blocks, and the keys of its rows."""
    grid = lay_out(table)
    return {
        "width": grid.width,
        "bodies": grid.bodies,
        "boxes": [_box(form, box) for box in grid.boxes],
        "blocks": [_block(block) for block in table.blocks],
        "lines": [_line(line) for line in table.lines],
    }


def _box(form: Form, box: Box) -> Record:
    """Return a box; which headings it is under follows from the places of the others."""
    place = {"kind": box.kind, "row": box.row, "column": box.column, "height": box.height, "width": box.width}
    if box.kind == "cell":
        return place | {"name": box.name}
    return place | {"id": box.id, "name": box.name, "words": form.words(box.text)}


def _block(block: Block) -> Record:
    return {
        "number": block.number,
        "unit": block.unit,
        "rows": [_heading(heading) for heading in block.row_leaves],
        "columns": [_heading(heading) for heading in block.column_leaves],
        "rules": [_rule(rule) for rule in block.rules],
    }


def _heading(heading: Heading) -> Record:
    """Return a line of figures; its kind of number and its unit are null if they are those of the other axis."""
    return {
        "name": heading.name,
        "label": heading.label,
        "aliases": heading.aliases,
        "number": heading.number,
        "unit": heading.unit,
    }


def _rule(rule: Rule) -> Record:
    return {
        "id": rule.id,
        "each": rule.each,
        "left": _terms(rule.left),
        "relation": rule.relation,
        "right": _terms(rule.right),
        "weight": rule.weight,
        "causes": rule.causes,
    }


def _terms(terms: Sequence[Term]) -> list[Record]:
    return [{"sign": term.sign, "name": term.name, "before": term.previous} for term in terms]


def _line(line: Heading) -> Record:
    """Return a row, or a group of rows, by the key that it has in source files."""
    below = [each for part in line.parts for each in part.lines]
    if below:
        return {"key": line.key, "lines": [_line(each) for each in below]}
    return {"key": line.key, "row": line.name}
