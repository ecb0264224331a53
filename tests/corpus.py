"""The corpus of published reports with known figures, a folder next to the project on some machines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from generator.model.form import Forms
from generator.model.report import Cell, Report, plain_number

FOLDER = Path(__file__).parents[2] / "shared" / "corpus"
FILES = sorted(FOLDER.glob("*.json"))


def record_in(path: Path) -> dict[str, Any]:
    """Return the record of one report."""
    return {**json.loads(path.read_text(encoding="utf-8")), "id": path.stem}


def records() -> Iterator[dict[str, Any]]:
    """Yield the record of every report; yield nothing if the corpus is not available."""
    return map(record_in, FILES)


def report_of(record: dict[str, Any], forms: Forms) -> Report:
    """Return the record as a report without texts."""
    form = forms[record["form"]]
    tables = {
        section: {
            row: tuple(_cell(record["tables"][section][row][column]) for column in block.column_names)
            for row, (block, _) in table.rows.items()
        }
        for section, table in form.tables.items()
    }
    text = {section.key: "" for section in form.sections if section.key not in form.tables}
    return Report("jia", record["year"], form.id, tables, text, form_named=not form.is_official_in(record["year"]))


def _cell(value: float | str | None) -> Cell:
    if value is None:
        return Cell("")
    number = Decimal(str(value))
    return Cell(plain_number(number), number)
