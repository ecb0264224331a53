"""A report as JSON: the public record used by search, downloads and `gongkai export --to json`."""

from __future__ import annotations

import json
from typing import Any

from generator.model.agency import Agency
from generator.model.form import Form
from generator.model.narrative import published_texts
from generator.model.report import Cell, Report


def record(report: Report, form: Form, agency: Agency) -> dict[str, Any]:
    """Return `{agency, name, year, form, tables, printed, text}`; the name is that of the agency in the report's year.

    A value is a number, null for a blank, or the printed text if no number can be read; `printed` holds the
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
    """Return the record as one line of UTF-8 JSON; the same report gives the same bytes."""
    return (json.dumps(record(report, form, agency), ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _value(cell: Cell) -> int | float | str | None:
    if cell.value is not None:
        return int(cell.value) if cell.value % 1 == 0 else float(cell.value)
    return cell.printed or None


def _differs(cell: Cell) -> bool:
    return cell.value is not None and cell.printed != cell.plain
