"""The sections and tables of a form file: headings, blocks and rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any, get_args

from generator.model.form import Section, Statement
from generator.model.table import Block, Heading, NumberKind, Table
from generator.sources.rule_parser import FormError, read_rule

_KEY = re.compile(r"[a-z][a-z0-9_]*")


def read_section(where: str, key: str, data: Mapping[str, Any]) -> Section:
    """Return the section under `key`. Raises FormError, naming `where`."""
    if not _KEY.fullmatch(key):
        raise FormError(f"{where}: bad key {key!r}")
    states = data.get("states")
    statement = Statement(states["what"], states["from"], states["by"]) if states else None
    return Section(key, data["title"], tuple(data.get("headings", ())), statement, tuple(data.get("aliases", ())))


def read_form_table(where: str, section: str, blocks: Any) -> Table:
    """Return the table of a section, given one block or a list of them. Raises FormError, naming `where`."""
    blocks = blocks if isinstance(blocks, list) else [blocks]
    table = Table(section, tuple(_block(where, section, block) for block in blocks))
    _refuse_duplicates(f"{where}: row", (heading for block in table.blocks for heading in block.rows))
    return table


def _block(where: str, section: str, data: Mapping[str, Any]) -> Block:
    rows, columns = _headings(where, data["rows"]), _headings(where, data["columns"])
    _refuse_duplicates(f"{where}: column", columns)
    block = Block(
        title=data.get("title"),
        corner=data.get("corner", ""),
        columns=columns,
        rows=rows,
        rules=(),
        one_row=data.get("printed") == "one-row",
        number=_number_kind(where, data.get("number", "count")),
        unit=data["unit"],
    )
    row_names = [leaf.name for leaf in block.row_leaves]
    rules = (
        read_rule(f"{where}: rule", section, rule, row_names, block.column_names) for rule in data.get("rules", ())
    )
    return replace(block, rules=tuple(rules))


def _headings(where: str, entries: Mapping[str, Any], prefix: str = "", **inherited: Any) -> tuple[Heading, ...]:
    """Return headings from `key: label` or `key: {label, aliases, parts, named, …}`; a named group prefixes its parts.

    `number` and `unit` are inherited from the group.
    """
    result = []
    for key, entry in entries.items():
        if not _KEY.fullmatch(str(key)):
            raise FormError(f"{where}: bad key {key!r}")
        entry = entry if isinstance(entry, dict) else {"label": entry}
        own = {**inherited, **{name: entry[name] for name in ("number", "unit") if name in entry}}
        _number_kind(where, own.get("number", "count"))
        below = f"{prefix}{key}." if entry.get("named") else prefix
        parts = _headings(where, entry.get("parts", {}), below, **own)
        aliases = tuple(entry.get("aliases", ()))
        result.append(Heading(f"{prefix}{key}", str(entry["label"]), parts, aliases=aliases, **own))
    return tuple(result)


def _number_kind(where: str, name: str) -> NumberKind:
    if name not in get_args(NumberKind):
        raise FormError(f"{where}: unknown kind of number {name!r}")
    return name  # type: ignore[return-value]


def _refuse_duplicates(where: str, headings: Iterable[Heading]) -> None:
    """Raise FormError if two headings of an axis, groups included, share a name, since names serve as ids and keys."""
    names: set[str] = set()
    for heading in chain.from_iterable(top.tree for top in headings):
        if heading.name in names:
            raise FormError(f"{where} {heading.name} is listed twice")
        names.add(heading.name)
