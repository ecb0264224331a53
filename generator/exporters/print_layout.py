"""The report as printed, for Word, Excel and PDF: its title, its parts in order, and measures of its tables."""

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

_MAX_TITLE_CHARS = 21
"""Maximum number of Chinese characters on a line of the title."""

_GROUP_SHARE = 0.09
"""Share of a table's width taken by each column of row groups."""

_FIGURES_SHARE = 0.7
"""Share of a table's width taken by all columns of figures together, if there are row groups."""


@dataclass(frozen=True)
class Part:
    """A section (title, text and table), or the preamble or closing (text only)."""

    key: str
    title: str
    blocks: tuple[TextBlock, ...]
    table: Table | None = None


def report_title(report: Report, form: Form, agency: Agency) -> str:
    """Return the report's own title, or the form's with the agency's name in the report's year."""
    return report.title or form.titled(agency.name_in(report.year), report.year)


def table_caption(heading: str) -> str:
    """Return the caption of an official table, from its section's title: `表三　收到和处理政府信息公开申请情况`."""
    numeral, mark, rest = heading.partition("、")
    return f"表{numeral}　{rest}" if mark else heading


def title_lines(title: str, year: int) -> list[str]:
    """Return the lines of the title; a long title is broken after the agency's name, before the year."""
    name, mark, rest = title.partition(f"{year}年")
    return [name, mark + rest] if name and mark and len(title) > _MAX_TITLE_CHARS else [title]


def report_parts(report: Report, form: Form) -> Iterator[Part]:
    """Yield the parts below the title, in order."""
    if report.preamble:
        yield Part("preamble", "", tuple(parse(report.preamble)))
    for section in form.sections:
        text = report.text.get(section.key) or report.notes.get(section.key) or ""
        yield Part(section.key, section.title, tuple(parse(text)), form.tables.get(section.key))
    if report.closing:
        yield Part("closing", "", tuple(parse(report.closing)))


def printable(text: str) -> str:
    """Return the text without the characters that XML forbids: control characters, surrogates and noncharacters."""
    return _UNPRINTABLE.sub("", text)


def run_text(run: Run, fill: Callable[[str], str]) -> str:
    """Return the printed text of a narrative run; `fill` returns the printed text of a cell."""
    return printable(fill(run.text) if run.kind == "cell" else run.text)


def row_line_counts(grid: Grid, widths: Sequence[float], text_of: Callable[[Box], str]) -> list[int]:
    """Return how many lines of text each row of the grid needs; `widths` are column widths in Chinese characters.

    If a box that spans several rows needs more lines than these rows have, the missing lines are added to its last row.
    """
    counts = [1] * grid.height
    for box in sorted(grid.boxes, key=lambda box: box.height):
        width = max(1, int(sum(widths[box.column : box.column + box.width])))
        last, above = box.row + box.height - 1, sum(counts[box.row : box.row + box.height - 1])
        counts[last] = max(counts[last], -(-len(text_of(box)) // width) - above)
    return counts


def column_shares(grid: Grid) -> list[float]:
    """Return the share of the table's width of each column; the shares add up to 1.

    Without row groups, all columns are equal. With row groups, the columns of groups are narrow, the columns of figures
    are equal, and the row labels take the remaining width.
    """
    if grid.stub < 2:
        return [1 / grid.width] * grid.width
    groups = [_GROUP_SHARE] * (grid.stub - 1)
    figures = [_FIGURES_SHARE / grid.width] * (grid.width - grid.stub)
    return [*groups, 1 - sum(groups) - sum(figures), *figures]
