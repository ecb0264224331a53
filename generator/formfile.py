"""Form files: `forms/*.yml` to `Form`.

Forms are ours, so a file that contradicts itself raises `FormError` instead of being reported to an author.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from generator.form import Block, Form, Forms, Heading, Role, Rule, Section, Table, Term

FORMS = Path(__file__).parent / "forms"


class FormError(ValueError):
    """A form file that contradicts itself; names the file and the offending entry."""


def load_forms(*folders: Path) -> Forms:
    """Every form file of `folders` (by default the official ones). Raises FormError."""
    paths = sorted(path for folder in folders or (FORMS,) for path in folder.glob("*.yml"))
    raw = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in paths}
    return Forms({key: load_form(key, raw) for key in raw})


def load_form(key: str, raw: Mapping[str, Any]) -> Form:
    """The form `key` of the raw form files, standing on its `base` if it has one. Raises FormError."""
    data = _on_base(key, raw)
    if data["form"] != key:
        raise FormError(f"{key}.yml: says it is form {data['form']}")
    tables = {section: _table(key, section, blocks) for section, blocks in data["tables"].items()}
    years = data["years"]
    form = Form(
        id=key,
        name=data["name"],
        title=data["title"],
        issued=data["issued"],
        first_year=years.get("from"),
        last_year=years.get("to"),
        sections=tuple(
            Section(name, entry["title"], tuple(entry.get("headings", ()))) for name, entry in data["sections"].items()
        ),
        tables=tables,
        roles={name: _role(key, name, entry, tables) for name, entry in data["roles"].items()},
    )
    if orphans := tables.keys() - data["sections"].keys():
        raise FormError(f"{key}.yml: tables without a section: {sorted(orphans)}")
    return form


def _on_base(key: str, raw: Mapping[str, Any]) -> dict[str, Any]:
    """The file's data laid over that of its base, key by key; null removes a key, a list replaces a list."""
    data = raw[key]
    if "base" not in data:
        return dict(data)
    if data["base"] not in raw:
        raise FormError(f"{key}.yml: unknown base {data['base']}")
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


def _table(form: str, section: str, blocks: Any) -> Table:
    blocks = blocks if isinstance(blocks, list) else [blocks]
    table = Table(section, tuple(_block(form, section, block) for block in blocks))
    if len(table.rows) != sum(len(block.row_leaves) for block in table.blocks):
        raise FormError(f"{form}.yml: a row name stands twice in {section}")
    return table


def _block(form: str, section: str, data: Mapping[str, Any]) -> Block:
    rows, columns = _headings(data["rows"]), _headings(data["columns"])
    rules = tuple(_rule(form, section, rule, rows, columns) for rule in data.get("rules", ()))
    return Block(
        title=data.get("title"),
        corner=data.get("corner", ""),
        columns=columns,
        rows=rows,
        rules=rules,
        one_row=data.get("printed") == "one-row",
        number=data.get("number", "count"),
        unit=data["unit"],
    )


def _headings(entries: Mapping[str, Any], prefix: str = "", **inherited: Any) -> tuple[Heading, ...]:
    """Headings from `key: label` or `key: {label, parts, named, number, unit}`; a named group prefixes its parts."""
    result = []
    for key, entry in entries.items():
        entry = entry if isinstance(entry, dict) else {"label": entry}
        own = {**inherited, **{name: entry[name] for name in ("number", "unit") if name in entry}}
        below = f"{prefix}{key}." if entry.get("named") else prefix
        parts = _headings(entry.get("parts", {}), below, **own)
        result.append(Heading(f"{prefix}{key}", str(entry["label"]), parts, **own))
    return tuple(result)


def _rule(
    form: str, section: str, data: Mapping[str, str], rows: tuple[Heading, ...], columns: tuple[Heading, ...]
) -> Rule:
    where = f"{form}.yml: rule {section}.{data['id']}"
    if data["each"] not in ("row", "column"):
        raise FormError(f"{where}: each must be row or column")
    names = [leaf.name for top in (columns if data["each"] == "row" else rows) for leaf in top.leaves]
    words = data["says"].split()
    relation = next((word for word in words if word in ("=", "<=", ">=")), None)
    if relation is None:
        raise FormError(f"{where}: no =, <= or >= in: {data['says']}")
    cut = words.index(relation)
    return Rule(
        id=f"{section}.{data['id']}",
        each=data["each"],  # type: ignore[arg-type]
        left=_terms(where, words[:cut], names),
        relation=relation,  # type: ignore[arg-type]
        right=_terms(where, words[cut + 1 :], names),
        weight=data.get("weight", "error"),  # type: ignore[arg-type]
    )


def _terms(where: str, words: list[str], names: list[str]) -> tuple[Term, ...]:
    """The operands of `a + b.* - previous.c`, each checked against the names of the axis."""
    terms: list[Term] = []
    for operator, word in zip(["+", *words[1::2]], words[::2], strict=True):
        previous = word.startswith("previous.")
        name = word.removeprefix("previous.")
        if name.endswith(".*"):
            stem = name[:-2]
            found = [each for each in names if each == stem or each.startswith(f"{stem}.")]
        else:
            found = [name] if name in names else []
        if not found or operator not in ("+", "-"):
            raise FormError(f"{where}: no line {word!r}" if not found else f"{where}: unknown sign {operator!r}")
        terms += [Term(1 if operator == "+" else -1, each, previous) for each in found]
    return tuple(terms)


def _role(form: str, key: str, data: Mapping[str, Any], tables: Mapping[str, Table]) -> Role:
    units = set()
    for cell in data["cells"]:
        section, _, rest = cell.partition(".")
        row, _, column = rest.rpartition(".")
        spot = tables[section].locate(row, column) if section in tables else None
        if spot is None:
            raise FormError(f"{form}.yml: role {key}: no cell {cell}")
        units.add(spot.unit)
    if len(units) != 1:
        raise FormError(f"{form}.yml: role {key}: cells of different units {sorted(units)}")
    return Role(key, data["label"], tuple(data["cells"]), units.pop())
