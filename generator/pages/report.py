"""What a report's page shows, put together for its template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from markupsafe import Markup

from generator.checks.verdicts import Proof, proofs
from generator.exporters import FORMAT_LABELS, exporters_here
from generator.model.agency import Agency
from generator.model.amendments import CORRECTED, amendments_of
from generator.model.catalog import Catalog
from generator.model.form import Section
from generator.model.narrative import TextBlock, cell_filler, parse
from generator.model.problem import Problem
from generator.model.provenance import origin, properties
from generator.model.report import Report
from generator.pages.figures import Figure, figure, figures, in_chinese
from generator.pages.tables import TableMarkup

_NEIGHBOURS = 12


@dataclass(frozen=True)
class KeyFigure:
    """A key figure with that of the year before, where there is one to compare."""

    figure: Figure
    before: Decimal | None


@dataclass(frozen=True)
class SectionView:
    """One numbered section: its text, or its table with what stands beside and below it."""

    section: Section
    blocks: tuple[TextBlock, ...]
    table: Markup | None
    proofs: Sequence[Proof]
    accepted: Sequence[Problem]


def report_view(
    catalog: Catalog, report: Report, tables: dict[str, TableMarkup], noted: Sequence[Problem]
) -> dict[str, Any]:
    """The variables of `pages/report.md.j2`. `noted` are the report's accepted faults."""
    agency, form = catalog.agencies[report.agency], catalog.form_of(report)
    previous = catalog.report_before(report)
    key_figures = [_compared(catalog, each, previous) for each in figures(report, form)]
    proven = {key: list(of_table) for key, of_table in groupby(proofs(report, form), lambda proof: proof.section)}
    years = [each.year for each in catalog.reports_of(report.agency)]
    return {
        "report": report,
        "agency": agency,
        "form": form,
        "title": catalog.title(report),
        "demo": catalog.is_demo(report.agency),
        "above": catalog.above(agency),
        "parent": catalog.agencies[agency.parent].name if agency.parent else None,
        "facts": facts(catalog, report),
        "key_figures": key_figures,
        "compared": any(each.before is not None for each in key_figures),
        "preamble": tuple(parse(report.preamble or "")),
        "closing": tuple(parse(report.closing or "")),
        "sections": [_section(report, section, tables, proven, noted) for section in form.sections],
        "fill": cell_filler(report, form),
        "older": max((year for year in years if year < report.year), default=None),
        "newer": min((year for year in years if year > report.year), default=None),
        "withdrawn": report.withdrawn,
        "corrections": [each for each in amendments_of(catalog, report) if each.kind == CORRECTED],
        "accepted": [problem for problem in noted if _section_of(problem) not in tables],
        "downloads": {kind: FORMAT_LABELS[kind] for kind in exporters_here()},
        "neighbours": neighbours(catalog, agency, report.year),
        "description": description(catalog, report),
        "labels": page_labels(catalog, report),
    }


def _section(
    report: Report,
    section: Section,
    tables: dict[str, TableMarkup],
    proven: dict[str, list[Proof]],
    noted: Sequence[Problem],
) -> SectionView:
    key = section.key
    return SectionView(
        section,
        tuple(parse(report.text.get(key) or report.notes.get(key) or "")),
        tables[key].fill(report, key, _caption(report, section)) if key in tables else None,
        proven.get(key, ()),
        [problem for problem in noted if _section_of(problem) == key],
    )


def _caption(report: Report, section: Section) -> str:
    """`表三　收到和处理政府信息公开申请情况（2024年）`: tables are named after their section."""
    numeral, mark, rest = section.title.partition("、")
    return f"表{numeral}　{rest}（{report.year}年）" if mark else f"{section.title}（{report.year}年）"


def _section_of(problem: Problem) -> str:
    return (problem.cell or problem.check).split(".")[0]


def _compared(catalog: Catalog, current: Figure, previous: Report | None) -> KeyFigure:
    before = figure(previous, catalog.form_of(previous), current.role.key) if previous else None
    return KeyFigure(current, before)


def facts(catalog: Catalog, report: Report) -> list[tuple[str, str]]:
    """The index lines government pages carry above a text: those that are known."""
    form = catalog.form_of(report)
    lines = [
        ("索引号", report.index_number),
        ("发布机关", catalog.name_in(report.agency, report.year)),
        ("文号", report.document_number),
        ("公布日期", in_chinese(report.published) if report.published else None),
        ("统计期限", f"{report.year}年1月1日至12月31日"),
        ("报告格式", f"{form.name}，{form.issued}"),
    ]
    return [(label, text) for label, text in lines if text]


def neighbours(catalog: Catalog, agency: Agency, year: int) -> list[Agency]:
    """Agencies beside this one (same parent) with a report of the same year: those around it in the tree's order."""
    beside = catalog.filers(agency.parent, year)
    place = beside.index(agency.id) if agency.id in beside else 0
    start = max(0, min(place - _NEIGHBOURS // 2, len(beside) - _NEIGHBOURS - 1))
    return [catalog.agencies[id] for id in beside[start : start + _NEIGHBOURS + 1] if id != agency.id]


def page_labels(catalog: Catalog, report: Report) -> dict[str, str]:
    """Page labels of 《政府网站发展指引》 (国办发〔2017〕47号); the site's own only where its owner declared them.

    The theme adds those that are the same on all pages, and title and description.
    """
    agency = catalog.agencies[report.agency]
    site = next((each.site for each in (agency, *reversed(catalog.above(agency))) if each.site), {})
    labels = {
        "SiteName": site.get("name"),
        "SiteDomain": site.get("domain"),
        "SiteIDCode": site.get("id_code"),
        "PubDate": report.published.isoformat() if report.published else None,
        "ArticleTitle": catalog.title(report),
        "ContentSource": catalog.name_in(report.agency, report.year),
        "Keywords": f"政府信息公开,年度报告,{report.year}年,{catalog.name_in(agency.id, report.year)}",
        "Url": report.source,
        **properties(origin(report, catalog.form_of(report))),
    }
    return {name: text for name, text in labels.items() if text}


def description(catalog: Catalog, report: Report) -> str:
    """One sentence that says what the page is, with its first key figures unless the report has been withdrawn."""
    shown = () if report.withdrawn else figures(report, catalog.form_of(report))
    known = [each for each in shown if each.value is not None][:3]
    listed = "，".join(f"{each.role.label}{each.shown}{each.role.unit}" for each in known)
    return f"{catalog.title(report)}。{listed}。" if listed else f"{catalog.title(report)}。"
