"""Metadata of a report's page for search engines and government portals: page labels and description."""

from __future__ import annotations

from datetime import date

from generator.exporters import available_formats
from generator.model.catalog import Catalog
from generator.model.provenance import document_properties, origin_of
from generator.model.report import Report
from generator.pages.figures import figures
from generator.pages.outcomes import outcome_figures


def page_labels(catalog: Catalog, report: Report) -> dict[str, str]:
    """Return the page labels of 《政府网站发展指引》 (国办发〔2017〕47号).

    On an official site, an agency may declare a site of its own; else the theme labels the page with the one it is on.
    """
    agency = catalog.agencies[report.agency]
    declared = (each.site for each in (agency, *reversed(catalog.above(agency))) if each.site)
    site = next(declared, {}) if catalog.site.official else {}
    labels = {
        "SiteName": site.get("name"),
        "SiteDomain": site.get("domain"),
        "SiteIDCode": site.get("id_code"),
        "PubDate": report.published_text,
        "ArticleTitle": catalog.title(report),
        "ContentSource": catalog.name_in(report.agency, report.year),
        "Keywords": f"政府信息公开,年度报告,{report.year}年,{catalog.name_in(agency.id, report.year)}",
        "Url": report.source,
        **document_properties(origin_of(report, catalog.form_of(report))),
    }
    return {name: text for name, text in labels.items() if text}


def description(catalog: Catalog, report: Report) -> str:
    """Return the title and, unless the report is withdrawn, what became of its requests, or its first key figures."""
    form, title = catalog.form_of(report), catalog.title(report)
    if report.withdrawn:
        return f"{title}。"
    if outcomes := outcome_figures(report, form):
        return f"{title}。{outcomes.headline(report.year)}"
    published = figures(report, form)
    known = [each for each in published if each.value is not None][:3]
    listed = "，".join(f"{each.role.label}{each.text}{each.role.unit}" for each in known)
    return f"{title}。{listed}。" if listed else f"{title}。"


def dataset(catalog: Catalog, report: Report) -> str:
    """Return the description of the report's data: search engines want 50 characters at least."""
    return f"{description(catalog, report)}数据是三张表的每一格，带标题和单位，以及六个部分的文字。"


def files(report: Report) -> list[tuple[str, str]]:
    """Return name and media type of the report's files, beside its page."""
    return [(f"report.{suffix}", each.media_type) for suffix, each in available_formats().items()]


def modified(report: Report) -> date | None:
    """Return the day of the report's last correction."""
    return max((each.date for each in report.corrections), default=None)
