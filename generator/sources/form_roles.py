"""The roles that a form file gives to its figures."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from generator.model.form import Role
from generator.model.table import Table
from generator.sources.form_line_breaks import LineBreaks
from generator.sources.rule_parser import FormError


def read_roles(
    id: str, entries: Mapping[str, Any], tables: Mapping[str, Table], line_breaks: LineBreaks
) -> dict[str, Role]:
    """Return the roles of the form `id`, by key. Raises FormError."""
    return {key: _role(f"{id}.yml: role {key}", key, entry, tables, line_breaks) for key, entry in entries.items()}


def _role(where: str, key: str, data: Mapping[str, Any], tables: Mapping[str, Table], line_breaks: LineBreaks) -> Role:
    units = set()
    cells = tuple(cell for name in data["cells"] for cell in _expanded(name, tables))
    for cell in cells:
        section, _, rest = cell.partition(".")
        row, _, column = rest.rpartition(".")
        spot = tables[section].locate(row, column) if section in tables else None
        if spot is None:
            raise FormError(f"{where}: no cell {cell}")
        units.add(spot.unit)
    if len(units) != 1:
        raise FormError(f"{where}: cells of different units {sorted(units)}")
    return Role(
        key=key,
        label=data["label"],
        words=line_breaks.get(data["label"], (data["label"],)),
        cells=cells,
        unit=units.pop(),
        charted=data.get("charted", False),
        adds_up=data.get("adds_up", False),
        jump=Decimal(data["jump"]) if "jump" in data else None,
        large=Decimal(data["large"]) if "large" in data else None,
        rulemaking=data.get("rulemaking", False),
    )


def _expanded(name: str, tables: Mapping[str, Table]) -> list[str]:
    """Return the cells that `section.group.*.column` stands for; a leaf stands for itself, as does any other name."""
    stem, star, column = name.partition(".*.")
    section, _, group = stem.partition(".")
    if not star or section not in tables:
        return [name]
    rows = [row for row in tables[section].rows if row == group or row.startswith(f"{group}.")]
    return [f"{section}.{row}.{column}" for row in rows] or [name]
