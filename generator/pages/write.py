"""Write every generated page of the site into a folder of Markdown files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from generator.catalog import Catalog, walk
from generator.pages import address
from generator.pages.agency import agency_view
from generator.pages.figures import shown
from generator.pages.report import report_view
from generator.pages.tables import TableMarkup, mark_up
from generator.pages.year import year_view
from generator.report import Problem
from generator.source import KINDS

TEMPLATES = Path(__file__).parent.parent.parent / "templates"


def write_pages(catalog: Catalog, problems: Sequence[Problem], docs: Path) -> None:
    """The pages of all reports, agencies and years, and those that lead to them, below `docs`."""
    for name, text in render_pages(catalog, problems):
        path = docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def render_pages(catalog: Catalog, problems: Sequence[Problem]) -> Iterator[tuple[str, str]]:
    """Each page's file name below the docs folder and its Markdown."""
    environment = make_environment()
    tables = {
        form.id: {section: mark_up(environment, form, table) for section, table in form.tables.items()}
        for form in catalog.forms.values()
    }
    yield from _reports(environment, catalog, problems, tables)
    for agency in catalog.agencies.values():
        here = address.agency_address(agency)
        yield f"{agency.id}/index.md", _render(environment, "agency", here, agency_view(catalog, agency))
    for year in catalog.years:
        yield f"years/{year}.md", _render(environment, "year", address.year_address(year), year_view(catalog, year))
    shared = {"catalog": catalog, "tree": list(walk(catalog)), "years": catalog.years}
    yield "years/index.md", _render(environment, "years", address.YEARS, shared)
    yield "agencies/index.md", _render(environment, "agencies", address.AGENCIES, shared)
    yield "index.md", _render(environment, "home", address.HOME, shared)


def _reports(
    environment: Environment,
    catalog: Catalog,
    problems: Sequence[Problem],
    tables: dict[str, dict[str, TableMarkup]],
) -> Iterator[tuple[str, str]]:
    accepted: dict[Path, list[Problem]] = {}
    for problem in problems:
        if problem.accepted:
            accepted.setdefault(problem.at.path, []).append(problem)
    for report in catalog.reports.values():
        view = report_view(catalog, report, tables[report.form], accepted.get(report.path, ()))
        name = f"{report.agency}/{report.year}.md"
        yield name, _render(environment, "report", address.report_address(report), view)


def _render(environment: Environment, name: str, here: str, view: dict[str, Any]) -> str:
    """One page; in it `to(address)` is the relative link to another."""
    template = environment.get_template(f"pages/{name}.md.j2")
    return template.render(view, to=lambda target: address.link(here, target))


def quoted(value: object) -> Markup:
    """A value as JSON, which is YAML: for the front matter, where the template's HTML escaping has no place."""
    return Markup(json.dumps(value, ensure_ascii=False))  # noqa: S704  (front matter; main.html escapes what it prints)


def make_environment() -> Environment:
    """Jinja with everything escaped, nothing undefined, and the site's addresses and words at hand."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"shown": shown, "quoted": quoted}
    environment.globals |= {
        "report_address": address.report_address,
        "agency_address": address.agency_address,
        "year_address": address.year_address,
        "KINDS": KINDS,
        "YEARS": address.YEARS,
        "AGENCIES": address.AGENCIES,
        "SEARCH": address.SEARCH,
    }
    return environment
