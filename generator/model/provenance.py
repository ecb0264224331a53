"""The origin recorded in exported files, so that an edited export can be compared with its report."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import quote, unquote

from generator.model.form import Form
from generator.model.narrative import published_texts
from generator.model.report import Report
from generator.model.site import SiteSettings

PROPERTY_PREFIX = "gongkai-"
"""The prefix of the document properties that hold an `Origin`; the rest of their names is the field name."""

CLOSING_PROPERTY = PROPERTY_PREFIX + "closing"
"""The property that says how many blocks of a PDF follow its last section, as no tag marks them."""

TEXT_SHEET, DATA_SHEET = "正文", "数据"
"""The sheets of a workbook other than the tables: text with one paragraph per row, data with one cell per row."""

DIGEST_DIGITS = 16
"""The length of a content digest; with 64 bits, no two versions of a report come out the same by chance."""

_PLAIN_IN_KEYWORDS = "/:?&=#;+@!~*'()[]"
"""The marks that are kept in keywords; a comma would end the keyword, and `%` marks what is not kept."""


class Origin(NamedTuple):
    """The report that a file was exported from, as texts; `version` is the digest of the content exported."""

    agency: str
    year: str
    form: str
    version: str


def origin_of(report: Report, form: Form) -> Origin:
    """Return the origin to record in files exported from the report."""
    return Origin(report.agency, str(report.year), report.form, content_digest(report, form))


def document_properties(origin: Origin) -> dict[str, str]:
    """Return the origin as document properties, by name."""
    return {PROPERTY_PREFIX + name: text for name, text in origin._asdict().items()}


def export_properties(report: Report, form: Form, site: SiteSettings | None = None) -> dict[str, str]:
    """Return the properties of a file exported from the report: its origin, and the facts that are not printed in it.

    The facts have names under which an import finds them in any file; those of the `site` that publishes the file have
    names that no import takes for facts of the report.
    """
    facts = {
        "PubDate": report.published_text,
        "Url": report.source,
        "索引号": report.index_number,
        "文号": report.document_number,
    }
    if site:
        facts |= {
            f"{PROPERTY_PREFIX}site": site.name,
            f"{PROPERTY_PREFIX}publisher": site.organizer,
            f"{PROPERTY_PREFIX}page": site.address(f"{report.agency}/{report.year}/"),
        }
    return document_properties(origin_of(report, form)) | {name: text for name, text in facts.items() if text}


def read_origin(properties: Mapping[str, str]) -> Origin | None:
    """Return the origin recorded in a file's document properties; None for a file that was not exported."""
    texts = [properties.get(PROPERTY_PREFIX + name) for name in Origin._fields]
    return Origin(*(text for text in texts if text)) if all(texts) else None


def properties_as_keywords(properties: Mapping[str, str]) -> list[str]:
    """Return the properties as keywords, for files that have no properties of their own."""
    return [f"{name}={quote(text, safe=_PLAIN_IN_KEYWORDS)}" for name, text in properties.items()]


def properties_in_keywords(keywords: str) -> dict[str, str]:
    """Return the properties in the keywords of a file, which commas divide; none if it was not exported."""
    pairs = [keyword.strip().partition("=") for keyword in keywords.split(",")]
    properties = {name: unquote(text) for name, _, text in pairs}
    return properties if is_exported(properties) else {}


def is_exported(properties: Mapping[str, str]) -> bool:
    """Return whether a file with these document properties was exported by this program."""
    return read_origin(properties) is not None


def content_digest(report: Report, form: Form) -> str:
    """Return a digest of what readers see of the report: its form, figures as printed, and texts."""
    tables = {
        section: {row: [cell.printed for cell in cells] for row, cells in rows.items()}
        for section, rows in report.tables.items()
    }
    data = json.dumps([report.form, tables, published_texts(report, form)], ensure_ascii=False, sort_keys=True)
    return sha256(data.encode(errors="surrogatepass")).hexdigest()[:DIGEST_DIGITS]
