"""The words of a form's labels, between which a line may break."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.model.table import Table
from generator.sources.rule_parser import FormError

LineBreaks = Mapping[str, tuple[str, ...]]
"""Labels and the words they consist of."""


def read_line_breaks(
    id: str, raw: Mapping[str, Any], tables: Mapping[str, Table], roles: Mapping[str, Any]
) -> LineBreaks:
    """Return the words that form file `id` or its base lists for labels of tables and roles.

    Raises FormError if the file lists any other label, or one twice.
    """
    labels = _head_labels(tables, roles)
    own = [_joined(entry) for entry in raw[id].get("line_breaks", ())]
    if unknown := [label for label in own if label not in labels]:
        raise FormError(f"{id}.yml: line_breaks: no label of a table head: {', '.join(unknown)}")
    if len(set(own)) < len(own):
        raise FormError(f"{id}.yml: line_breaks: a label is listed twice")
    return {label: words for label, words in _listed(id, raw).items() if label in labels}


def _head_labels(tables: Mapping[str, Table], roles: Mapping[str, Any]) -> set[str]:
    """Return every label that can head a row or column of a table on a page."""
    blocks = [block for table in tables.values() for block in table.blocks]
    headings = [heading for block in blocks for heading in (*block.columns, *block.rows)]
    return {
        *(block.title for block in blocks if block.title),
        *(block.corner for block in blocks if block.corner),
        *(each.label for heading in headings for each in heading.tree),
        *(role["label"] for role in roles.values()),
    }


def _listed(id: str, raw: Mapping[str, Any]) -> LineBreaks:
    """Return the words of each label that the file or its base lists; the file's own take precedence."""
    data = raw[id]
    inherited = _listed(data["base"], raw) if "base" in data else {}
    return {**inherited, **{_joined(entry): tuple(entry.split()) for entry in data.get("line_breaks", ())}}


def _joined(entry: str) -> str:
    return "".join(entry.split())
