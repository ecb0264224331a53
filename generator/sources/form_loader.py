"""Form files: `forms/*.yml` to `Form`.

Forms are ours, so a file that contradicts itself raises `FormError` instead of being reported to an author.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import chain, pairwise
from pathlib import Path
from typing import Any, get_args

from generator.model.form import Form, Forms, Role, Section, Statement
from generator.model.paths import PROJECT
from generator.model.table import Block, Heading, NumberKind, Table
from generator.sources.rule_parser import FormError, read_rule
from generator.sources.yaml_data import read_data

FORMS = PROJECT / "generator" / "forms"

_KEY = re.compile(r"[a-z][a-z0-9_]*")

Words = Mapping[str, tuple[str, ...]]
"""The words of labels, by label."""


def load_forms(*folders: Path) -> Forms:
    """Every form file of `folders` (by default the official ones). Raises FormError."""
    paths = sorted(
        (path for folder in folders or (FORMS,) for path in folder.glob("*.yml")), key=lambda path: path.name
    )
    raw = {path.stem: read_data(path) for path in paths}
    if len(raw) < len(paths):
        raise FormError("two form files of one name")
    return Forms(_beside_each_other(_each_until_the_next({key: load_form(key, raw) for key in raw})))


def _each_until_the_next(forms: Mapping[str, Form]) -> dict[str, Form]:
    """The forms, one without a last year ending where the next one begins. Raises FormError where two overlap."""
    result = dict(forms)
    official = sorted((form.first_year, form.id) for form in forms.values() if form.first_year)
    for (first, id), (following, other) in pairwise(official):
        last = forms[id].last_year or following - 1
        if not first <= last < following:
            raise FormError(f"{id}.yml and {other}.yml: both are the form of {following}")
        result[id] = replace(forms[id], last_year=last)
    return result


def _beside_each_other(forms: Mapping[str, Form]) -> dict[str, Form]:
    """The forms, each knowing the notices of the others."""
    notices = dict.fromkeys(form.issued for form in forms.values())
    return {
        id: replace(form, other_notices=tuple(each for each in notices if each != form.issued))
        for id, form in forms.items()
    }


def load_form(id: str, raw: Mapping[str, Any]) -> Form:
    """The form `id` of the raw form files, standing on its `base` if it has one. Raises FormError."""
    data = _on_base(id, raw)
    if data["form"] != id:
        raise FormError(f"{id}.yml: says it is form {data['form']}")
    if orphans := data["tables"].keys() - data["sections"].keys():
        raise FormError(f"{id}.yml: tables without a section: {sorted(orphans)}")
    tables = {
        key: _table(f"{id}.yml: {key}", key, data["tables"][key]) for key in data["sections"] if key in data["tables"]
    }
    years = data["years"]
    words = _line_breaks(id, raw, _head_labels(tables, data["roles"]))
    return Form(
        id=id,
        name=data["name"],
        title=data["title"],
        issued=data["issued"],
        first_year=years.get("from"),
        last_year=years.get("to"),
        sections=tuple(_section(f"{id}.yml", key, entry) for key, entry in data["sections"].items()),
        tables=tables,
        roles=_roles(id, data["roles"], tables, words),
        narrative_roles=_roles(id, data.get("told", {}), tables, words),
        line_breaks=words,
    )


def _on_base(id: str, raw: Mapping[str, Any]) -> dict[str, Any]:
    """The file's data laid over that of its base, key by key; null removes a key, a list replaces a list."""
    data = raw[id]
    if "base" not in data:
        return dict(data)
    if data["base"] not in raw:
        raise FormError(f"{id}.yml: unknown base {data['base']}")
    return _merged(_on_base(data["base"], raw), {name: value for name, value in data.items() if name != "base"})


