"""Check for whole tables that repeat last year's, or another agency's of the same year (table.copied)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from generator.checks.subject import CatalogKey, Subject
from generator.model.catalog import Catalog
from generator.model.form import Form
from generator.model.problem import Problem
from generator.model.report import Report
from generator.model.table import Block
from generator.sources.declared import TABLE_COPIED

_MIN_DIGITS = 6
"""Digits that the different numbers other than 0 of a table must have in all, for it not to be repeated by chance.

Small agencies often have the same few small numbers: 5, 4, 1 and 12 have five digits.
"""

_ADVICE = "请核对是不是填错了年份、拿错了文件；确实如此的，写入 accepts 说明理由。"

_Fingerprint = tuple[str, str, tuple[str, ...]]
"""A form's notice, a section, and the printed cells of its table that are compared."""


def check_repeated_tables(subject: Subject) -> Iterator[Problem]:
    """Yield a warning for each table equal to last year's, and for each equal to another agency's.

    Stock figures that pass from one year to the next, such as normative documents in force, are not compared.
    """
    report, catalog, previous = subject.report, subject.catalog, subject.previous
    index = table_index(catalog, report.year) if catalog else {}
    before = _fingerprints(previous, subject.previous_form) if previous and subject.previous_form else {}
    for section, own in _fingerprints(report, subject.form).items():
        if own == before.get(section):
            yield _problem(subject, section, f"与本机关 {report.year - 1} 年度的完全相同")
        others = [id for id in index.get(own, ()) if not _are_related(report.agency, id)]
        if catalog and others:
            yield _problem(subject, section, f"与“{catalog.name_in(others[0], report.year)}”同年的完全相同")


def _problem(subject: Subject, section: str, finding: str) -> Problem:
    title = next(each.title for each in subject.form.sections if each.key == section)
    return TABLE_COPIED.at(subject.report.position(section), f"“{title}”的表{finding}。", _ADVICE)


def _are_related(one: str, other: str) -> bool:
    """Return whether the ids are of the same agency, or of one above the other, which may report its figures."""
    return f"{one}/".startswith(f"{other}/") or f"{other}/".startswith(f"{one}/")


def table_index(catalog: Catalog, year: int) -> Mapping[_Fingerprint, list[str]]:
    """Return the ids of the known agencies with each table of the year.

    The reports are read from the catalog on every call, so that a build records them as dependencies.
    """
    catalog.reports_in(year)
    return _table_index(CatalogKey(catalog, id(catalog)), year)


@lru_cache(maxsize=2)
def _table_index(key: CatalogKey, year: int) -> Mapping[_Fingerprint, list[str]]:
    index: dict[_Fingerprint, list[str]] = {}
    for report in key.catalog.reports_in(year):
        if report.agency not in key.catalog.agencies:  # its file cannot be read
            continue
        for fingerprint in _fingerprints(report, key.catalog.form_of(report)).values():
            index.setdefault(fingerprint, []).append(report.agency)
    return index


def _fingerprints(report: Report, form: Form) -> dict[str, _Fingerprint]:
    """Return the fingerprint of each table with enough different numbers to be recognised."""
    found = {}
    for section, places in _compared(form).items():
        table = report.tables[section]
        cells = [table[row][index] for row, index in places]
        if _count_digits({str(cell.value) for cell in cells if cell.value}) >= _MIN_DIGITS:
            found[section] = (form.issued, section, tuple(cell.printed for cell in cells))
    return found


def _count_digits(numbers: Iterable[str]) -> int:
    return sum(character.isdigit() for number in numbers for character in number)


@lru_cache(maxsize=100)
def _compared(form: Form) -> dict[str, list[tuple[str, int]]]:
    """Return row and index of each cell of each table, without rows and columns that next year's report continues."""
    return {
        section: [
            (row, index)
            for row, (block, _) in table.rows.items()
            for index, column in enumerate(block.column_names)
            if _continued(block).isdisjoint((row, column))
        ]
        for section, table in form.tables.items()
    }


def _continued(block: Block) -> set[str]:
    """Return the rows and columns whose figures the rules take from the previous report."""
    return {term.name for rule in block.rules for term in (*rule.left, *rule.right) if term.previous}
