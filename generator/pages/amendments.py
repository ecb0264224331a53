"""Views of the page of corrections and of the pages of superseded versions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypedDict

from generator.checks import check_report
from generator.checks.run import subject_of
from generator.model.amendments import Amendment, amendments, amendments_of
from generator.model.catalog import Catalog
from generator.model.report import Report
from generator.pages.report import ReportView, report_view
from generator.pages.tables import TableMarkup


class AmendmentGroup(NamedTuple):
    """Corrections and withdrawals of real reports, or of demonstration data."""

    demo: bool
    amendments: Sequence[Amendment]


class CorrectionsView(TypedDict):
    """Variables of `pages/corrections.md.j2`."""

    title: Callable[[Report], str]
    groups: Sequence[AmendmentGroup]


class VersionView(ReportView):
    """Variables of `pages/version.md.j2`: those of the report's page, the version's number, and what superseded it."""

    number: int
    superseded: Amendment | None


def corrections_view(catalog: Catalog) -> CorrectionsView:
    """Return the variables of `pages/corrections.md.j2`: demonstration data, if any, after the real reports."""
    found = amendments(catalog)
    demo = [each for each in found if catalog.is_demo(each.report.agency)]
    real = [each for each in found if not catalog.is_demo(each.report.agency)]
    groups = [AmendmentGroup(False, real), *([AmendmentGroup(True, demo)] if demo else [])]
    return {"title": catalog.title, "groups": groups}


def version_view(
    catalog: Catalog, report: Report, version: Report, number: int, tables: Mapping[str, TableMarkup]
) -> VersionView:
    """Return the variables of `pages/version.md.j2`: the version as published, and the correction that followed."""
    accepted = [each for each in check_report(subject_of(catalog, version)) if each.accepted] if version.accepts else []
    later = [each for each in amendments_of(catalog, report) if each.number > len(version.corrections)]
    view = report_view(catalog, version, tables, accepted)
    view["withdrawn"] = report.withdrawn
    return {**view, "number": number, "superseded": later[-1] if later else None}
