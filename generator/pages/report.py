"""The view of a report's page: key figures, sections with their tables and equations, and page metadata."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import TypedDict

from markupsafe import Markup

from generator.checks.verdicts import Proof, proofs
from generator.exporters import available_formats
from generator.exporters.print_layout import table_caption
from generator.model.agency import Agency
from generator.model.amendments import CORRECTED, Amendment, amendments_of
from generator.model.catalog import Catalog
from generator.model.form import Explanation, Form, Section
from generator.model.narrative import TextBlock, cell_filler, parse
from generator.model.problem import Problem
from generator.model.report import Report, Withdrawal
from generator.pages.citation import LICENCE, Citation, citation
from generator.pages.facts import Fact, report_facts
from generator.pages.figures import Figure, figure, figures
from generator.pages.metadata import dataset, description, files, modified, page_labels
from generator.pages.outcomes import OutcomeFigures, outcome_figures, report_bars
from generator.pages.tables import TableMarkup

_MAX_NEIGHBOURS = 12


@dataclass(frozen=True)
class KeyFigure:
    """A key figure and its value of the year before, None if there is none to compare."""

    figure: Figure
    before: Decimal | None


@dataclass(frozen=True)
class SectionView:
    """One numbered section: its text, or its table with notes, equations and accepted faults."""

    section: Section
    blocks: tuple[TextBlock, ...]
    table: Markup | None
    proofs: Sequence[Proof]
    accepted: Sequence[Problem]
    explanations: Sequence[Explanation]


class ReportView(TypedDict):
    """Variables of `pages/report.md.j2`."""

    report: Report
    agency: Agency
    title: str
    description: str
    demo: bool
    above: Sequence[Agency]
    parent: str | None
    facts: Sequence[Fact]
    labels: Mapping[str, str]
    modified: date | None
    dataset: str
    files: Sequence[tuple[str, str]]
    licence: str
    citation: Citation
    key_figures: Sequence[KeyFigure]
    compared: bool
    outcomes: OutcomeFigures | None
    outcome_bars: Markup | None
    preamble: Sequence[TextBlock]
    sections: Sequence[SectionView]
    closing: Sequence[TextBlock]
    fill: Callable[[str], str]
    withdrawn: Withdrawal | None
    corrections: Sequence[Amendment]
    accepted: Sequence[Problem]
    older: int | None
    newer: int | None
    neighbours: Sequence[Agency]
    downloads: Mapping[str, str]
    open_count: int


def report_view(
    catalog: Catalog,
    report: Report,
    tables: Mapping[str, TableMarkup],
    accepted: Sequence[Problem],
    open_count: int = 0,
) -> ReportView:
    """Return the variables of `pages/report.md.j2`.

    `accepted` are the report's accepted faults, `open_count` is the number of its other problems.
    """
    agency, form = catalog.agencies[report.agency], catalog.form_of(report)
    previous = catalog.report_before(report)
    key_figures = [_compared(catalog, each, previous) for each in figures(report, form)]
    by_section = {key: list(group) for key, group in groupby(proofs(report, form), lambda proof: proof.section)}
    years = [each.year for each in catalog.reports_of(report.agency)]
    outcomes, title = outcome_figures(report, form), catalog.title(report)
    return {
        "report": report,
        "agency": agency,
        "title": title,
        "description": description(catalog, report),
        "demo": catalog.is_demo(report.agency),
        "above": catalog.above(agency),
        "parent": catalog.agencies[agency.parent].name if agency.parent else None,
        "facts": report_facts(catalog, report),
        "labels": page_labels(catalog, report),
        "modified": modified(report),
        "dataset": dataset(catalog, report),
        "files": files(report),
        "licence": report.licence or LICENCE,
        "citation": citation(catalog, report),
        "key_figures": key_figures,
        "compared": any(each.before is not None for each in key_figures),
        "outcomes": outcomes,
        "outcome_bars": report_bars(f"{title}：办理结果", report.year, outcomes),
        "preamble": tuple(parse(report.preamble or "")),
        "sections": [_section(report, form, section, tables, by_section, accepted) for section in form.sections],
        "closing": tuple(parse(report.closing or "")),
        "fill": cell_filler(report, form),
        "withdrawn": report.withdrawn,
        "corrections": [each for each in amendments_of(catalog, report) if each.kind == CORRECTED],
        "accepted": [problem for problem in accepted if _section_of(problem) not in tables],
        "older": max((year for year in years if year < report.year), default=None),
        "newer": min((year for year in years if year > report.year), default=None),
        "neighbours": neighbours(catalog, agency, report.year),
        "downloads": {suffix: each.label for suffix, each in available_formats().items()},
        "open_count": open_count,
    }


def _section(
    report: Report,
    form: Form,
    section: Section,
    tables: Mapping[str, TableMarkup],
    proofs_by_section: Mapping[str, Sequence[Proof]],
    accepted: Sequence[Problem],
) -> SectionView:
    key = section.key
    corrected = {cell for correction in report.corrections for cell in correction.changes}
    return SectionView(
        section,
        tuple(parse(report.text.get(key) or report.notes.get(key) or "")),
        tables[key].fill(report, key, f"{table_caption(section.title)}（{report.year}年）", corrected)
        if key in tables
        else None,
        proofs_by_section.get(key, ()),
        [problem for problem in accepted if _section_of(problem) == key],
        [each for each in form.explanations if each.section == key],
    )


def _section_of(problem: Problem) -> str:
    return (problem.cell or problem.check).split(".")[0]


def _compared(catalog: Catalog, current: Figure, previous: Report | None) -> KeyFigure:
    before = figure(previous, catalog.form_of(previous), current.role.key) if previous else None
    return KeyFigure(current, before)


def neighbours(catalog: Catalog, agency: Agency, year: int) -> list[Agency]:
    """Return agencies of the same parent with a report of the same year: the nearest ones in the tree's order."""
    filers = catalog.filers(agency.parent, year)
    index = filers.index(agency.id) if agency.id in filers else 0
    start = max(0, min(index - _MAX_NEIGHBOURS // 2, len(filers) - _MAX_NEIGHBOURS - 1))
    return [catalog.agencies[id] for id in filers[start : start + _MAX_NEIGHBOURS + 1] if id != agency.id]
