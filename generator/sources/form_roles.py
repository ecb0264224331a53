"""The roles that a form file gives to its figures, and the outcomes of requests."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, get_args

from generator.model.form import Display, Outcomes, Role
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
        short=data.get("short", data["label"]),
        display=_display(where, data.get("display", "small")),
    )


def _display(where: str, name: str) -> Display:
    if name not in get_args(Display):
        raise FormError(f"{where}: unknown display {name!r}")
    return name  # type: ignore[return-value]


def read_outcomes(id: str, data: Mapping[str, Any] | None, roles: Mapping[str, Role]) -> Outcomes | None:
    """Return the outcomes that form `id` names by their roles; None if it names none. Raises FormError."""
    if data is None:
        return None
    named = [data["received"], data["concluded"], *data["parts"]]
    if unknown := [key for key in named if key not in roles]:
        raise FormError(f"{id}.yml: outcomes: no role {', '.join(unknown)}")
    received, concluded, *parts = (roles[key] for key in named)
    if len({role.unit for role in (received, concluded, *parts)}) > 1:
        raise FormError(f"{id}.yml: outcomes: roles of different units")
    return Outcomes(received, concluded, tuple(parts))


def _expanded(name: str, tables: Mapping[str, Table]) -> list[str]:
    """Return the cells that `section.group.*.column` stands for; a leaf stands for itself, as does any other name."""
    stem, star, column = name.partition(".*.")
    section, _, group = stem.partition(".")
    if not star or section not in tables:
        return [name]
    rows = [row for row in tables[section].rows if row == group or row.startswith(f"{group}.")]
    return [f"{section}.{row}.{column}" for row in rows] or [name]
