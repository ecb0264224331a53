"""Column headings as an original has them, held against those of a block of the form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from generator.importers.labels import Choices, closest
from generator.importers.lines import Expected, Label

_OTHER_YEAR = re.compile("上年|上一年|去年|前一年|同期|增减|同比|(?<![0-9])(?:19|20)[0-9]{2}年")
_MONEY = re.compile("亿元|万元|千元|元")


@dataclass(frozen=True)
class Head:
    """A heading of the original: its text and where it stands."""

    text: str
    row: int
    column: int


@dataclass(frozen=True)
class Order:
    """What the headings say of the columns, or a doubt; `known` is how many of them the form has.

    `names` are the block's columns in printed order where that is not the form's, `rows` likewise the rows that are
    printed beside one another. `columns` are the grid columns of the headings that the form has; where `exact`, the
    figures must stand in these very columns, one in each.
    """

    names: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    doubt: str = ""
    known: int = 0
    columns: tuple[int, ...] = ()
    exact: bool = False


def order_of(heads: Sequence[Head], expected: Expected, block: int) -> Order:
    """The order of the block's columns as the headings over them tell it; no headings say nothing."""
    columns = expected.columns(block)
    matches = [(head, _match(head.text, columns)) for head in heads]
    found = [(head, name) for head, name in matches if name]
    strange = [head for head, name in matches if not name and head.text and not _is_other(head.text, expected)]
    said = "、".join(head.text for head in strange[:4])
    if len({name for _, name in found}) * 2 < len(columns) and strange:
        return Order(doubt=f"表头写的是“{said}”，与格式不同")
    if unit := other_unit([head.text for head in heads], expected, block):
        return Order(doubt=unit, known=len(found))
    own, first = {head.column for head, _ in found}, min((head.column for head in heads), default=0)
    order = _judged(found, columns, expected, block)
    if expected.one_row(block) and not order.doubt:
        order = replace(rows_beside(heads, expected, block), known=order.known)
    aside = [head for head in strange if own and head.column > first and head.column not in own]
    if len(found) + len(aside) > len(columns) and not expected.one_row(block) and not order.doubt:
        order = replace(order, exact=order.exact or bool(aside))
    return replace(order, columns=tuple(sorted(head.column for head, _ in found)))


def _match(text: str, columns: Sequence[Label]) -> str:
    """The column that the heading means: none where it speaks of another year than the form does."""
    choices = tuple((label.name, label.texts) for label in columns)
    match = closest(text, choices)
    return match[0] if match and not is_of_another_year(text, match[0], choices) else ""


def is_of_another_year(text: str, name: str, choices: Choices) -> bool:
    """Whether the text speaks of an earlier year, or names one, where the label that it is nearest to does not."""
    own = next(texts for each, texts in choices if each == name)
    return bool(_OTHER_YEAR.search(text)) and not any(_OTHER_YEAR.search(each) for each in own)


def other_unit(texts: Sequence[str], expected: Expected, block: int) -> str:
    """A doubt where headings or labels count in money that is not the form's; empty where they do not."""
    units = {unit for line in expected.lines if line.block == block for unit in line.units}
    said = {each for text in texts for each in _MONEY.findall(text)}
    if said and not said & units:
        return f"原件的单位是“{'、'.join(sorted(said))}”，格式的单位是“{'、'.join(sorted(units))}”，数要换算"
    return ""


def _judged(found: Sequence[tuple[Head, str]], columns: Sequence[Label], expected: Expected, block: int) -> Order:
    own, known = [label.name for label in columns], len(found)
    names = [name for _, name in sorted(found, key=lambda each: (each[0].column, each[0].row))]
    reading = [name for _, name in sorted(found, key=lambda each: (each[0].row, each[0].column))]
    times = len(expected.table.blocks[block].row_leaves) if expected.one_row(block) else 1
    if _in_order(names, own * times) or _in_order(reading, expected.reading(block)):
        return Order(known=known)
    if times == 1 and sorted(names) == sorted(own):
        one_line = len({head.row for head, _ in found}) == 1
        apart = len({head.column for head, _ in found}) == len(found)
        if one_line or apart:
            return Order(tuple(names), known=known, exact=not one_line)
    return Order(doubt="表头各栏的次序与格式不同", known=known)


def rows_beside(heads: Sequence[Head], expected: Expected, block: int) -> Order:
    """The order of rows that the form prints beside one another, as the headings over them tell it.

    In a running text, where they all stand in one line, nothing tells which figures are theirs.
    """
    own = [label for label in expected.rows if label.block == block]
    choices = tuple((label.name, label.texts) for label in own)
    found = sorted(
        ((head.column, head.row, match[0]) for head in heads if (match := closest(head.text, choices))),
    )
    names, printed = [name for _, _, name in found], [label.name for label in own]
    running = len({head.row for head in heads}) == 1
    if _in_order(dict.fromkeys(names) if running else names, printed):
        return Order()
    apart = all(one[0] < other[0] for one, other in pairwise(found))
    if sorted(names) == sorted(printed) and apart and not running:
        return Order(rows=tuple(names))
    return Order(doubt="表头各组的次序与格式不同")


def _in_order(some: Iterable[str], every: Sequence[str]) -> bool:
    """Whether `some` comes from `every` by leaving out."""
    rest = iter(every)
    return all(each in rest for each in some)


def _is_other(text: str, expected: Expected) -> bool:
    """Whether the text is another label of the table: a title, a corner, a group."""
    labels = [label.texts for label in expected.labels if not _is_column(label)]
    return any(closest(text, (("", texts),)) for texts in labels)


def _is_column(label: Label) -> bool:
    return label.kind == "column" and bool(label.name)
