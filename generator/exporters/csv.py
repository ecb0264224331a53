"""A report as CSV, a row per cell: UTF-8 with a byte order mark for Excel, and safe from formula injection."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from generator.exporters.cells import CellRecord, cell_records
from generator.exporters.print_layout import printable
from generator.model.agency import Agency
from generator.model.form import Form
from generator.model.report import Report, plain_number

_FORMULA_PREFIXES = ("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")

_NUMBER = re.compile(r"-?[0-9][0-9,]*(\.[0-9]+)?")

BOM = b"\xef\xbb\xbf"
"""The byte order mark, without which Excel does not read a CSV file as UTF-8."""


def export_csv(report: Report, form: Form, agency: Agency) -> bytes:
    """Return the report as a CSV file with a header."""
    return BOM + csv_header() + csv_rows(cell_records(report, form, agency))


def csv_header() -> bytes:
    """Return the row of column names for cell records."""
    return csv_rows([CellRecord._fields])


def csv_rows(rows: Iterable[Iterable[object]]) -> bytes:
    """Return the rows, with fields of any type, as CSV."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n").writerows(map(_text, row) for row in rows)
    return stream.getvalue().encode()


def _text(field: object) -> str:
    if field is None:
        return ""
    return plain_number(field) if isinstance(field, Decimal) else escape_formula(str(field))


@lru_cache(5_000)
def escape_formula(text: str) -> str:
    """Return the text with a leading apostrophe if a spreadsheet would read it as a formula."""
    clean = printable(text)
    return f"'{clean}" if clean.startswith(_FORMULA_PREFIXES) and not _NUMBER.fullmatch(clean) else clean
