"""A report as JSON: the public record that search, downloads and `gongkai export --to json` share."""

from __future__ import annotations

import json
from typing import Any

from generator.model.agency import Agency
from generator.model.form import Form
from generator.model.narrative import published_texts
from generator.model.report import Cell, Report


def record(report: Report, form: Form, agency: Agency) -> dict[str, Any]:
    """`{agency, name, year, form, tables, printed, text}`; the name is the one borne in the report's year.

    A value is a number, null for a blank, or the printed text where no number can be read; `printed` holds the
    cells whose printed text is not the plain number.
    """
    tables: dict[str, dict[str, dict[str, Any]]] = {}
    printed: dict[str, str] = {}
    for section, table in form.tables.items():
        rows = tables.setdefault(section, {})
        for row, (block, _) in table.rows.items():
            pairs = list(zip(block.column_names, report.tables[section][row], strict=True))
            rows[row] = {column: _value(cell) for column, cell in pairs}
            printed |= {f"{section}.{row}.{column}": cell.printed for column, cell in pairs if _differs(cell)}
    return {
        "agency": report.agency,
        "name": agency.name_in(report.year),
        "year": report.year,
        "form": report.form,
        "tables": tables,
        "printed": printed,
        "text": published_texts(report, form),
    }


def export_json(report: Report, form: Form, agency: Agency) -> bytes:
    """The record as UTF-8 JSON, one line, the same bytes for the same report."""
    return (json.dumps(record(report, form, agency), ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _value(cell: Cell) -> int | float | str | None:
    if cell.value is not None:
        return int(cell.value) if cell.value % 1 == 0 else float(cell.value)
    return cell.printed or None


def _differs(cell: Cell) -> bool:
    return cell.value is not None and cell.printed != cell.plain
