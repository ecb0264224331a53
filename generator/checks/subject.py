"""What a check is given: a report, its form, and what is known around it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from generator.catalog import Catalog
from generator.form import Form, Role
from generator.report import Agency, Cell, Position, Report


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
        spot = self.form.locate(name)
        cell = self.report.tables[spot.section][spot.row.name][spot.index] if spot else None
        return cell.at if cell and cell.at else self.report.position(name.rpartition(".")[0])

    def cell_before(self, name: str) -> Cell:
        """The cell of that name in the report of the year before; a blank one where there is none."""
        form = self.form_before
        spot = form.locate(name) if form else None
        if spot is None or self.previous is None:
            return Cell("")
        return self.previous.tables[spot.section][spot.row.name][spot.index]


def amount(report: Report, form: Form, role: Role | None) -> Decimal | None:
    """What the report says under the role: the sum of its cells, None where any has no number."""
    spots = [form.locate(name) for name in role.cells] if role else [None]
    values = [report.tables[spot.section][spot.row.name][spot.index].value for spot in spots if spot]
    if len(values) < len(spots) or None in values:
        return None
    return sum((value for value in values if value is not None), Decimal(0))
