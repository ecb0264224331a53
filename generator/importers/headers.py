"""Column headings as an original has them, held against those of a block of the form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.importers.labels import closest
from generator.importers.lines import Expected, Label


@dataclass(frozen=True)
class Head:
    """A heading of the original: its text and where it stands."""

    text: str
    row: int
    column: int


@dataclass(frozen=True)
class Order:
    """What the headings say of the columns: `names` in printed order where that is not the form's, or a doubt.

    `columns` are the grid columns they stand in, `known` is how many the form has.
    """

    names: tuple[str, ...] = ()
    doubt: str = ""
    known: int = 0
    columns: tuple[int, ...] = ()


def order_of(heads: Sequence[Head], expected: Expected, block: int) -> Order:
    """The order of the block's columns as the headings over them tell it; no headings say nothing."""
    columns = expected.columns(block)
    choices = tuple((label.name, label.texts) for label in columns)
    found = [(head, match[0]) for head in heads if (match := closest(head.text, choices))]
    strange = [head.text for head in heads if not closest(head.text, choices) and not _is_other(head.text, expected)]
    if len({name for _, name in found}) * 2 < len(columns) and strange:
        return Order(doubt=f"表头写的是“{'、'.join(strange[:4])}”，与格式不同")
    names = [name for _, name in sorted(found, key=lambda each: (each[0].column, each[0].row))]
    reading = [name for _, name in sorted(found, key=lambda each: (each[0].row, each[0].column))]
    order = _judged(names, reading, len({head.row for head, _ in found}) == 1, columns, expected, block)
    return replace(order, columns=tuple(sorted(head.column for head, _ in found)))


def _judged(
    names: list[str], reading: list[str], one_line: bool, columns: Sequence[Label], expected: Expected, block: int
) -> Order:
    own = [label.name for label in columns]
    times = len(expected.table.blocks[block].row_leaves) if expected.one_row(block) else 1
    known = len(names)
    if _in_order(names, own * times) or _in_order(reading, expected.reading(block)):
        return Order(known=known)
    if times == 1 and one_line and sorted(names) == sorted(own):
        return Order(tuple(names), known=known)
    return Order(doubt="表头各栏的次序与格式不同", known=known)


def _in_order(some: Sequence[str], every: Sequence[str]) -> bool:
    """Whether `some` comes from `every` by leaving out."""
    rest = iter(every)
    return all(each in rest for each in some)


def _is_other(text: str, expected: Expected) -> bool:
    """Whether the text is another label of the table: a title, a corner, a group."""
    labels = [label.texts for label in expected.labels if not _is_column(label)]
    return any(closest(text, (("", texts),)) for texts in labels)


def _is_column(label: Label) -> bool:
    return label.kind == "column" and bool(label.name)
