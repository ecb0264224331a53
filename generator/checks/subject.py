"""The input of a check: a report with its form, agency, previous report and catalog."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from generator.model.agency import Agency
from generator.model.catalog import Catalog
from generator.model.form import Form, Role
from generator.model.problem import Position
from generator.model.report import Cell, Report

AREA_KINDS = frozenset({"government", "zone"})
"""Kinds of agency that report for a whole area: their figures include those of many others."""


@dataclass(frozen=True)
class Subject:
    """A report to check, its form and its agency.

    `previous` is the agency's report for the year before, if there is one; `catalog` contains the report.
    """

    report: Report
    form: Form
    agency: Agency | None = None
    previous: Report | None = None
    catalog: Catalog | None = None

    @property
    def previous_form(self) -> Form | None:
        """The form of the previous report; None if there is no such report or its form is unknown."""
        if self.previous is None:
            return None
        if self.previous.form == self.report.form:
            return self.form
        return self.catalog.form_of(self.previous) if self.catalog else None

    def cell(self, section: str, row: str, column: str) -> Cell:
        """Return the cell at a row and column of the form."""
        block = self.form.tables[section].rows[row][0]
        return self.report.tables[section][row][block.column_names.index(column)]

    def position_of(self, name: str) -> Position:
        """Return the position of the named cell in the file, or of its row if the cell has none of its own."""
        row, spot = name.rpartition(".")[0], self.form.locate(name)
        return (spot and self.report.cell_position(row, spot.index)) or self.report.position(row)

    def previous_cell(self, name: str) -> Cell:
        """Return the cell of that name in the previous report; a blank cell if there is none."""
        form = self.previous_form
        spot = form.locate(name) if form else None
        if spot is None or self.previous is None:
            return Cell("")
        return self.previous.tables[spot.section][spot.row.name][spot.index]


@dataclass(frozen=True)
class CatalogKey:
    """A catalog as the key of a cache: equal only to itself."""

    catalog: Catalog = field(compare=False)
    identity: int = 0


def amount(report: Report, form: Form, role: Role | None) -> Decimal | None:
    """Return the report's figure for the role: the sum of its cells, or None if any of them has no number."""
    slots = _slots(form, role) if role else None
    if slots is None:
        return None
    total = Decimal(0)
    for section, row, index in slots:
        value = report.tables[section][row][index].value
        if value is None:
            return None
        total += value
    return total


@lru_cache(maxsize=1_000)
def _slots(form: Form, role: Role) -> list[tuple[str, str, int]] | None:
    """Return section, row and column index of the role's cells; None if the form lacks one of them."""
    spots = [form.locate(name) for name in role.cells]
    found = [(spot.section, spot.row.name, spot.index) for spot in spots if spot]
    return found if len(found) == len(spots) else None
