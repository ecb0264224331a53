"""Join the rows of a block that the form prints side by side as one line, where the original prints them apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from generator.importers.expected import ExpectedTable, Line
from generator.importers.labels import fold
from generator.importers.raw_line import RawLine


def line_of_parts(expected: ExpectedTable, width: int) -> Line | None:
    """Return the line of a block printed as one row whose rows have so many cells; None if there is none."""
    return next((line for line in expected.lines if line.is_whole_block and line.width == width), None)


def row_named_in(texts: Iterable[str], expected: ExpectedTable, line: Line) -> str:
    """Return the one row of the line that the texts name; empty if they name none or several."""
    folded = [fold(text) for text in texts]
    found = {
        label.name
        for label in expected.rows
        if label.block == line.block and any(spelling in text for spelling in label.spellings for text in folded)
    }
    return found.pop() if len(found) == 1 else ""


def with_parts_joined(lines: Sequence[RawLine], expected: ExpectedTable) -> list[RawLine]:
    """Return the lines; parts become the whole line if there are exactly as many as the line has rows."""
    result = [raw for raw in lines if not raw.part_of]
    for name in dict.fromkeys(raw.part_of for raw in lines if raw.part_of):
        parts = [raw for raw in lines if raw.part_of == name]
        is_complete = len(parts) == len(expected.by_name[name].rows)
        result += _joined(parts, expected.by_name[name]) if is_complete else parts
    return result


def _joined(parts: list[RawLine], line: Line) -> Iterator[RawLine]:
    """Yield the whole line: parts in the order of the names beside them, else in that of the form."""
    rows = line.rows
    by_name = {raw.part: raw for raw in parts if raw.part}
    is_named = len(by_name) == len(rows)
    is_other_order = not is_named and any(raw.part not in ("", row) for raw, row in zip(parts, rows, strict=True))
    ordered = [by_name[row] for row in rows] if is_named else parts
    yield replace(
        ordered[0],
        name=line.name,
        texts=tuple(text for raw in ordered for text in raw.texts),
        part_of="",
        from_grid=True,
        aligned=True,
        by_position=not is_named,
        open_reason="这张表分成了几张，次序与格式不同" if is_other_order else "",
    )
