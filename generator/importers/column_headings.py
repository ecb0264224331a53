"""Compare the column headings of an original with those of a block of the form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from generator.importers.expected import ExpectedTable, Label
from generator.importers.labels import Choices, closest, fold, is_label, is_subsequence

_OTHER_YEAR = re.compile("上年|上一年|去年|前一年|同期|增减|同比|(?<![0-9])(?:19|20)[0-9]{2}年")
_MONEY = re.compile("亿元|万元|千元|元")

_MAX_QUOTED_HEADINGS = 4
"""Headings quoted in a message; people look at the original anyway."""


@dataclass(frozen=True)
class PrintedHeading:
    """A heading of the original: its text and its position in the grid."""

    text: str
    row: int
    column: int


class _MatchedHeading(NamedTuple):
    """A heading of the original, and the form's column that it names."""

    heading: PrintedHeading
    name: str


@dataclass(frozen=True)
class ColumnOrder:
    """The columns of a block according to the headings of an original.

    `names`: the block's columns in printed order; empty if that is the form's order.
    `rows`: likewise the rows, if the form prints them side by side.
    `open_reason`: why the columns cannot be identified; empty if they can.
    `known`: the number of headings that name a column of the form.
    `columns`: the grid columns of those headings; with `exact`, each must have exactly one figure below it.
    """

    names: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    open_reason: str = ""
    known: int = 0
    columns: tuple[int, ...] = ()
    exact: bool = False


def column_order(headings: Sequence[PrintedHeading], expected: ExpectedTable, block: int) -> ColumnOrder:
    """Return the order of the block's columns according to the headings above them; the form's if there are none."""
    columns = expected.columns(block)
    matches = [_MatchedHeading(heading, _column_named(heading.text, columns)) for heading in headings]
    found = [match for match in matches if match.name]
    unknown = [
        match.heading
        for match in matches
        if not match.name and match.heading.text and not _is_other_label(match.heading.text, expected)
    ]
    if len({match.name for match in found}) * 2 < len(columns) and unknown:
        quoted = "、".join(heading.text for heading in unknown[:_MAX_QUOTED_HEADINGS])
        return ColumnOrder(open_reason=f"表头写的是“{quoted}”，与格式不同")
    if mismatch := unit_mismatch([heading.text for heading in headings], expected, block):
        return ColumnOrder(open_reason=mismatch, known=len(found))
    order = _order_of(found, columns, expected, block)
    if expected.is_one_row(block) and not order.open_reason:
        order = replace(row_order(headings, expected, block), known=order.known)
    grid_columns = {match.heading.column for match in found}
    first = min((heading.column for heading in headings), default=0)
    extra = [head for head in unknown if grid_columns and head.column > first and head.column not in grid_columns]
    if len(found) + len(extra) > len(columns) and not expected.is_one_row(block) and not order.open_reason:
        order = replace(order, exact=order.exact or bool(extra))
    return replace(order, columns=tuple(sorted(match.heading.column for match in found)))


def _column_named(text: str, columns: Sequence[Label]) -> str:
    """Return the name of the column that the heading names; empty if it names none or is for another year."""
    choices = tuple((label.name, label.texts) for label in columns)
    match = closest(text, choices)
    return match.name if match and not is_of_another_year(text, match.name, choices) else ""


def is_of_another_year(text: str, name: str, choices: Choices) -> bool:
    """Return whether the text mentions a year or an earlier period, unlike the labels of the choice `name`."""
    labels = next(labels for choice, labels in choices if choice == name)
    return bool(_OTHER_YEAR.search(fold(text))) and not any(_OTHER_YEAR.search(label) for label in labels)


def unit_mismatch(texts: Sequence[str], expected: ExpectedTable, block: int) -> str:
    """Return a sentence about the difference if the texts give another unit of money than the form; else empty."""
    units = {unit for line in expected.lines if line.block == block for unit in line.units}
    printed = {unit for text in texts for unit in _MONEY.findall(fold(text))}
    if printed and not printed & units:
        return f"原件的单位是“{'、'.join(sorted(printed))}”，格式的单位是“{'、'.join(sorted(units))}”，数要换算"
    return ""


def _order_of(
    found: Sequence[_MatchedHeading], columns: Sequence[Label], expected: ExpectedTable, block: int
) -> ColumnOrder:
    """Return the column order that the matched headings give, whether read by column or line by line."""
    form_order = [label.name for label in columns]
    by_column = sorted(found, key=lambda match: (match.heading.column, match.heading.row))
    by_line = sorted(found, key=lambda match: (match.heading.row, match.heading.column))
    names = [match.name for match in by_column]
    repeats = len(expected.table.blocks[block].row_leaves) if expected.is_one_row(block) else 1
    if is_subsequence(names, form_order * repeats) or is_subsequence(
        [match.name for match in by_line], expected.columns_by_line(block)
    ):
        return ColumnOrder(known=len(found))
    if repeats == 1 and sorted(names) == sorted(form_order):
        on_one_line = len({match.heading.row for match in found}) == 1
        in_own_columns = len({match.heading.column for match in found}) == len(found)
        if on_one_line or in_own_columns:
            return ColumnOrder(tuple(names), known=len(found), exact=not on_one_line)
    return ColumnOrder(open_reason="表头各栏的次序与格式不同", known=len(found))


def row_order(headings: Sequence[PrintedHeading], expected: ExpectedTable, block: int) -> ColumnOrder:
    """Return the order of rows that the form prints side by side, according to the headings above them.

    In running text all headings are on one line, so nothing shows which figures belong to which row.
    """
    labels = [label for label in expected.rows if label.block == block]
    choices = tuple((label.name, label.texts) for label in labels)
    found = sorted(
        (heading.column, heading.row, match.name) for heading in headings if (match := closest(heading.text, choices))
    )
    names, form_order = [name for _, _, name in found], [label.name for label in labels]
    is_running_text = len({heading.row for heading in headings}) == 1
    if is_subsequence(dict.fromkeys(names) if is_running_text else names, form_order):
        return ColumnOrder()
    in_own_columns = all(one[0] < other[0] for one, other in pairwise(found))
    if sorted(names) == sorted(form_order) and in_own_columns and not is_running_text:
        return ColumnOrder(rows=tuple(names))
    return ColumnOrder(open_reason="表头各组的次序与格式不同")


def _is_other_label(text: str, expected: ExpectedTable) -> bool:
    """Return whether the text is a label of the table without a column of its own: a title, a corner, a group."""
    return any(is_label(text, label.texts) for label in expected.labels if not (label.kind == "column" and label.name))
