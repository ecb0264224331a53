"""A report as JSON: the public record used by search, downloads and `gongkai export --to json`."""

from __future__ import annotations

import json
from typing import Any

from generator.exporters.print_layout import report_title
from generator.model.agency import Agency
from generator.model.form import Form
from generator.model.narrative import published_texts
from generator.model.provenance import content_digest
from generator.model.report import Cell, Correction, Report, Withdrawal, int_or_float


def record(report: Report, form: Form, agency: Agency) -> dict[str, Any]:
    """Return the record described by the schema of its form, `docs/schemas/records/<form>.json`.

    The name is that of the agency in the report's year. A value is a number, null for a blank, or the printed text if
    no number can be read; `printed` holds the cells whose printed text is not the plain number.
    """
    tables, printed = _tables(report, form)
    return {
        "$schema": _schema_address(report),
        "agency": report.agency,
        "name": agency.name_in(report.year),
        "year": report.year,
        "form": report.form,
        "title": report_title(report, form, agency),
        "published": report.published and report.published.isoformat(),
        "published_time": report.published_at and f"{report.published_at:%H:%M}",
        "corrections": [_dated(each) for each in report.corrections],
        "withdrawn": _dated(report.withdrawn) if report.withdrawn else None,
        "source": report.source,
        "version": content_digest(report, form),
        "units": dict(form.units),
        "tables": tables,
        "printed": printed,
        "text": published_texts(report, form),
    }


def export_json(report: Report, form: Form, agency: Agency) -> bytes:
    """Return the record as one line of UTF-8 JSON; the same report gives the same bytes."""
    return (json.dumps(record(report, form, agency), ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _schema_address(report: Report) -> str:
    """Return the address of the record's schema, relative to that of the published record."""
    return f"{'../' * (report.agency.count('/') + 2)}schemas/records/{report.form}.json"


def _dated(change: Correction | Withdrawal) -> dict[str, str]:
    return {"date": change.date.isoformat(), "reason": change.reason}


def _tables(report: Report, form: Form) -> tuple[dict[str, dict[str, dict[str, Any]]], dict[str, str]]:
    """Return the values by section, row and column, and the printed texts that differ from them."""
    tables: dict[str, dict[str, dict[str, Any]]] = {}
    printed: dict[str, str] = {}
    for section, table in form.tables.items():
        rows = tables.setdefault(section, {})
        for row, (block, _) in table.rows.items():
            pairs = list(zip(block.column_names, report.tables[section][row], strict=True))
            rows[row] = {column: _value(cell) for column, cell in pairs}
            printed |= {f"{section}.{row}.{column}": cell.printed for column, cell in pairs if _differs(cell)}
    return tables, printed


def _value(cell: Cell) -> int | float | str | None:
    if cell.value is not None:
        return int_or_float(cell.value)
    return cell.printed or None


def _differs(cell: Cell) -> bool:
    return cell.printed != cell.plain
