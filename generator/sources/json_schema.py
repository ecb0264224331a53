"""JSON Schemas for editors: one for the reports of each form, one for `agency.yml`.

They help while typing (titles, column order, kinds of number); `gongkai check` has the final say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from generator.model import keys
from generator.model.agency import AGENCY_KINDS
from generator.model.form import Form
from generator.model.table import Block, Heading, NumberKind, Table
from generator.sources.reading.agency import DUE, REGION, USCC
from generator.sources.reading.dates import CLOCK
from generator.sources.reading.fields import MAX_LINE_CHARS
from generator.sources.reading.tables import ZERO_ROW

Schema = dict[str, Any]
Shared = dict[str, Schema]
"""The schemas under `$defs`, by name."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_NAME: Schema = {"type": "string", "minLength": 1, "maxLength": MAX_LINE_CHARS}
_LINE: Schema = {"type": ["string", "null"], "maxLength": MAX_LINE_CHARS}
_LINK: Schema = {"type": ["string", "null"], "pattern": "^https?://", "maxLength": MAX_LINE_CHARS}
_DATE: Schema = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_YEAR: Schema = {"type": "integer", "minimum": 1900, "maximum": 2099}
_NUMBER_SCHEMAS: dict[NumberKind, Schema] = {
    "count": {"type": ["integer", "null", "string"], "minimum": 0},
    "signed": {"type": ["integer", "null", "string"]},
    "amount": {"type": ["number", "null", "string"], "minimum": 0},
}
_NUMBER_NAMES: dict[NumberKind, str] = {"count": "不小于 0 的整数", "signed": "整数，可为负", "amount": "不小于 0 的数"}


def report_schema(form: Form) -> Schema:
    """Return the schema of a report's source file in this form."""
    shared: Shared = {"place": {"enum": list(form.places)}, "cell": {"enum": list(form.cells)}}
    schemas = {**_facts(form), **_sections(form, shared), **_declarations(form)}
    titles = keys.REPORT | {section.key: section.title for section in form.sections}
    return {
        "$schema": DIALECT,
        "title": f"{form.title}（{form.name}）",
        "description": form.issued,
        **_closed(titles, schemas, [section.key for section in form.sections]),
        "$defs": shared,
    }


def _facts(form: Form) -> dict[str, Schema]:
    named = [form.id, int(form.id)] if form.id.isdecimal() else [form.id]
    return {
        "form": {"enum": named},
        "published": {"type": "string", "pattern": f"^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}( {CLOCK})?$"},
        "source": _LINK,
        **dict.fromkeys((*keys.LINES, *keys.TEXTS), _LINE),
    }


def _sections(form: Form, shared: Shared) -> dict[str, Schema]:
    """Return the schemas of the sections, texts and tables."""
    texts = {section.key: _LINE for section in form.sections}
    return texts | {key: _rows(table, table.lines, shared) for key, table in form.tables.items()}


def _rows(table: Table, lines: Sequence[Heading], shared: Shared) -> Schema:
    """Return the schema of the rows and groups of rows at one level of a source file."""
    schemas: dict[str, Schema] = {}
    for line in lines:
        below = [each for part in line.parts for each in part.lines]
        if below:
            schemas[line.key] = _rows(table, below, shared)
        else:
            schemas[line.key] = _reference(_row(table.rows[line.name][0], line), table.section, shared)
    return _closed({line.key: line.label for line in lines}, schemas, list(schemas))


def _reference(schema: Schema, name: str, shared: Shared) -> Schema:
    """Return a reference to the equal schema among the shared ones, adding this one if there is none."""
    key = next((key for key, each in shared.items() if each == schema), None)
    if key is None:
        key = f"{name}-{len(shared) - 1}"
        shared[key] = schema
    return {"$ref": f"#/$defs/{key}"}


def _row(block: Block, row: Heading) -> Schema:
    """Return the schema of a row: a list in printed order, or a plain value: of a single column, or of only zeros."""
    cells = [_cell(block, row, column) for column in block.column_leaves]
    listed = {"type": "array", "prefixItems": cells, "items": False, "minItems": len(cells), "maxItems": len(cells)}
    if len(cells) > 1:
        order = "、".join(column.label for column in block.column_leaves)
        return {"description": f"依次为：{order}；全是 0 的可以只写 0", "anyOf": [{"enum": [0, ZERO_ROW]}, listed]}
    return {"description": cells[0]["description"], "anyOf": [cells[0], listed]}


