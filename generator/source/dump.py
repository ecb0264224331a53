"""A `Report` to the text of its source file, with the official label beside every row.

`load_report` of the text gives an equal report.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from generator.form import Block, Form, Table
from generator.report import Cell, Correction, Report

_PLAIN_CELL = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?|/|—")
_PLAIN_TEXT = re.compile(
    r"[A-Za-z0-9〇㐀-鿿（〔《“][\w㐀-鿿（）〔〕《》“”、，。；.-]*(?: [\w㐀-鿿（）〔〕《》“”、，。；.-]+)*"
)
_FOLDS_BADLY = re.compile("[\x00-\x08\x0b-\x1f\x7f-\xa0\u2028\u2029\ufeff]|\t")


def dump_report(report: Report, form: Form, schema: str | None = None) -> str:
    """The report as YAML. `schema` is the address an editor finds the form's JSON Schema at."""
    return "\n".join(_lines(report, form, schema)) + "\n"


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
        elif report.text[section.key]:
            yield from _prose(section.key, report.text[section.key])
        else:
            yield f"{section.key}:"
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
        yield f"form: {_text(report.form)}"
    if report.published:
        yield f"published: {report.published.isoformat()}"
    for key in ("source", "title", "index_number", "document_number", "licence"):
        if (value := getattr(report, key)) is not None:
            yield f"{key}: {_text(value)}"


def _prose(key: str, text: str | None, indent: str = "") -> Iterator[str]:
    """The text as a literal block, or quoted where a block would not keep it."""
    if not text:
        return
    if _FOLDS_BADLY.search(text):
        yield f"{indent}{key}: {json.dumps(text, ensure_ascii=True)}"
        return
    mark = "|2" if text.startswith(" ") else "|"
    yield f"{indent}{key}: {mark}"
    for line in text.split("\n"):
        yield f"{indent}  {line}" if line else ""


def _table(table: Table, rows: Mapping[str, tuple[Cell, ...]]) -> Iterator[str]:
    """Each row with its label as a comment; grouped rows are nested and their values aligned."""
    order = ""
    for group, names in groupby(table.rows, key=lambda name: name.rpartition(".")[0]):
        parts = group.split(".") if group else []
        for level, part in enumerate(parts, 1):
            yield f"{'  ' * level}{part}:"
        members = list(names)
        width = max(len(name.rpartition(".")[2]) for name in members) + 1
        for name in members:
            columns = _order(table.rows[name][0])
            if columns not in ("", order):
                yield f"{'  ' * (len(parts) + 1)}# {columns}"
            order = columns
            key = f"{name.rpartition('.')[2]}:"
            label = table.rows[name][1].label
            yield f"{'  ' * (len(parts) + 1)}{key:<{width}} {_row(rows[name])}  # {label}"


def _order(block: Block) -> str:
    """What the numbers of a row stand for, in order; nothing for a single number."""
    labels = [column.label for column in block.column_leaves]
    return f"依次为：{'、'.join(labels)}" if len(labels) > 1 else ""


def _row(cells: tuple[Cell, ...]) -> str:
    texts = [_cell(cell) for cell in cells]
    return texts[0] if len(texts) == 1 else f"[{', '.join(texts)}]"


def _cell(cell: Cell) -> str:
    if cell.printed == "":
        return "null"
    return cell.printed if _PLAIN_CELL.fullmatch(cell.printed) else json.dumps(cell.printed, ensure_ascii=False)


def _text(text: str) -> str:
    if _PLAIN_TEXT.fullmatch(text) and text.lower() not in ("null", "~"):
        return text
    return json.dumps(text, ensure_ascii=bool(_FOLDS_BADLY.search(text)))


def _decisions(report: Report) -> Iterator[str]:
    if report.accepts:
        yield ""
        yield "accepts:"
    for accept in report.accepts:
        cell = f", cell: {accept.cell}" if accept.cell else ""
        yield f"  - {{check: {accept.check}{cell}, reason: {json.dumps(accept.reason, ensure_ascii=False)}}}"
    if report.corrections:
        yield ""
        yield "corrections:"
    for correction in report.corrections:
        yield from _correction(correction)
    if report.withdrawn:
        reason = json.dumps(report.withdrawn.reason, ensure_ascii=False)
        yield ""
        yield f"withdrawn: {{date: {report.withdrawn.date.isoformat()}, reason: {reason}}}"


def _correction(correction: Correction) -> Iterator[str]:
    yield f"  - date: {correction.date.isoformat()}"
    yield f"    reason: {json.dumps(correction.reason, ensure_ascii=False)}"
    if correction.changes:
        yield "    changes:"
        for cell, (was, now) in correction.changes.items():
            pair = ", ".join(_cell(Cell(text)) for text in (was, now))
            yield f"      {cell}: [{pair}]"
    if correction.text:
        yield f"    text: [{', '.join(correction.text)}]"
