"""Each cell by itself: settled, a number of the kind its form asks for, or a value worth a question.

Counts are non-negative whole numbers (format notices 国办公开办函〔2019〕60号, 〔2021〕30号).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.subject import Subject
from generator.form import Block, Heading
from generator.report import OPEN, Cell, Level, Problem
from generator.source.cells import MARKS


def check_cells(subject: Subject) -> Iterator[Problem]:
    """One problem for each odd cell; cells still open are told row by row."""
    for section, table in subject.form.tables.items():
        for name, (block, heading) in table.rows.items():
            row = f"{section}.{name}"
            cells = subject.report.tables[section][name]
            yield from _open_cells(subject, row, block, heading, cells)
            for column, cell in zip(block.column_leaves, cells, strict=True):
                if found := _odd(cell, block, heading, column):
                    level, check, text = found
                    at = cell.at or subject.report.position(row)
                    yield Problem(at, level, check, f"{heading.label}：{column.label}{text}", f"{row}.{column.name}")


def _open_cells(
    subject: Subject, row: str, block: Block, heading: Heading, cells: tuple[Cell, ...]
) -> Iterator[Problem]:
    """Cells written "?" in the source; those left open by a fault of the row have been told at loading."""
    pairs = zip(block.column_leaves, cells, strict=True)
    waiting = [(column, cell) for column, cell in pairs if cell.printed == OPEN and cell.at]
    if waiting:
        labels = "、".join(column.label for column, _ in waiting)
        message = f"{heading.label}：{labels}还是“?”，等待填写。请填入数字；原件空白的填 null。"
        column, cell = waiting[0]
        yield Problem(cell.at or subject.report.position(row), "error", "cell.open", message, f"{row}.{column.name}")


def _odd(cell: Cell, block: Block, row: Heading, column: Heading) -> tuple[Level, str, str] | None:
    number = block.number_of(row, column)
    if cell.value is not None:
        if number != "signed" and cell.value < 0:
            return "error", "cell.negative", f" {cell.printed} 是负数，这里不能小于 0。请核对原件。"
        if number != "amount" and cell.value % 1:
            return "error", "cell.fraction", f" {cell.printed} 不是整数，这里按件、项计数，只能填整数。请核对原件。"
        if not re.fullmatch(r"-?[0-9.,， ]+", cell.printed):
            return "warning", "cell.text", f"写的是“{cell.printed}”，将照原样公开，计算时按 {cell.plain}。请核对。"
    elif cell.printed not in MARKS and cell.printed not in ("", OPEN):
        if not re.search("[0-9]", cell.printed) or not re.search("[一-鿿]", cell.printed):
            allowed = "请填数字；空白填 null，原件印的横线、斜线照填“—”“/”。"
            return "error", "cell.word", f"的“{cell.printed}”不是数字。{allowed}"
        return "warning", "cell.text", f"写的是“{cell.printed}”，读不出确定的数，将照原样公开，不参加计算。请核对。"
    return None
