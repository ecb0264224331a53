"""Read figures from the tables: sums of a form's roles, or a role's columns in another role's row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from generator.checks.subject import Subject
from generator.model.form import Form, Role
from generator.model.table import Spot


class Part(NamedTuple):
    """A role to add up, and the role whose row is read (by default its own)."""

    role: str
    row_of: str | None = None


Meaning = tuple[Part, ...]
"""Possible meaning of a phrase in any form: the parts to add up."""


@dataclass(frozen=True)
class Reading:
    """The value of a meaning in a report: the labels of its parts, its cells, and their sum.

    `is_worked_out` says that a blank cell was replaced by the sum of its row.
    """

    labels: tuple[str, ...]
    spots: tuple[Spot, ...]
    value: Decimal
    is_worked_out: bool

    @property
    def label(self) -> str:
        """The name used in messages."""
        return "加".join(self.labels)

    @property
    def unit(self) -> str:
        """The unit of its value."""
        return self.spots[0].unit

    @property
    def cells(self) -> tuple[str, ...]:
        """The names of its cells."""
        return tuple(f"{spot.section}.{spot.row.name}.{spot.column.name}" for spot in self.spots)

    @property
    def cell(self) -> str:
        """The name of its first cell."""
        return self.cells[0]

    @property
    def sections(self) -> tuple[str, ...]:
        """The sections whose tables it reads."""
        return tuple(dict.fromkeys(spot.section for spot in self.spots))


def parse_meaning(text: str) -> Meaning:
    """Parse a meaning such as `natural + natural of carried_in`."""
    parts = (part.strip().partition(" of ") for part in text.split("+"))
    return tuple(Part(role.strip(), row_of.strip() or None) for role, _, row_of in parts)


def read(subject: Subject, meaning: Meaning) -> Reading | None:
    """Return the meaning's value in the report; None if the form lacks a role or a cell has no number."""
    labels, spots = _cells(subject.form, meaning)
    tables = subject.report.tables
    cells = [tables[spot.section][spot.row.name][spot.index] for spot in spots]
    blanks = any(cell.value is None for cell in cells)
    values = [_number(subject, spot) for spot in spots] if blanks else [cell.value for cell in cells]
    known = [value for value in values if value is not None]
    if not spots or len(known) < len(values):
        return None
    return Reading(labels, spots, sum(known, Decimal(0)) if len(known) > 1 else known[0], is_worked_out=blanks)


def readings(subject: Subject, meanings: Sequence[Meaning]) -> list[Reading]:
    """Return the readings of all meanings for which the report has numbers."""
    return [reading for each in meanings if (reading := read(subject, each))]


@lru_cache(maxsize=4_096)
def _cells(form: Form, meaning: Meaning) -> tuple[tuple[str, ...], tuple[Spot, ...]]:
    """Return the label of each part and the cells of all parts; both are empty if the form lacks a part."""
    labels: list[str] = []
    spots: list[Spot] = []
    for part in meaning:
        found = _part_cells(form, part)
        if found is None:
            return (), ()
        label, cells = found
        labels.append(label)
        spots += cells
    return tuple(labels), tuple(spots)


def _part_cells(form: Form, part: Part) -> tuple[str, list[Spot]] | None:
    """Return the label and the cells of a part; None if the form has no such figure."""
    role = form.role(part.role)
    if role is None:
        return None
    if part.row_of is None:
        return f"“{role.label}”", list(_located(form, role))
    rows = form.role(part.row_of)
    if rows is None:
        return None
    columns = [spot.column.name for spot in _located(form, role)]
    crossing = [
        crossed
        for row in _located(form, rows)
        for column in columns
        if (crossed := form.tables[row.section].locate(row.row.name, column))
    ]
    return f"“{rows.label}”的“{role.label}”", crossing


def _located(form: Form, role: Role) -> Iterator[Spot]:
    for cell in role.cells:
        if spot := form.locate(cell):
            yield spot


def _number(subject: Subject, spot: Spot) -> Decimal | None:
    """Return the cell's number; for a blank total, its row's sum as the form defines it, with other blanks as 0."""
    row = subject.report.tables[spot.section][spot.row.name]
    cell = row[spot.index]
    if cell.value is not None or cell.printed:
        return cell.value
    for rule in spot.block.rules:
        if rule.each == "row" and rule.relation == "=" and [term.name for term in rule.left] == [spot.column.name]:
            parts = [(term.sign, row[spot.block.column_names.index(term.name)]) for term in rule.right]
            numbers = [sign * part.value for sign, part in parts if part.value is not None]
            has_text = any(part.printed for _, part in parts if part.value is None)
            return sum(numbers, Decimal(0)) if numbers and not has_text else None
    return None
