"""The layout of official tables: rows, columns and spans, computed from the heading trees.

Pages, Word, Excel and the importers all use the same `Grid`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from generator.model.table import Block, Heading, Table

BoxKind = Literal["title", "corner", "column", "row", "cell"]


@dataclass(frozen=True)
class Box:
    """A printed cell of the grid. Rows and columns count from 0.

    `id` identifies a heading box; `headings` are the ids of all headings that a box is under. A data box has no text;
    its `name` is that of the cell, `row.column`.
    """

    kind: BoxKind
    row: int
    column: int
    height: int
    width: int
    text: str = ""
    id: str = ""
    name: str = ""
    headings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Grid:
    """A table laid out: its size, its boxes in reading order, and the data rows of each block as start and end."""

    height: int
    width: int
    boxes: tuple[Box, ...]
    bodies: tuple[tuple[int, int], ...]

    @property
    def stub(self) -> int:
        """The number of columns with row headings."""
        return min(box.column for box in self.boxes if box.kind == "cell")

    def rows(self) -> Iterator[list[Box]]:
        """Yield the boxes that begin in each grid row, from the top."""
        for number in range(self.height):
            yield [box for box in self.boxes if box.row == number]


def is_left_aligned(grid: Grid, box: Box) -> bool:
    """Return whether the official paper prints a box at the left: titles, and the stub of a table with grouped rows."""
    return box.kind == "title" or (box.kind in ("corner", "row") and grid.stub > 1)


def depth(headings: tuple[Heading, ...]) -> int:
    """Return the number of levels of the heading tree."""
    return 1 + max((depth(heading.parts) for heading in headings), default=-1) if headings else 0


def lay_out(table: Table) -> Grid:
    """Return the layout of the table: its blocks one below another, each stretched to the widest."""
    width = max(_width(block) for block in table.blocks)
    boxes: list[Box] = []
    bodies: list[tuple[int, int]] = []
    top = 0
    for number, block in enumerate(table.blocks, 1):
        prefix = f"{table.section}-{number}" if len(table.blocks) > 1 else table.section
        placed, body, bottom = _lay_out_block(block, prefix, top, width)
        boxes += placed
        bodies.append((body, bottom))
        top = bottom
    boxes.sort(key=lambda box: (box.row, box.column))
    return Grid(top, width, tuple(boxes), tuple(bodies))


def _width(block: Block) -> int:
    if block.one_row:
        return len(block.row_leaves) * len(block.column_leaves)
    return depth(block.rows) + len(block.column_leaves)


def _lay_out_block(block: Block, prefix: str, top: int, width: int) -> tuple[list[Box], int, int]:
    """Return the block's boxes from grid row `top` on, its first data row, and the row after its last."""
    boxes: list[Box] = []
    above: tuple[str, ...] = ()
    if block.title:
        above = (f"{prefix}-title",)
        boxes.append(Box("title", top, 0, 1, width, block.title, above[0]))
        top += 1
    columns, rows = (_one_row(block), ()) if block.one_row else (block.columns, block.rows)
    head, stub = depth(columns), depth(rows)
    if stub:
        boxes.append(Box("corner", top, 0, head, stub, block.corner, f"{prefix}-corner"))
    column_boxes = _place(columns, "column", f"{prefix}-c", head, above)
    row_boxes = _place(rows, "row", f"{prefix}-r", stub, ())
    boxes += [replace(box, row=box.row + top, column=box.column + stub) for box in column_boxes]
    body = top + head
    boxes += [_transposed(box, body) for box in row_boxes]
    column_leaves = [_with_own_id(box) for box in column_boxes if box.name]
    row_leaves = [_with_own_id(_transposed(box, body)) for box in row_boxes if box.name] or [Box("row", body, 0, 1, 0)]
    for row in row_leaves:
        for column in column_leaves:
            name = f"{row.name}.{column.name}" if row.name else column.name
            headings = (*column.headings, *row.headings)
            boxes.append(Box("cell", row.row, stub + column.column, 1, 1, name=name, headings=headings))
    return _stretched(boxes, width), body, body + len(row_leaves)


def _place(
    headings: tuple[Heading, ...],
    kind: BoxKind,
    prefix: str,
    levels: int,
    above: tuple[str, ...],
    row: int = 0,
    column: int = 0,
) -> list[Box]:
    """Return the heading tree as column-heading boxes: parts below their group, leaves down to the last level."""
    boxes: list[Box] = []
    for heading in headings:
        width = len(heading.leaves)
        height = 1 if heading.parts else levels - row
        own = f"{prefix}-{heading.name.replace('.', '-')}"
        name = "" if heading.parts else heading.name
        boxes.append(Box(kind, row, column, height, width, heading.label, own, name, above))
        boxes += _place(heading.parts, kind, prefix, levels, (*above, own), row + 1, column)
        column += width
    return boxes


def _with_own_id(box: Box) -> Box:
    """Return the box with its own id appended to its headings, as its data cells list them."""
    return replace(box, headings=(*box.headings, box.id))


def _transposed(box: Box, top: int) -> Box:
    """Return a column-heading box as a row heading: rows and columns swapped, rows counted from `top`."""
    return replace(box, row=top + box.column, column=box.row, height=box.width, width=box.height)


def _one_row(block: Block) -> tuple[Heading, ...]:
    """Return the column headings of a block printed as one row: the columns below each row heading."""

    def with_columns(heading: Heading) -> Heading:
        if heading.parts:
            return replace(heading, parts=tuple(with_columns(part) for part in heading.parts))
        return replace(heading, parts=_prefixed(block.columns, heading.name))

    return tuple(with_columns(heading) for heading in block.rows)


def _prefixed(headings: tuple[Heading, ...], prefix: str) -> tuple[Heading, ...]:
    return tuple(
        replace(heading, name=f"{prefix}.{heading.name}", parts=_prefixed(heading.parts, prefix))
        for heading in headings
    )


def _stretched(boxes: list[Box], width: int) -> list[Box]:
    """Return the boxes with those at the right edge stretched to `width`, which titles have already."""
    edge = max(box.column + box.width for box in boxes if box.kind != "title")
    return [replace(box, width=box.width + width - edge) if box.column + box.width == edge else box for box in boxes]
