"""The explanations that a form file gives of its headings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.model.form import Explanation
from generator.model.table import Table
from generator.sources.rule_parser import FormError


def read_explanations(id: str, data: Mapping[str, Any], tables: Mapping[str, Table]) -> tuple[Explanation, ...]:
    """Return the explanations in printed order. Raises FormError if one is not of a heading of the form."""
    labels = {
        f"{section}.{each.name}": each.label
        for section, table in tables.items()
        for block in table.blocks
        for heading in (*block.rows, *block.columns)
        for each in heading.tree
    }
    if unknown := data.keys() - labels.keys():
        raise FormError(f"{id}.yml: explanations: no heading {', '.join(sorted(unknown))}")
    return tuple(
        Explanation(name, label, data[name]["text"], data[name].get("article", ""))
        for name, label in labels.items()
        if name in data
    )
