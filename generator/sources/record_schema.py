"""JSON Schemas of published records (`report.json`): one for each form, for the programs that read them.

Records grow by additions only, so a schema admits further keys beside those it describes, but no others in a table.
"""

from __future__ import annotations

from generator.model.form import Form
from generator.model.provenance import DIGEST_DIGITS
from generator.model.table import Block, Table
from generator.sources.json_schema import DIALECT, Schema
from generator.sources.reading.dates import CLOCK

_TEXT: Schema = {"type": "string"}
_DAY: Schema = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_CHANGE: Schema = {"type": "object", "properties": {"date": _DAY, "reason": _TEXT}, "required": ["date", "reason"]}
_VALUE: Schema = {
    "description": "数；空白为 null；读不出数的照原样为文字，例如“/”；还没有填的为“?”",
    "type": ["number", "string", "null"],
}


def record_schema(form: Form) -> Schema:
    """Return the schema of the records of reports in this form."""
    properties = {**_facts(form), **_contents(form)}
    return {
        "$schema": DIALECT,
        "title": f"{form.title}（{form.name}）的数据",
        "description": "网站上每份报告旁的 report.json。以后的版本只增加键，不改、不删已有的键。",
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "$defs": {"value": _VALUE} | {_name(key, block): _row(block) for key, block in _blocks(form)},
    }


def _facts(form: Form) -> dict[str, Schema]:
    return {
        "$schema": {"title": "本说明的地址，从这份数据的地址算起", **_TEXT},
        "agency": {"title": "机关代号，也是机关在网站上的地址", **_TEXT},
        "name": {"title": "机关在报告年度的名称", **_TEXT},
        "year": {"title": "报告年度", "type": "integer"},
        "form": {"title": "表格格式", "const": form.id},
        "title": {"title": "报告的标题", **_TEXT},
        "published": {"title": "公布日期；不知道的为 null", "anyOf": [_DAY, {"type": "null"}]},
        "published_time": {
            "title": "公布的钟点（北京时间）；不知道的为 null",
            "anyOf": [{"type": "string", "pattern": f"^{CLOCK}$"}, {"type": "null"}],
        },
        "corrections": {"title": "公布后的更正", "type": "array", "items": _CHANGE},
        "withdrawn": {"title": "撤回；没有撤回的为 null", "anyOf": [_CHANGE, {"type": "null"}]},
        "source": {"title": "原件网址；没有的为 null", "type": ["string", "null"]},
        "version": {
            "title": "内容的版本：数字或文字有改动就不同",
            "pattern": f"^[0-9a-f]{{{DIGEST_DIGITS}}}$",
            **_TEXT,
        },
        "units": {
            "title": "单位",
            "description": "键是部分、行或格的全名：一个部分的各格单位相同的只写部分，一行相同的只写行，否则写到格",
            "const": form.units,
        },
    }


def _contents(form: Form) -> dict[str, Schema]:
    texts = {"preamble": "第一部分之前的正文", **{each.key: each.title for each in form.sections}, "closing": "落款"}
    printed: Schema = {"propertyNames": {"enum": list(form.cells)}, "additionalProperties": _TEXT}
    titles = {section.key: section.title for section in form.sections}
    return {
        "tables": {
            "title": "表格：部分、行、列",
            **_closed({key: {"title": titles[key], **_table(table)} for key, table in form.tables.items()}),
        },
        "printed": {"title": "印的字不只是一个数的格，照原样；键是格的全名", "type": "object", **printed},
        "text": {
            "title": "各部分的文字；没有文字的部分没有键",
            "type": "object",
            "properties": {key: {"title": title, **_TEXT} for key, title in texts.items()},
            "additionalProperties": False,
        },
    }


def _blocks(form: Form) -> list[tuple[Table, Block]]:
    return [(table, block) for table in form.tables.values() for block in table.blocks]


def _name(table: Table, block: Block) -> str:
    return f"{table.section}-{table.blocks.index(block) + 1}"


def _table(table: Table) -> Schema:
    """Return the schema of a table, whose rows are named from the outermost group to the row: `group.row`."""
    rows = {
        name: {"title": line.label, "$ref": f"#/$defs/{_name(table, block)}"}
        for name, (block, line) in table.rows.items()
    }
    return _closed(rows)


def _row(block: Block) -> Schema:
    return _closed({each.name: {"title": each.label, "$ref": "#/$defs/value"} for each in block.column_leaves})


def _closed(properties: dict[str, Schema]) -> Schema:
    """Return the schema of an object that has all these keys and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
