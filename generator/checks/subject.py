"""What a check is given: a report, its form, and what is known around it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from generator.model.agency import Agency
from generator.model.catalog import Catalog
from generator.model.form import Form, Role
from generator.model.problem import Position
from generator.model.report import Cell, Report


@dataclass(frozen=True)
class Subject:
    """A report to be checked, the form it uses, and its agency.

    `previous` is the agency's report of the year before (if any), `around` the catalog it stands in.
    """

    report: Report
    form: Form
    agency: Agency | None = None
    previous: Report | None = None
    around: Catalog | None = None

    @property
    def form_before(self) -> Form | None:
        """The form of the report of the year before, where it is known."""
        if self.previous is None:
            return None
        if self.previous.form == self.report.form:
            return self.form
        return self.around.form_of(self.previous) if self.around else None

    def cell(self, section: str, row: str, column: str) -> Cell:
        """The cell of a row and column that the form has."""
        block = self.form.tables[section].rows[row][0]
        return self.report.tables[section][row][block.column_names.index(column)]

    def place(self, name: str) -> Position:
        """Where the cell of that name stands in the file, or its row."""
        row, spot = name.rpartition(".")[0], self.form.locate(name)
        return (spot and self.report.cell_position(row, spot.index)) or self.report.position(row)

    def cell_before(self, name: str) -> Cell:
        """The cell of that name in the report of the year before; a blank one where there is none."""
        form = self.form_before
        spot = form.locate(name) if form else None
        if spot is None or self.previous is None:
            return Cell("")
        return self.previous.tables[spot.section][spot.row.name][spot.index]


def amount(report: Report, form: Form, role: Role | None) -> Decimal | None:
    """What the report says under the role: the sum of its cells, None where any has no number."""
    spots = _spots(form, role) if role else None
    if spots is None:
        return None
    total = Decimal(0)
    for section, row, index in spots:
        value = report.tables[section][row][index].value
        if value is None:
            return None
        total += value
    return total


@lru_cache(maxsize=1_000)
def _spots(form: Form, role: Role) -> list[tuple[str, str, int]] | None:
    """Where the cells of the role stand in every report of the form; None where it has not all of them."""
    spots = [form.locate(name) for name in role.cells]
    found = [(spot.section, spot.row.name, spot.index) for spot in spots if spot]
    return found if len(found) == len(spots) else None