def _cell(block: Block, row: Heading, column: Heading) -> Schema:
    number = block.number_of(row, column)
    description = f"单位：{block.unit_of(row, column)}；{_NUMBER_NAMES[number]}；空白写 null，“—”“/”照填"
    return {"title": column.label, "description": description, **_NUMBER_SCHEMAS[number]}


def _declarations(form: Form) -> dict[str, Schema]:
    """Return the schemas of notes, accepted faults, corrections and withdrawal."""
    notes = {section.key: section.title for section in form.sections if section.key in form.tables}
    change = {"type": "array", "minItems": 2, "maxItems": 2, "items": {"type": ["number", "null", "string"]}}
    texts = [*(section.key for section in form.sections), *keys.CORRECTED]
    sides: Schema = {"type": "array", "minItems": 2, "maxItems": 2, "items": {"type": "number"}}
    accept: dict[str, Schema] = {"check": _NAME, "cell": {"$ref": "#/$defs/place"}, "reason": _NAME, "sides": sides}
    correction: dict[str, Schema] = {
        "date": _DATE,
        "reason": _NAME,
        "changes": {"type": "object", "propertyNames": {"$ref": "#/$defs/cell"}, "additionalProperties": change},
        "text": _list({"enum": texts}),
    }
    withdrawal: dict[str, Schema] = {"date": _DATE, "reason": _NAME}
    return {
        "notes": _closed(notes, dict.fromkeys(notes, _LINE)),
        "accepts": _list(_closed(keys.ACCEPT, accept, ["check", "reason"])),
        "corrections": _list(_closed(keys.CORRECTION, correction, ["date", "reason"])),
        "withdrawn": _closed(keys.WITHDRAWAL, withdrawal, ["date", "reason"]),
    }


def agency_schema() -> Schema:
    """Return the schema of `agency.yml`."""
    kinds = "；".join(f"{kind}：{label}" for kind, label in AGENCY_KINDS.items())
    former: dict[str, Schema] = {"name": _NAME, "until": _YEAR, "note": _LINE}
    duty: dict[str, Schema] = {"from": _YEAR, "to": _YEAR, "due": {"type": "string", "pattern": f"^({DUE})$"}}
    schemas: dict[str, Schema] = {
        "name": _NAME,
        "kind": {"enum": list(AGENCY_KINDS), "description": kinds},
        "short_names": _list(_NAME),
        "region": {"type": ["string", "integer"], "pattern": f"^{REGION}$", "minimum": 100_000},
        "uscc": {"type": "string", "pattern": f"^{USCC}$"},
        "site": _closed(keys.SITE, {key: {"type": ["string", "integer"]} for key in keys.SITE}, ["name"]),
        "since": _YEAR,
        "until": _YEAR,
        "formerly": _list(_closed(keys.FORMER, former, ["name"])),
        "moved_from": _list(_NAME),
        "duty": _closed(keys.DUTY, duty, ["from"]),
        "demo": {"type": "boolean"},
    }
    return {"$schema": DIALECT, "title": "机关", **_closed(keys.AGENCY, schemas, ["name", "kind"])}


def rules_schema(forms: Iterable[Form]) -> Schema:
    """Return the schema of `rules.yml`."""
    known = list(forms)
    texts = {each.key: each.title for form in known for each in form.sections if each.key not in form.tables}
    cells = dict.fromkeys(cell for form in known for cell in form.cells)
    count: Schema = {"type": "integer", "minimum": 1, "maximum": 999_999}
    rule: dict[str, Schema] = {
        "title": _NAME,
        "number": _LINE,
        "from": _YEAR,
        "to": _YEAR,
        "agencies": _list(_NAME),
        "kinds": _list({"enum": list(AGENCY_KINDS)}),
        "longest": _closed(texts, dict.fromkeys(texts, count)),
        "due": {"type": "string", "pattern": f"^({DUE})$"},
        "figures": _list({"enum": list(cells)}),
    }
    titles = {"rules": "各个通知的要求"}
    rules = {"rules": _list(_closed(keys.RULE, rule, ["title"]))}
    return {"$schema": DIALECT, "title": "本地的要求", **_closed(titles, rules, ["rules"])}


def _closed(titles: Mapping[str, str], schemas: Mapping[str, Schema], required: Sequence[str] = ()) -> Schema:
    """Return the schema of an object with these keys and no others."""
    properties = {key: {"title": title, **schemas[key]} for key, title in titles.items()}
    schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return schema | ({"required": list(required)} if required else {})


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}
