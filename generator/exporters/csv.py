"""A report as CSV, a line a cell: UTF-8 with a mark that Excel needs, and nothing that Excel takes for a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from generator.exporters.cells import Line, cell_lines
from generator.exporters.paper import printable
from generator.model.agency import Agency
from generator.model.form import Form
from generator.model.report import Report, plain_number

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")

_NUMBER = re.compile(r"-?[0-9][0-9,]*(\.[0-9]+)?")

BOM = b"\xef\xbb\xbf"
"""What a CSV file begins with, so that Excel reads it as UTF-8."""


def export_csv(report: Report, form: Form, agency: Agency) -> bytes:
    """The report as CSV with a head."""
    return BOM + csv_head() + csv_lines(cell_lines(report, form, agency))


def csv_head() -> bytes:
    """The names of the columns."""
    return csv_rows([Line._fields])


def csv_lines(lines: Iterable[Line]) -> bytes:
    """The cells, without a head."""
    return csv_rows(lines)


def csv_rows(rows: Iterable[Iterable[object]]) -> bytes:
    """Rows of anything as CSV."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n").writerows(map(_text, row) for row in rows)
    return stream.getvalue().encode()


def _text(field: object) -> str:
    if field is None:
        return ""
    return plain_number(field) if isinstance(field, Decimal) else safe(str(field))


@lru_cache(5_000)
def safe(text: str) -> str:
    """The text, marked as one by an apostrophe where a spreadsheet would take it for a formula."""
    clean = printable(text)
    return f"'{clean}" if clean.startswith(_FORMULA) and not _NUMBER.fullmatch(clean) else clean
