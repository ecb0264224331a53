"""How well an original was read: cells right, asked about, and wrong without a word."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.form import Form
from generator.model.report import OPEN, Cell, Report

Printed = Mapping[str, str]


@dataclass
class Score:
    """Names of the cells of an original by how they were read."""

    right: list[str]
    asked: list[str]
    wrong: list[str]

    @property
    def recovered(self) -> float:
        """The share of cells that nobody has to look at."""
        return len(self.right) / (len(self.right) + len(self.asked) + len(self.wrong))


def score(found: Report, truth: Printed) -> Score:
    """Each cell of the original, by its full name and printed text, against the report that was read."""
    result = Score([], [], [])
    for name, printed in truth.items():
        section, _, rest = name.partition(".")
        row, _, at = rest.rpartition(".")
        cells = found.tables.get(section, {}).get(row, ())
        cell = cells[int(at)] if int(at) < len(cells) else Cell("there is no such cell")
        kind = result.asked if cell.printed == OPEN else result.right if cell.printed == printed else result.wrong
        kind.append(f"{name}: {printed!r} read as {cell.printed!r}" if kind is result.wrong else name)
    return result


def printed_of(report: Report, form: Form) -> dict[str, str]:
    """The printed text of every cell, by section, row and place in the row."""
    return {
        f"{section}.{row}.{at}": cell.printed
        for section, table in form.tables.items()
        for row in table.rows
        for at, cell in enumerate(report.tables[section][row])
    }
