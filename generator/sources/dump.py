"""A `Report` to the text of its source file, with the official label beside every row.

`load_report` of the text gives an equal report.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from generator.model import keys
from generator.model.form import Form
from generator.model.report import Cell, Correction, Report, plain_number
from generator.model.table import Block, Heading, Table

_PLAIN_CELL = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?|/|—")
_WORD = r"[\w㐀-鿿（）〔〕《》“”、，。；.-]"
_PLAIN_TEXT = re.compile(rf"[A-Za-z〇㐀-鿿（〔《“]{_WORD}*(?: {_WORD}+)*", re.ASCII)
_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
"""Words that YAML takes for something else than text."""

Rows = Mapping[str, tuple[Cell, ...]]


def dump_report(report: Report, form: Form, schema: str | None = None) -> str:
    """The report as YAML. `schema` is the address an editor finds the form's JSON Schema at."""
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
    yield from _decisions(report)


def _facts(report: Report) -> Iterator[str]:
    if report.form_named:
        yield f"form: {json.dumps(report.form)}"
    if report.published:
        yield f"published: {report.published.isoformat()}"
    for key in ("source", *keys.LINES):
        if (value := getattr(report, key)) is not None:
            yield f"{key}: {yaml_text(value)}"


def _prose(key: str, text: str | None, indent: str = "") -> Iterator[str]:
    """The text as a literal block; nothing where there is None."""
    if text is None:
        return
    if text == "":
        yield f"{indent}{key}:"
        return
    mark = "|2" if text.startswith(" ") else "|"
    yield f"{indent}{key}: {mark}"
    for line in text.split("\n"):
        yield f"{indent}  {line}" if line else ""


def _table(table: Table, rows: Rows) -> Iterator[str]:
    """Each row with its label as a comment; the order of the columns is told wherever it changes."""
    orders = {name: _order(block) for name, (block, _) in table.rows.items()}
    return _rows(table.lines, rows, orders, "  ", [""])


def _rows(
    lines: Sequence[Heading], rows: Rows, orders: Mapping[str, str], indent: str, told: list[str]
) -> Iterator[str]:
    """Rows and groups of rows at one level, values aligned; `told` holds the order of columns last told."""
    width = max(len(line.key) for line in lines if not line.parts) + 1 if any(not line.parts for line in lines) else 0
    for line in lines:
        if line.parts:
            yield f"{indent}{line.key}:"
            below = [each for part in line.parts for each in part.lines]
            yield from _rows(below, rows, orders, f"{indent}  ", told)
            continue
        order = orders[line.name]
        if order and order != told[-1]:
            yield f"{indent}# {order}"
        told.append(order)
        yield f"{indent}{f'{line.key}:':<{width}} {_row(rows[line.name])}  # {line.label}"


def _order(block: Block) -> str:
    """What the numbers of a row stand for, in order; nothing for a single number."""
    labels = [column.label for column in block.column_leaves]
    return f"依次为：{'、'.join(labels)}" if len(labels) > 1 else ""


def _row(cells: tuple[Cell, ...]) -> str:
    texts = [cell_text(cell.printed) for cell in cells]
    return texts[0] if len(texts) == 1 else f"[{', '.join(texts)}]"


def cell_text(printed: str) -> str:
    """A cell as sources write it."""
    if printed == "":
        return "null"
    return printed if _PLAIN_CELL.fullmatch(printed) else _quoted(printed)


def yaml_text(text: str) -> str:
    """A line of text: plain where every reader of YAML takes it for this text, else in quotation marks."""
    return text if _PLAIN_TEXT.fullmatch(text) and text.lower() not in _WORDS else _quoted(text)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _decisions(report: Report) -> Iterator[str]:
    if report.accepts:
        yield ""
        yield "accepts:"
    for accept in report.accepts:
        cell = f", cell: {yaml_text(accept.cell)}" if accept.cell else ""
        sides = f", sides: [{', '.join(map(plain_number, accept.sides))}]" if accept.sides else ""
        yield f"  - {{check: {yaml_text(accept.check)}{cell}, reason: {_quoted(accept.reason)}{sides}}}"
    if report.corrections:
        yield ""
        yield "corrections:"
    for correction in report.corrections:
        yield from correction_lines(correction)
    if report.withdrawn:
        yield ""
        yield f"withdrawn: {{date: {report.withdrawn.date.isoformat()}, reason: {_quoted(report.withdrawn.reason)}}}"


def correction_entry(correction: Correction) -> str:
    """The correction as an entry of one line, to be shown in a sentence."""
    pairs = ((cell, cell_text(was), cell_text(now)) for cell, (was, now) in correction.changes.items())
    changes = ", ".join(f"{cell}: [{was}, {now}]" for cell, was, now in pairs)
    parts = [f"date: {correction.date.isoformat()}", f"reason: {yaml_text(correction.reason)}"]
    parts += [f"changes: {{{changes}}}"] if changes else []
    parts += [f"text: [{', '.join(correction.text)}]"] if correction.text else []
    return f"- {{{', '.join(parts)}}}"


def correction_lines(correction: Correction) -> Iterator[str]:
    """The correction as an entry of the list `corrections`."""
    yield f"  - date: {correction.date.isoformat()}"
    yield f"    reason: {_quoted(correction.reason)}"
    if correction.changes:
        yield "    changes:"
        for cell, (was, now) in correction.changes.items():
            yield f"      {cell}: [{cell_text(was)}, {cell_text(now)}]"
    if correction.text:
        yield f"    text: [{', '.join(yaml_text(section) for section in correction.text)}]"
