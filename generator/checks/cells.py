"""Each cell by itself: numbers of the right kind, odd texts, cells still to be settled.

Counts are non-negative whole numbers (format notices 国办公开办函〔2019〕60号, 〔2021〕30号).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.subject import Subject
from generator.model.problem import Level, Problem, abridged
from generator.model.report import OPEN, Cell
from generator.model.table import Block, Heading
from generator.sources.cells import is_readable, other_money, read_count

_NUMBER_ALONE = re.compile(r"-?[0-9.,， ]+")


def check_cells(subject: Subject) -> Iterator[Problem]:
    """One problem for each odd cell; cells still open are told row by row."""
    for section, table in subject.form.tables.items():
        for name, (block, heading) in table.rows.items():
            cells = subject.report.tables[section][name]
            if not all(map(read_count, {cell.printed for cell in cells})):
                yield from _row(subject, f"{section}.{name}", block, heading, cells)


def _row(subject: Subject, row: str, block: Block, heading: Heading, cells: tuple[Cell, ...]) -> Iterator[Problem]:
    yield from _open_cells(subject, row, block, heading, cells)
    for column, cell in zip(block.column_leaves, cells, strict=True):
        if found := _odd(cell, block, heading, column):
            level, check, finding, advice = found
            name = f"{row}.{column.name}"
            message = f"{heading.label}：{column.label}{finding}。{advice}"
            yield Problem(subject.position_of(name), level, check, message, name, advice=advice)


def _open_cells(
    subject: Subject, row: str, block: Block, heading: Heading, cells: tuple[Cell, ...]
) -> Iterator[Problem]:
    """Cells written "?" in the source; those left open by a fault of the row have been told at loading."""
    asked = [index for index, cell in enumerate(cells) if cell.printed == OPEN]
    waiting = [(index, at) for index in asked if (at := subject.report.cell_position(row, index))]
    if waiting:
        columns = [block.column_leaves[index] for index, _ in waiting]
        labels = "、".join(column.label for column in columns)
        message = f"{heading.label}：{labels}还是“?”，等待填写。请填入数字；原件空白的填 null。"
        yield Problem(waiting[0][1], "error", "cell.open", message, f"{row}.{columns[0].name}")


def _odd(cell: Cell, block: Block, row: Heading, column: Heading) -> tuple[Level, str, str, str] | None:
    """Level, check, finding and advice; None for a cell that is as it should be."""
    if cell.value is None:
        return None if cell.printed in ("", OPEN) else _odd_text(cell, block.unit_of(row, column))
    number = block.number_of(row, column)
    if number != "signed" and cell.value < 0:
        return "error", "cell.negative", f"的 {cell.printed} 是负数，这里不能小于 0", "请核对原件。"
    if number != "amount" and cell.value % 1:
        unit = block.unit_of(row, column)
        return "error", "cell.fraction", f"的 {cell.printed} 不是整数，这里以“{unit}”计，只能填整数", "请核对原件。"
    if not _NUMBER_ALONE.fullmatch(cell.printed):
        return (
            "warning",
            "cell.text",
            f"写的是“{abridged(cell.printed)}”，将照原样公开，计算时按 {cell.plain}",
            "请核对。",
        )
    return None


def _odd_text(cell: Cell, unit: str) -> tuple[Level, str, str, str] | None:
    """What is odd about a cell without a number."""
    if not is_readable(cell):
        advice = "请填数字；空白填 null，原件印的横线、斜线照填“—”“/”。"
        return "error", "cell.word", f"的“{abridged(cell.printed)}”不是数字", advice
    if not re.search("[0-9]", cell.printed):
        return None
    if other_money(cell.printed, unit):
        finding = f"写的是“{abridged(cell.printed)}”，表中以“{unit}”计，将照原样公开，不参加计算"
        return "warning", "cell.text", finding, f"不是原件如此的，请换算成“{unit}”，只填数字。"
    finding = f"写的是“{abridged(cell.printed)}”，读不出确定的数，将照原样公开，不参加计算"
    return "warning", "cell.text", finding, "请核对。"
