"""Word and Excel files alike: packages of fixed XML files and of some that templates write for each report."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from generator.exporters.package import Member, press, zip_members
from generator.exporters.paper import printable, title
from generator.model.agency import Agency
from generator.model.form import Form
from generator.model.paths import PROJECT
from generator.model.provenance import origin, properties
from generator.model.report import Report

TEMPLATES = PROJECT / "templates"

_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


@cache
def environment() -> Environment:
    """Jinja for XML: everything escaped, nothing undefined, no character that XML forbids."""

    def clean(value: Any) -> Any:
        return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value

    made = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, finalize=clean)
    made.filters |= {"typed": typed, "spelled": spelled}
    return made


def typed(text: str) -> Markup:
    """The text of a run in Word, where a tab is an element of its own."""
    pieces = (f'<w:t xml:space="preserve">{escape(printable(piece))}</w:t>' for piece in text.split("\t"))
    return Markup("<w:tab/>".join(pieces))  # noqa: S704


def spelled(text: str) -> Markup:
    """The text of a cell in Excel, where `_x0041_` would be read as an escaped letter."""
    return escape(_ESCAPED.sub("_x005F_", printable(text)))


def office_file(
    kind: Literal["word", "excel"], report: Report, form: Form, agency: Agency, written: dict[str, str]
) -> bytes:
    """The package of `kind` with the files `written` for this report, its properties, and those that never change."""
    facts = {
        "title": title(report, form, agency),
        "author": agency.name_in(report.year),
        "published": report.published,
        "properties": properties(origin(report, form)).items(),
    }
    told = {f"docProps/{name}.xml": _render(f"office/docProps/{name}.xml.j2", facts) for name in ("core", "custom")}
    return zip_members([*_fixed(kind), *(press(name, [text.encode()]) for name, text in (written | told).items())])


def _render(template: str, facts: Mapping[str, Any]) -> str:
    return environment().get_template(template).render(facts)


@cache
def _fixed(kind: str) -> tuple[Member, ...]:
    """The files that are the same in every package of the kind; the list of content types comes first, as is usual."""
    found = {
        path.relative_to(TEMPLATES / folder).as_posix(): path.read_bytes()
        for folder in ("office", kind)
        for path in sorted((TEMPLATES / folder).rglob("*"))
        if path.suffix in (".xml", ".rels") or path.name == ".rels"
    }
    return tuple(press(name, [found[name]]) for name in sorted(found))
