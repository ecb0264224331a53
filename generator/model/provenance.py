"""What an exported file says of where it comes from, so that it can be compared when it comes back edited."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import NamedTuple

from generator.model.form import Form
from generator.model.narrative import published_texts
from generator.model.report import Report

PREFIX = "gongkai-"
"""How the names of the document properties begin that hold an `Origin`; the rest is the name of the field."""

TEXT_SHEET, DATA_SHEET = "正文", "数据"
"""The sheets of a workbook beside those of the tables: the text, a paragraph a row; every cell, one a row."""


class Origin(NamedTuple):
    """The report a file was exported from, all in words; `version` is a digest of what was published then."""

    agency: str
    year: str
    form: str
    version: str


def origin(report: Report, form: Form) -> Origin:
    """What a file exported from the report says of itself."""
    return Origin(report.agency, str(report.year), report.form, version(report, form))


def properties(of: Origin) -> dict[str, str]:
    """The origin as document properties, by their names."""
    return {PREFIX + name: text for name, text in of._asdict().items()}


def read_origin(found: Mapping[str, str]) -> Origin | None:
    """The origin that a file's document properties tell of; None for a file that was not exported."""
    texts = [found.get(PREFIX + name) for name in Origin._fields]
    return Origin(*(text for text in texts if text)) if all(texts) else None


def is_exported(found: Mapping[str, str]) -> bool:
    """Whether a file with these document properties was exported."""
    return read_origin(found) is not None


def version(report: Report, form: Form) -> str:
    """A digest of what is published: form, figures as printed, texts. It changes whenever a reader sees a change."""
    tables = {
        section: {row: [cell.printed for cell in cells] for row, cells in rows.items()}
        for section, rows in report.tables.items()
    }
    data = json.dumps([report.form, tables, published_texts(report, form)], ensure_ascii=False, sort_keys=True)
    return sha256(data.encode(errors="surrogatepass")).hexdigest()[:16]
