"""Check each cell by itself: wrong kinds of number, text instead of a number, cells still open.

Counts are non-negative whole numbers (format notices 国办公开办函〔2019〕60号, 〔2021〕30号).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.checks.subject import Subject
from generator.model.problem import Check, Problem, abridged
from generator.model.report import OPEN, Cell
from generator.model.table import Block, Heading
from generator.sources.declared import CELL_FRACTION, CELL_NEGATIVE, CELL_OPEN, CELL_TEXT, CELL_WORD
from generator.sources.reading.cells import is_readable, other_money, read_count

_PLAIN_NUMBER = re.compile(r"-?[0-9.,， ]+")


class _Finding(NamedTuple):
    """An unusual property of a cell: the check that finds it, its wording and the advice."""

    check: Check
    text: str
    advice: str


def check_cells(subject: Subject) -> Iterator[Problem]:
    """Yield a problem for each unusual cell, and one per row for its open cells."""
    for section, table in subject.form.tables.items():
        for name, (block, heading) in table.rows.items():
            cells = subject.report.tables[section][name]
            if not all(map(read_count, {cell.printed for cell in cells})):
                yield from _check_row(subject, f"{section}.{name}", block, heading, cells)


def _check_row(
    subject: Subject, row: str, block: Block, heading: Heading, cells: tuple[Cell, ...]
) -> Iterator[Problem]:
    yield from _open_cells(subject, row, block, heading, cells)
    for column, cell in zip(block.column_leaves, cells, strict=True):
        if found := _finding(cell, block, heading, column):
            name = f"{row}.{column.name}"
            finding = f"{heading.label}：{column.label}{found.text}。"
            yield found.check.at(subject.position_of(name), finding, found.advice, name)


def _open_cells(
    subject: Subject, row: str, block: Block, heading: Heading, cells: tuple[Cell, ...]
) -> Iterator[Problem]:
    """Yield an error for the cells written "?" in the source; cells left open by a malformed row have no position."""
    indexes = [index for index, cell in enumerate(cells) if cell.printed == OPEN]
    open_cells = [(index, position) for index in indexes if (position := subject.report.cell_position(row, index))]
    if open_cells:
        columns = [block.column_leaves[index] for index, _ in open_cells]
        labels = "、".join(column.label for column in columns)
        message = f"{heading.label}：{labels}还是“?”，等待填写。请填入数字；原件空白的填 null。"
        yield CELL_OPEN.at(open_cells[0][1], message, cell=f"{row}.{columns[0].name}")


def _finding(cell: Cell, block: Block, row: Heading, column: Heading) -> _Finding | None:
    """Return what is unusual about the cell; None if nothing is."""
    if cell.value is None:
        return None if cell.printed in ("", OPEN) else _text_finding(cell, block.unit_of(row, column))
    number = block.number_of(row, column)
    if number != "signed" and cell.value < 0:
        return _Finding(CELL_NEGATIVE, f"的 {cell.printed} 是负数，这里不能小于 0", "请核对原件。")
    if number != "amount" and cell.value % 1:
        unit = block.unit_of(row, column)
        text = f"的 {cell.printed} 不是整数，这里以“{unit}”计，只能填整数"
        return _Finding(CELL_FRACTION, text, "请核对原件。")
    if not _PLAIN_NUMBER.fullmatch(cell.printed):
        text = f"写的是“{abridged(cell.printed)}”，将照原样公开，计算时按 {cell.plain}"
        return _Finding(CELL_TEXT, text, "请核对。")
    return None


def _text_finding(cell: Cell, unit: str) -> _Finding | None:
    """Return what is unusual about a cell without a number; None for a dash or similar mark."""
    if not is_readable(cell):
        advice = "请填数字；空白填 null，原件印的横线、斜线照填“—”“/”。"
        return _Finding(CELL_WORD, f"的“{abridged(cell.printed)}”不是数字", advice)
    if not re.search("[0-9]", cell.printed):
        return None
    if other_money(cell.printed, unit):
        text = f"写的是“{abridged(cell.printed)}”，表中以“{unit}”计，将照原样公开，不参加计算"
        return _Finding(CELL_TEXT, text, f"不是原件如此的，请换算成“{unit}”，只填数字。")
    text = f"写的是“{abridged(cell.printed)}”，读不出确定的数，将照原样公开，不参加计算"
    return _Finding(CELL_TEXT, text, "请核对。")
