"""Reports still to be filled in: every figure is open, except those that the form carries over from the last year."""

from __future__ import annotations

from dataclasses import replace

from generator.model.form import Form
from generator.model.report import OPEN, Cell, Report
from generator.model.rule import Rule
from generator.model.table import Block


def carried_row(block: Block, row: str) -> str | None:
    """Return the row of the year before whose figures this row repeats by a rule of the form, if any."""
    return next((rule.right[0].name for rule in block.rules if _carries_over(rule, row)), None)


def _carries_over(rule: Rule, row: str) -> bool:
    """Return whether the rule says that this row equals one row of the previous year."""
    simple = len(rule.left) == len(rule.right) == 1 and rule.relation == "=" and rule.each == "column"
    return simple and rule.left[0].name == row and rule.right[0].previous and not rule.left[0].previous


def is_unfilled(report: Report, form: Form) -> bool:
    """Return whether every figure is open; those that carry over do not count."""
    return all(
        cell.printed == OPEN
        for section, table in form.tables.items()
        for row, (block, _) in table.rows.items()
        if not carried_row(block, row)
        for cell in report.tables[section][row]
    )


def as_empty_form(report: Report, form: Form) -> Report:
    """Return an unfilled report with blanks for its open figures, to be printed and filled in; any other as it is."""
    if not is_unfilled(report, form):
        return report
    tables = {
        section: {
            row: tuple(Cell("") if cell.printed == OPEN else cell for cell in cells) for row, cells in rows.items()
        }
        for section, rows in report.tables.items()
    }
    return replace(report, tables=tables)
