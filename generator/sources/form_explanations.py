"""What a form file says about its headings: explanations for readers, and meanings that other forms do not share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.model.form import Explanation
from generator.model.table import Table
from generator.sources.rule_parser import FormError


def read_explanations(id: str, data: Mapping[str, Any], tables: Mapping[str, Table]) -> tuple[Explanation, ...]:
    """Return the explanations in printed order. Raises FormError if one is not of a heading of the form."""
    labels = _labels(tables)
    if unknown := data.keys() - labels.keys():
        raise FormError(f"{id}.yml: explanations: no heading {', '.join(sorted(unknown))}")
    return tuple(
        Explanation(name, label, data[name]["text"], data[name].get("article", ""))
        for name, label in labels.items()
        if name in data
    )


def read_meanings(id: str, data: Mapping[str, Any], tables: Mapping[str, Table]) -> dict[str, str]:
    """Return the stated meanings by heading or cell. Raises FormError if one is of neither."""
    cells = {
        f"{section}.{row}.{column}"
        for section, table in tables.items()
        for row, (block, _) in table.rows.items()
        for column in block.column_names
    }
    if unknown := data.keys() - _labels(tables).keys() - cells:
        raise FormError(f"{id}.yml: meanings: no heading or cell {', '.join(sorted(unknown))}")
    return dict(data)


def _labels(tables: Mapping[str, Table]) -> dict[str, str]:
    """Return the printed label of each heading, by section and name."""
    return {
        f"{section}.{each.name}": each.label
        for section, table in tables.items()
        for block in table.blocks
        for heading in (*block.rows, *block.columns)
        for each in heading.tree
    }
