"""What a check is given: a report, its form, and what is known around it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.form import Form
from generator.report import Agency, Cell, Report


@dataclass(frozen=True)
class Subject:
    """A report to be checked, the form it uses, its agency, and the agency's report of the year before (if any)."""

    report: Report
    form: Form
    agency: Agency | None = None
    previous: Report | None = None

    def cell(self, section: str, row: str, column: str) -> Cell:
        """The cell of a row and column that the form has."""
        block = self.form.tables[section].rows[row][0]
        return self.report.tables[section][row][block.column_names.index(column)]
