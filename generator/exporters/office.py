"""Build Word and Excel files: packages of fixed XML files and files rendered for each report."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from generator.exporters.package import Member, compress, zip_members
from generator.exporters.print_layout import printable, report_title
from generator.model.agency import Agency
from generator.model.form import Form
from generator.model.provenance import export_properties
from generator.model.report import Report
from generator.model.site import SiteSettings
from generator.program import TEMPLATES

_ESCAPE_PREFIX = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


@cache
def environment() -> Environment:
    """Return the Jinja environment for XML: it escapes values, drops forbidden characters, rejects undefined names."""

    def clean(value: Any) -> Any:
        return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value

    jinja = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, finalize=clean)
    jinja.filters |= {"word_text": word_text, "excel_text": excel_text}
    return jinja


def word_text(text: str) -> Markup:
    """Return the text as markup for a Word run; each tab becomes a `<w:tab/>` element."""
    pieces = (f'<w:t xml:space="preserve">{escape(printable(piece))}</w:t>' for piece in text.split("\t"))
    return Markup("<w:tab/>".join(pieces))  # noqa: S704


def excel_text(text: str) -> Markup:
    """Return the text as markup for an Excel cell; `_x0041_` is escaped, as Excel would decode it to a character."""
    return escape(_ESCAPE_PREFIX.sub("_x005F_", printable(text)))


def office_file(
    kind: Literal["word", "excel"],
    report: Report,
    form: Form,
    agency: Agency,
    rendered: dict[str, str],
    site: SiteSettings | None = None,
) -> bytes:
    """Return a Word or Excel package of the fixed files, the `rendered` files by name, and the document properties."""
    context = {
        "title": report_title(report, form, agency),
        "author": agency.name_in(report.year),
        "published": report.published,
        "properties": export_properties(report, form, site).items(),
    }
    doc_props = {
        f"docProps/{name}.xml": _render(f"office/docProps/{name}.xml.j2", context) for name in ("core", "custom")
    }
    texts = rendered | doc_props
    return zip_members([*_fixed_members(kind), *(compress(name, [text.encode()]) for name, text in texts.items())])


def _render(template: str, context: Mapping[str, Any]) -> str:
    return environment().get_template(template).render(context)


@cache
def _fixed_members(kind: str) -> tuple[Member, ...]:
    """Return the files common to all packages of this kind, sorted by name: any `[Content_Types].xml` comes first."""
    contents = {
        path.relative_to(TEMPLATES / folder).as_posix(): path.read_bytes()
        for folder in ("office", kind)
        for path in sorted((TEMPLATES / folder).rglob("*"))
        if path.suffix in (".xml", ".rels") or path.name == ".rels"
    }
    return tuple(compress(name, [contents[name]]) for name in sorted(contents))
