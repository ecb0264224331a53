"""Importing the published pages returns the tables and texts of every report, with and without our mark.

Without the mark a list is read as paragraphs, because bullets are often mere layout on other sites. A page
without it is read like one of any other site, which takes four times as long: those that show anything besides
figures and paragraphs are read so, and of the others one per kind of agency and form.
"""

from __future__ import annotations

import re
from pathlib import Path

from generator.importers.exported import read_report
from generator.importers.readers.worker import read_in_process
from generator.model.catalog import Catalog
from generator.model.narrative import published_texts


def varied_reports(catalog: Catalog) -> set[tuple[str, int]]:
    """Return a report per kind of agency and form, and all with lists, tables, own titles, corrections or notes."""
    plain: dict[tuple[str, str], tuple[str, int]] = {}
    varied: set[tuple[str, int]] = set()
    for key, report in catalog.reports.items():
        has_lists = any(re.search(r"^(- |\|)", text, re.MULTILINE) for text in report.text.values())
        if has_lists or report.title or report.corrections or report.accepts or report.notes:
            varied.add(key)
        plain[catalog.agencies[report.agency].kind, report.form] = key
    return varied | set(plain.values())


def test_every_page_is_imported_as_its_report(site: Path, catalog: Catalog, tmp_path: Path) -> None:
    wrong: list[str] = []
    also_unmarked = varied_reports(catalog)
    for (agency, year), report in catalog.reports.items():
        if report.withdrawn:
            continue
        form, page = catalog.form_of(report), site / agency / str(year) / "index.html"
        unmarked = tmp_path / "page.html"
        unmarked.write_bytes(re.sub(rb'<meta name="gongkai-[^>]*>', b"", page.read_bytes()))
        for path in (page, unmarked) if (agency, year) in also_unmarked else (page,):
            found = read_report(read_in_process(path), catalog.forms, catalog.agencies[agency], year)
            errors = [each.message for each in found.questions if each.level == "error"]
            if found.report.tables != report.tables or errors:
                wrong.append(f"{agency}/{year} {path.name}: tables {errors}")
            texts, expected = (published_texts(each, form) for each in (found.report, report))
            if path is unmarked:
                expected = {key: re.sub("^- ", "", text, flags=re.MULTILINE) for key, text in expected.items()}
            if texts != expected:
                wrong.append(f"{agency}/{year} {path.name}: texts")
    assert len(catalog.reports) > len(also_unmarked) > 10
    assert wrong == []
