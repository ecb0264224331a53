"""Score how well an original was read: cells that are right, left open, or silently wrong."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.form import Form
from generator.model.report import OPEN, Cell, Report

Printed = Mapping[str, str]


@dataclass
class Score:
    """The cells of an original, read right, left open or read wrong; an entry in `wrong` also has both texts."""

    right: list[str]
    open: list[str]
    wrong: list[str]

    @property
    def recovered(self) -> float:
        """The share of cells that are right."""
        return len(self.right) / (len(self.right) + len(self.open) + len(self.wrong))


def score(found: Report, truth: Printed) -> Score:
    """Compare the report that was read with the printed text of each cell of the original.

    A cell of a row that the recognised form divides into several is open if all of these are.
    """
    result = Score([], [], [])
    for name, printed in truth.items():
        section, _, rest = name.partition(".")
        row, _, at = rest.rpartition(".")
        rows = found.tables.get(section, {})
        parts = [cell for name, cells in rows.items() if name.startswith(f"{row}.") for cell in cells]
        cells = rows.get(row) or parts
        cell = cells[int(at)] if int(at) < len(cells) else Cell("there is no such cell")
        if cell.printed == OPEN and (row in rows or all(part.printed == OPEN for part in parts)):
            result.open.append(name)
        elif cell.printed == printed:
            result.right.append(name)
        else:
            result.wrong.append(f"{name}: {printed!r} read as {cell.printed!r}")
    return result


def printed_of(report: Report, form: Form) -> dict[str, str]:
    """Return the printed text of every cell, by section, row and index in the row."""
    return {
        f"{section}.{row}.{at}": cell.printed
        for section, table in form.tables.items()
        for row in table.rows
        for at, cell in enumerate(report.tables[section][row])
    }
