"""What a phrase may mean in the tables: roles of the form added up, or a role's columns in another role's row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from generator.checks.subject import Subject
from generator.model.form import Form, Role
from generator.model.table import Spot


class Part(NamedTuple):
    """One role of a reading, and the role whose row it is read in (itself, where none is named)."""

    role: str
    row_of: str | None = None


Meaning = tuple[Part, ...]
"""A reading before any form is known: the parts to add up."""

_Place = tuple[tuple[str, ...], tuple[Spot, ...]]
"""The labels of a meaning's parts and their cells in a form."""


@dataclass(frozen=True)
class Reading:
    """A reading of a report's tables: the labels of its parts, the places of its cells, and what they make.

    `is_worked_out` where a cell is blank and the others of its row were added up in its stead.
    """

    labels: tuple[str, ...]
    spots: tuple[Spot, ...]
    value: Decimal
    is_worked_out: bool

    @property
    def label(self) -> str:
        """What messages call it."""
        return "加".join(self.labels)

    @property
    def unit(self) -> str:
        """What it is counted in."""
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


def meaning(text: str) -> Meaning:
    """`natural + natural of carried_in` as parts."""
    parts = (part.strip().partition(" of ") for part in text.split("+"))
    return tuple(Part(role.strip(), row_of.strip() or None) for role, _, row_of in parts)


def read(subject: Subject, meaning: Meaning) -> Reading | None:
    """The reading of this report; None where the form lacks a role or a cell holds no number."""
    places = _places(_Same(subject.form, id(subject.form)))
    if meaning not in places:
        places[meaning] = _place(subject.form, meaning)
    labels, spots = places[meaning]
    tables = subject.report.tables
    cells = [tables[spot.section][spot.row.name][spot.index] for spot in spots]
    blanks = any(cell.value is None for cell in cells)
    values = [_value(subject, spot) for spot in spots] if blanks else [cell.value for cell in cells]
    known = [value for value in values if value is not None]
    if not spots or len(known) < len(values):
        return None
    return Reading(labels, spots, sum(known, Decimal(0)) if len(known) > 1 else known[0], is_worked_out=blanks)


def readings(subject: Subject, meanings: Sequence[Meaning]) -> list[Reading]:
    """All readings this report has numbers for."""
    return [reading for each in meanings if (reading := read(subject, each))]


@dataclass(frozen=True)
class _Same:
    """A form that equals another only where it is the very same."""

    form: Form = field(compare=False)
    identity: int


@lru_cache(maxsize=16)
def _places(same: _Same) -> dict[Meaning, _Place]:
    """Where the form has each meaning, as far as it has been asked for."""
    return {}


def _place(form: Form, meaning: Meaning) -> _Place:
    """The label of each part and the cells of all; no cells where the form lacks one of the parts."""
    labels: list[str] = []
    spots: list[Spot] = []
    for part in meaning:
        found = _spots(form, part)
        if found is None:
            return (), ()
        label, cells = found
        labels.append(label)
        spots += cells
    return tuple(labels), tuple(spots)


def _spots(form: Form, part: Part) -> tuple[str, list[Spot]] | None:
    """The label and the cells of a part, or None where the form has no such figure."""
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


def _value(subject: Subject, spot: Spot) -> Decimal | None:
    """The cell's number; of a blank total, the sum of its row as the form has it, other blanks counting nothing."""
    row = subject.report.tables[spot.section][spot.row.name]
    cell = row[spot.index]
    if cell.value is not None or cell.printed:
        return cell.value
    for rule in spot.block.rules:
        if rule.each == "row" and rule.relation == "=" and [term.name for term in rule.left] == [spot.column.name]:
            parts = [(term.sign, row[spot.block.column_names.index(term.name)]) for term in rule.right]
            numbers = [sign * part.value for sign, part in parts if part.value is not None]
            odd = any(part.printed for _, part in parts if part.value is None)
            return sum(numbers, Decimal(0)) if numbers and not odd else None
    return None
