"""The formats that reports are exported in: one entry each, from which pages, commands and builds follow."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from generator.exporters.csv import export_csv
from generator.exporters.excel import export_excel
from generator.exporters.fonts import pdf_fault
from generator.exporters.json import export_json
from generator.exporters.pdf import export_pdf
from generator.exporters.word import export_word
from generator.model.agency import Agency
from generator.model.form import Form
from generator.model.report import Report
from generator.model.site import SiteSettings


class Format(NamedTuple):
    """A format: the suffix of its files, which names it on the command line, its label on pages, and its exporter.

    `media_type` is as registered with IANA.
    `is_download` says that its files are only for readers, needed by neither pages nor search. `fault` returns why it
    cannot be made on this machine, None if it can. `is_form`: an unfilled report becomes an empty form to fill in.
    With `has_properties`, `export` also takes the site to name in them.
    """

    suffix: str
    label: str
    export: Callable[..., bytes]
    is_download: bool = True
    fault: Callable[[], str | None] = lambda: None
    is_form: bool = False
    has_properties: bool = False
    media_type: str = "application/octet-stream"

    def publish(self, report: Report, form: Form, agency: Agency, site: SiteSettings) -> bytes:
        """Return the file as the site publishes it."""
        return self.export(report, form, agency, *([site] if self.has_properties else []))


_OFFICE = "application/vnd.openxmlformats-officedocument"

FORMATS = {
    each.suffix: each
    for each in (
        Format(
            "docx",
            "Word",
            export_word,
            is_form=True,
            has_properties=True,
            media_type=f"{_OFFICE}.wordprocessingml.document",
        ),
        Format(
            "xlsx",
            "Excel",
            export_excel,
            is_form=True,
            has_properties=True,
            media_type=f"{_OFFICE}.spreadsheetml.sheet",
        ),
        Format("pdf", "PDF", export_pdf, fault=pdf_fault, has_properties=True, media_type="application/pdf"),
        Format("csv", "CSV", export_csv, media_type="text/csv"),
        Format("json", "JSON", export_json, is_download=False, media_type="application/json"),
    )
}
"""All formats by suffix, in the order in which pages offer them."""

ARCHIVE_SUFFIX = "zip"

DATA_PACKAGE = "datapackage.json"
"""The name of a data package, beside the files it describes."""

CHECKSUMS = "SHA256SUMS.txt"
"""The name of the file with the SHA-256 of an agency's downloads, in the agency's folder."""


def available_formats() -> dict[str, Format]:
    """Return the formats that can be made on this machine."""
    return {suffix: each for suffix, each in FORMATS.items() if each.fault() is None}


def export_path(report: Report, suffix: str) -> str:
    """Return the path of an exported report below the site."""
    return f"{report.agency}/{report.year}/report.{suffix}"


def is_download(path: str) -> bool:
    """Return whether a file of the site is only for readers: an archive, a report in such a format, or about these."""
    suffix, name = path.rpartition(".")[2], path.rpartition("/")[2]
    is_description = name == CHECKSUMS or name.endswith(DATA_PACKAGE)
    return is_description or suffix == ARCHIVE_SUFFIX or (suffix in FORMATS and FORMATS[suffix].is_download)
