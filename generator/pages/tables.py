"""Official tables as HTML: each table of a form is rendered once, then filled for each report."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from html import escape
from itertools import pairwise

from jinja2 import Environment
from markupsafe import Markup

from generator.model.form import Form
from generator.model.layout import Box, Grid, is_left_aligned, lay_out
from generator.model.report import Report
from generator.model.table import Table

_SLOT = "\x01"  # marks the caption and each data cell in the rendered template


@dataclass(frozen=True)
class TableMarkup:
    """Rendered HTML of a form's table, cut at the slots of the caption and the data cells.

    `cells` are the row name, column index and `row.column` of each data cell, in reading order.
    """

    pieces: tuple[str, ...]
    cells: tuple[tuple[str, int, str], ...]

    def fill(self, report: Report, section: str, caption: str, corrected: Container[str] = ()) -> Markup:
        """Return the table with the caption and the report's printed cells; those named in `corrected` are marked."""
        rows = report.tables[section]
        filled = [self.pieces[0], escape(caption)]
        for piece, (row, index, name) in zip(self.pieces[1:-1], self.cells, strict=True):
            cell = rows[row][index]
            filled += (piece, _cell_markup(cell.printed, cell.value, is_corrected=f"{section}.{name}" in corrected))
        filled.append(self.pieces[-1])
        return Markup("".join(filled))  # noqa: S704  (caption and cells are escaped, the rest is a template's)


@lru_cache(maxsize=10_000)
def _cell_markup(printed: str, value: Decimal | None, *, is_corrected: bool) -> str:
    """Return the markup after `<td` of a data cell: classes if it is zero, text or corrected, and the printed value."""
    kind = "z" if value == 0 else "t" if value is None or not printed.isascii() else ""
    classes = " ".join(filter(None, (kind, "c" if is_corrected else "")))
    attribute = f' class="{classes}"' if classes else ""
    return f"{attribute}>{escape(printed)}</td>"


def render_table(environment: Environment, form: Form, table: Table) -> TableMarkup:
    """Render the template `parts/table.html.j2` for a table of the form."""
    view = TableView(table)
    template = environment.get_template("parts/table.html.j2")
    html = template.render(table=view, words=form.words, slot=Markup(_SLOT))  # noqa: S704
    return TableMarkup(tuple(html.split(_SLOT)), tuple(view.slots))


@dataclass(frozen=True)
class TableView:
    """The variables of a table for its template: the grid by rows, the stub width, and which lines are totals."""

    table: Table

    @cached_property
    def grid(self) -> Grid:
        """The layout of the table."""
        return lay_out(self.table)

    @cached_property
    def stub(self) -> int:
        """The number of grid columns that hold row headings."""
        return min(box.column for box in self.grid.boxes if box.kind == "cell")

    @property
    def has_head(self) -> bool:
        """Whether one set of column headings serves the whole table, so that it can be the `thead`."""
        return len(self.grid.bodies) == 1

    @property
    def groups(self) -> list[tuple[str, list[list[Box]]]]:
        """The rows of each part: `head` and `body` of a table with one block, else one `body` for each block."""
        rows = list(self.grid.rows())
        if self.has_head:
            start = self.grid.bodies[0][0]
            return [("head", rows[:start]), ("body", rows[start:])]
        starts = [0, *(bottom for _, bottom in self.grid.bodies)]
        return [("body", rows[start:end]) for start, end in pairwise(starts)]

    @property
    def slots(self) -> list[tuple[str, int, str]]:
        """The row name, column index and `row.column` of each data cell, in reading order."""
        found = []
        for box in self.grid.boxes:
            if box.kind == "cell":
                row, _, column = box.name.rpartition(".")
                found.append((row, self.table.rows[row][0].column_names.index(column), box.name))
        return found

    @cached_property
    def unit(self) -> str:
        """The unit of all cells, or nothing if they have several."""
        units = {self.unit_of(box) for box in self.grid.boxes if box.kind == "cell"}
        return units.pop() if len(units) == 1 else ""

    def unit_of(self, box: Box) -> str:
        """Return the unit of a data cell."""
        row, _, column = box.name.rpartition(".")
        spot = self.table.locate(row, column)
        return spot.unit if spot else ""

    def is_left_aligned(self, box: Box) -> bool:
        """Return whether the text of a heading starts at the left."""
        return is_left_aligned(self.grid, box)

    def is_total(self, box: Box) -> bool:
        """Return whether the box is the heading of a line that the form defines as a sum."""
        return box.kind in ("row", "column") and box.name.rpartition(".")[2] in self._sums

    @cached_property
    def _sums(self) -> set[str]:
        rules = [rule for block in self.table.blocks for rule in block.rules if not rule.across_years]
        return {rule.left[0].name for rule in rules if rule.relation == "=" and len(rule.left) == 1}
