"""Views of the page of corrections and of the pages of superseded versions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypedDict

from generator.checks import check_report
from generator.checks.run import subject_of
from generator.exporters.cells import cell_labels
from generator.model.amendments import Amendment, amendments, amendments_of
from generator.model.catalog import Catalog
from generator.model.report import Report
from generator.model.versions import CellChange, TextChange, version_changes
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


class VersionComparison(NamedTuple):
    """What a later version changed: the number of that version, None for the present report, and cells with labels."""

    number: int | None
    cells: Sequence[tuple[str, CellChange]]
    texts: Sequence[TextChange]


class VersionView(ReportView):
    """Variables of `pages/version.md.j2`: those of the report's page, and what superseded the version.

    `comparisons` are with the version that followed it, if any, and with the present report.
    """

    number: int
    superseded: Amendment | None
    comparisons: Sequence[VersionComparison]


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
    comparisons = [] if report.withdrawn else list(_comparisons(catalog, report, version, number))
    return {**view, "number": number, "superseded": later[-1] if later else None, "comparisons": comparisons}


def _comparisons(catalog: Catalog, report: Report, version: Report, number: int) -> Iterator[VersionComparison]:
    following = catalog.versions[report.agency, report.year][number : number + 1]
    for later, is_present in (*((each, False) for each in following), (report, True)):
        cells, texts = version_changes(catalog, version, later)
        labels = {**cell_labels(catalog.form_of(version)), **cell_labels(catalog.form_of(later))}
        named = [("，".join(labels[each.name][1:3]), each) for each in cells]
        yield VersionComparison(None if is_present else number + 1, named, texts)
