"""What the pages of corrections and of superseded versions show, put together for their templates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.checks import check_report
from generator.checks.run import subject_of
from generator.model.amendments import amendments, amendments_of
from generator.model.catalog import Catalog
from generator.model.report import Report
from generator.pages.report import report_view
from generator.pages.tables import TableMarkup


def corrections_view(catalog: Catalog) -> dict[str, Any]:
    """The variables of `pages/corrections.md.j2`: real ones first; demonstration data, where there is any, apart."""
    found = amendments(catalog)
    demo = [each for each in found if catalog.is_demo(each.report.agency)]
    real = [each for each in found if not catalog.is_demo(each.report.agency)]
    return {"groups": [(False, real), *([(True, demo)] if demo else [])], "title": catalog.title}


def version_view(
    catalog: Catalog, report: Report, version: Report, number: int, tables: Mapping[str, TableMarkup]
) -> dict[str, Any]:
    """The variables of `pages/version.md.j2`: the version as it was published, and what has come after it."""
    noted = [each for each in check_report(subject_of(catalog, version)) if each.accepted] if version.accepts else []
    after = [each for each in amendments_of(catalog, report) if each.number > len(version.corrections)]
    return report_view(catalog, version, dict(tables), noted) | {
        "withdrawn": report.withdrawn,
        "number": number,
        "superseded": after[-1] if after else None,
    }
