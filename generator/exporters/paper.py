"""A report as it stands on paper: its title and its parts in order, for every exporter that prints it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from generator.model.agency import Agency
from generator.model.form import Form
from generator.model.layout import Box, Grid
from generator.model.narrative import Run, TextBlock, parse
from generator.model.report import Report
from generator.model.table import Table

_UNPRINTABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_TITLE_LETTERS = 21

_GROUPS = 0.09
_FIGURES = 0.7


@dataclass(frozen=True)
class Part:
    """A numbered section: its title, its text and its table; or what stands before the first and after the last."""

    key: str
    title: str
    blocks: tuple[TextBlock, ...]
    table: Table | None = None


def title(report: Report, form: Form, agency: Agency) -> str:
    """The report's own title, or the one made from the agency's name in that year and the form."""
    return report.title or form.titled(agency.name_in(report.year), report.year)


def title_lines(title: str, year: int) -> list[str]:
    """The title as it is set: one too long for a line is broken before the year, where the agency's name ends."""
    name, mark, rest = title.partition(f"{year}年")
    return [name, mark + rest] if name and mark and len(title) > _TITLE_LETTERS else [title]


def parts(report: Report, form: Form) -> Iterator[Part]:
    """Everything below the title, in order."""
    if report.preamble:
        yield Part("preamble", "", tuple(parse(report.preamble)))
    for section in form.sections:
        text = report.text.get(section.key) or report.notes.get(section.key) or ""
        yield Part(section.key, section.title, tuple(parse(text)), form.tables.get(section.key))
    if report.closing:
        yield Part("closing", "", tuple(parse(report.closing)))


def printable(text: str) -> str:
    """The text without the characters that no file of ours may hold: controls, and halves of characters."""
    return _UNPRINTABLE.sub("", text)


def run_text(run: Run, fill: Callable[[str], str]) -> str:
    """What is printed for a run of the narrative; `fill` gives the printed text of a cell."""
    return printable(fill(run.text) if run.kind == "cell" else run.text)


def row_lines(grid: Grid, rooms: Sequence[float], text_of: Callable[[Box], str]) -> list[int]:
    """How many lines of text each row of the grid needs, when its columns hold `rooms` Chinese letters a line.

    What a box over several rows needs beyond the others falls to its last row.
    """
    needed = [1] * grid.height
    for box in sorted(grid.boxes, key=lambda box: box.height):
        room = max(1, int(sum(rooms[box.column : box.column + box.width])))
        last, above = box.row + box.height - 1, sum(needed[box.row : box.row + box.height - 1])
        needed[last] = max(needed[last], -(-len(text_of(box)) // room) - above)
    return needed


def column_shares(grid: Grid) -> list[float]:
    """How much of the table's width each column of the grid takes; the shares make 1.

    Columns are alike, but where row headings have groups: these stand in narrow columns, the rows' own labels take
    what the figures leave.
    """
    if grid.stub < 2:
        return [1 / grid.width] * grid.width
    groups, figures = [_GROUPS] * (grid.stub - 1), [_FIGURES / grid.width] * (grid.width - grid.stub)
    return [*groups, 1 - sum(groups) - sum(figures), *figures]