def _merged(base: dict[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    result = dict(base)
    for key, value in change.items():
        if value is None:
            result.pop(key, None)
        elif isinstance(value, dict) and value and isinstance(result.get(key), dict):
            result[key] = _merged(result[key], value)
        else:
            result[key] = value
    return result


def _head_labels(tables: Mapping[str, Table], roles: Mapping[str, Any]) -> set[str]:
    """Every label that can head a row or a column of a page's tables."""
    blocks = [block for table in tables.values() for block in table.blocks]
    headings = [heading for block in blocks for heading in (*block.columns, *block.rows)]
    return {
        *(block.title for block in blocks if block.title),
        *(block.corner for block in blocks if block.corner),
        *(each.label for heading in headings for each in heading.tree),
        *(role["label"] for role in roles.values()),
    }


def _line_breaks(id: str, raw: Mapping[str, Any], labels: set[str]) -> Words:
    """The words of each of `labels` that the file or its base lists. Raises FormError where the file lists others."""
    own = [_joined(entry) for entry in raw[id].get("line_breaks", ())]
    if unknown := [label for label in own if label not in labels]:
        raise FormError(f"{id}.yml: line_breaks: no label of a table head: {', '.join(unknown)}")
    if len(set(own)) < len(own):
        raise FormError(f"{id}.yml: line_breaks: a label is listed twice")
    return {label: words for label, words in _listed_words(id, raw).items() if label in labels}


def _listed_words(id: str, raw: Mapping[str, Any]) -> Words:
    """The words of each label that the file or its base lists, those of the file before those of its base."""
    data = raw[id]
    inherited = _listed_words(data["base"], raw) if "base" in data else {}
    return {**inherited, **{_joined(entry): tuple(entry.split()) for entry in data.get("line_breaks", ())}}


def _joined(entry: str) -> str:
    return "".join(entry.split())


def _section(where: str, key: str, data: Mapping[str, Any]) -> Section:
    if not _KEY.fullmatch(key):
        raise FormError(f"{where}: bad key {key!r}")
    states = data.get("states")
    statement = Statement(states["what"], states["from"], states["by"]) if states else None
    return Section(key, data["title"], tuple(data.get("headings", ())), statement, tuple(data.get("aliases", ())))


def _table(where: str, section: str, blocks: Any) -> Table:
    blocks = blocks if isinstance(blocks, list) else [blocks]
    table = Table(section, tuple(_block(where, section, block) for block in blocks))
    _refuse_twins(f"{where}: row", (heading for block in table.blocks for heading in block.rows))
    return table


def _block(where: str, section: str, data: Mapping[str, Any]) -> Block:
    rows, columns = _headings(where, data["rows"]), _headings(where, data["columns"])
    _refuse_twins(f"{where}: column", columns)
    block = Block(
        title=data.get("title"),
        corner=data.get("corner", ""),
        columns=columns,
        rows=rows,
        rules=(),
        one_row=data.get("printed") == "one-row",
        number=_number(where, data.get("number", "count")),
        unit=data["unit"],
    )
    row_names = [leaf.name for leaf in block.row_leaves]
    rules = (
        read_rule(f"{where}: rule", section, rule, row_names, block.column_names) for rule in data.get("rules", ())
    )
    return replace(block, rules=tuple(rules))


def _headings(where: str, entries: Mapping[str, Any], prefix: str = "", **inherited: Any) -> tuple[Heading, ...]:
    """Headings from `key: label` or `key: {label, aliases, parts, named, …}`; a named group prefixes its parts."""
    result = []
    for key, entry in entries.items():
        if not _KEY.fullmatch(str(key)):
            raise FormError(f"{where}: bad key {key!r}")
        entry = entry if isinstance(entry, dict) else {"label": entry}
        own = {**inherited, **{name: entry[name] for name in ("number", "unit") if name in entry}}
        _number(where, own.get("number", "count"))
        below = f"{prefix}{key}." if entry.get("named") else prefix
        parts = _headings(where, entry.get("parts", {}), below, **own)
        aliases = tuple(entry.get("aliases", ()))
        result.append(Heading(f"{prefix}{key}", str(entry["label"]), parts, aliases=aliases, **own))
    return tuple(result)


def _number(where: str, name: str) -> NumberKind:
    if name not in get_args(NumberKind):
        raise FormError(f"{where}: unknown kind of number {name!r}")
    return name  # type: ignore[return-value]


def _refuse_twins(where: str, headings: Iterable[Heading]) -> None:
    """Every heading of an axis, groups included, needs a name of its own: ids and sources are made of them."""
    seen: set[str] = set()
    for heading in chain.from_iterable(top.tree for top in headings):
        if heading.name in seen:
            raise FormError(f"{where} {heading.name} stands twice")
        seen.add(heading.name)


def _roles(id: str, entries: Mapping[str, Any], tables: Mapping[str, Table], words: Words) -> dict[str, Role]:
    return {key: _role(f"{id}.yml: role {key}", key, entry, tables, words) for key, entry in entries.items()}


def _role(where: str, key: str, data: Mapping[str, Any], tables: Mapping[str, Table], words: Words) -> Role:
    units = set()
    cells = tuple(cell for name in data["cells"] for cell in _leaves(name, tables))
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
        words=words.get(data["label"], (data["label"],)),
        cells=cells,
        unit=units.pop(),
        charted=data.get("charted", False),
        adds_up=data.get("adds_up", False),
        jump=Decimal(data["jump"]) if "jump" in data else None,
        rulemaking=data.get("rulemaking", False),
    )


def _leaves(name: str, tables: Mapping[str, Table]) -> list[str]:
    """The cells that `section.group.*.column` stands for, a leaf standing for itself; any other name as it is."""
    stem, star, column = name.partition(".*.")
    section, _, group = stem.partition(".")
    if not star or section not in tables:
        return [name]
    rows = [row for row in tables[section].rows if row == group or row.startswith(f"{group}.")]
    return [f"{section}.{row}.{column}" for row in rows] or [name]
