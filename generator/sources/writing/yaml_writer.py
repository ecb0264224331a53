"""Write a `Report` as the text of its source file, with the official label beside every row.

`load_report` of the text returns an equal report.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from generator.model import keys
from generator.model.form import Form
from generator.model.report import OPEN, Cell, Report, plain_number
from generator.model.table import Block, Heading, Table
from generator.sources.writing.corrections import correction_lines
from generator.sources.writing.scalars import cell_text, quoted, yaml_text

Rows = Mapping[str, tuple[Cell, ...]]


def dump_report(report: Report, form: Form, schema: str | None = None) -> str:
    """Return the report as YAML; `schema` is the address of the JSON Schema that editors are to use."""
    return "\n".join(_lines(report, form, schema)).lstrip("\n") + "\n"


def _lines(report: Report, form: Form, schema: str | None) -> Iterator[str]:
    if schema:
        yield f"# yaml-language-server: $schema={schema}"
    yield from _facts(report)
    yield from _prose("preamble", report.preamble)
    for section in form.sections:
        yield ""
        yield f"# {section.title}"
        if section.key in form.tables:
            yield f"{section.key}:"
            yield from _table(form.tables[section.key], report.tables[section.key])
        else:
            yield from _prose(section.key, report.text[section.key])
    if report.closing:
        yield ""
        yield from _prose("closing", report.closing)
    if report.notes:
        yield ""
        yield "notes:"
        for key, text in report.notes.items():
            yield from _prose(key, text, "  ")
    yield from _declarations(report)


def _facts(report: Report) -> Iterator[str]:
    if report.form_named:
        yield f"form: {json.dumps(report.form)}"
    if report.published:
        yield f"published: {report.published_text}"
    for key in ("source", *keys.LINES):
        if (value := getattr(report, key)) is not None:
            yield f"{key}: {yaml_text(value)}"


def _prose(key: str, text: str | None, indent: str = "") -> Iterator[str]:
    """Yield the text as a literal block; nothing for None."""
    if text is None:
        return
    if text == "":
        yield f"{indent}{key}:"
        return
    marker = "|2" if text.startswith(" ") else "|"
    yield f"{indent}{key}: {marker}"
    for line in text.split("\n"):
        yield f"{indent}  {line}" if line else ""


def _table(table: Table, rows: Rows) -> Iterator[str]:
    """Yield each row with its label as a comment, and a comment with the column order whenever it changes."""
    return _TableWriter(table, rows).lines(table.lines, "  ")


class _TableWriter:
    """Writer of the rows of one table, which remembers the column order last written."""

    def __init__(self, table: Table, rows: Rows) -> None:
        self._rows = rows
        is_open = any(cell.printed == OPEN for cells in rows.values() for cell in cells)
        advice = "；整行都是 0 的可以只写 0" if is_open else ""
        orders = {name: _column_order(block) for name, (block, _) in table.rows.items()}
        self._orders = {name: order and f"{order}{advice}" for name, order in orders.items()}
        self._last_order = ""

    def lines(self, headings: Sequence[Heading], indent: str) -> Iterator[str]:
        """Yield the rows and groups of rows of one level, values aligned."""
        width = max((len(heading.key) + 1 for heading in headings if not heading.parts), default=0)
        for heading in headings:
            if heading.parts:
                yield f"{indent}{heading.key}:"
                yield from self.lines([line for part in heading.parts for line in part.lines], f"{indent}  ")
                continue
            order = self._orders[heading.name]
            if order and order != self._last_order:
                yield f"{indent}# {order}"
            self._last_order = order
            yield f"{indent}{f'{heading.key}:':<{width}} {_row(self._rows[heading.name])}  # {heading.label}"


def _column_order(block: Block) -> str:
    """Return the comment that names the columns of a row in order; empty for a single column."""
    labels = [column.label for column in block.column_leaves]
    return f"依次为：{'、'.join(labels)}" if len(labels) > 1 else ""


def _row(cells: tuple[Cell, ...]) -> str:
    texts = [cell_text(cell.printed) for cell in cells]
    return texts[0] if len(texts) == 1 else f"[{', '.join(texts)}]"


def _declarations(report: Report) -> Iterator[str]:
    if report.accepts:
        yield ""
        yield "accepts:"
    for accept in report.accepts:
        cell = f", cell: {yaml_text(accept.cell)}" if accept.cell else ""
        sides = f", sides: [{', '.join(map(plain_number, accept.sides))}]" if accept.sides else ""
        yield f"  - {{check: {yaml_text(accept.check)}{cell}, reason: {quoted(accept.reason)}{sides}}}"
    if report.corrections:
        yield ""
        yield "corrections:"
    for correction in report.corrections:
        yield from correction_lines(correction)
    if report.withdrawn:
        yield ""
        yield f"withdrawn: {{date: {report.withdrawn.date.isoformat()}, reason: {quoted(report.withdrawn.reason)}}}"
