"""The labelled facts above the text of a report's page and of an agency's page."""

from __future__ import annotations

from typing import NamedTuple

from generator.model.agency import Agency
from generator.model.catalog import Catalog
from generator.model.report import Report
from generator.pages.figures import chinese_date


class Fact(NamedTuple):
    """A label and its text."""

    label: str
    text: str


def report_facts(catalog: Catalog, report: Report) -> list[Fact]:
    """Return the index lines that government pages print above a document, as far as they are known."""
    form = catalog.form_of(report)
    lines = [
        ("索引号", report.index_number),
        ("发布机关", catalog.name_in(report.agency, report.year)),
        ("文号", report.document_number),
        ("公布日期", _published(report) or "没有写明"),
        ("统计期限", f"{report.year}年1月1日至12月31日"),
        ("报告格式", f"{form.name}，{form.issued}"),
    ]
    return [Fact(label, text) for label, text in lines if text]


def _published(report: Report) -> str | None:
    day = chinese_date(report.published) if report.published else None
    return f"{day} {report.published_at:%H:%M}" if report.published_at else day


def agency_facts(agency: Agency) -> list[Fact]:
    """Return the agency's short names, codes and years of existence, as far as they are known."""
    existence = f"{agency.since or ''}—{agency.until or '今'}" if agency.since or agency.until else None
    lines = [
        ("简称", "、".join(agency.short_names)),
        ("行政区划代码", agency.region),
        ("统一社会信用代码", agency.uscc),
        ("存续", existence),
    ]
    return [Fact(label, text) for label, text in lines if text]
