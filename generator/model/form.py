"""What an official form is: sections, tables, headings, units, equations and the roles of its figures.

Nothing outside the form files names a row, a column or a form year.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from generator.model.table import Spot, Table


@dataclass(frozen=True)
class Statement:
    """Something a section's text must speak of from a report year on, and the document (`by`) that asks for it."""

    what: str
    first_year: int
    by: str


@dataclass(frozen=True)
class Section:
    """One of the report's numbered sections; `headings` are those usual in its text, `states` what it must speak of.

    `aliases` are other wordings of the title met in published reports.
    """

    key: str
    title: str
    headings: tuple[str, ...] = ()
    states: Statement | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Role:
    """What a figure means whatever the form: the sum of `cells`, counted in `unit`; `charted` over the years.

    `words` are those of the label, between which a line may break. `adds_up`: those of the organs below a government
    are part of its own. `jump`: how large a figure must be for a tenfold change to be asked about. `rulemaking`: only
    bodies that may make 规章 have such a figure.
    """

    key: str
    label: str
    words: tuple[str, ...]
    cells: tuple[str, ...]
    unit: str
    charted: bool = False
    adds_up: bool = False
    jump: Decimal | None = None
    rulemaking: bool = False


@dataclass(frozen=True, eq=False)
class Form:
    """An official form: what a report of some years must contain.

    `roles` are the key figures shown to readers, `narrative_roles` further figures that texts mention; `issued` is the notice that
    prescribes the form, `other_notices` are those of the other forms. `line_breaks` maps a label to its words, between
    which a line may break; a label without an entry stays whole.
    """

    id: str
    name: str
    title: str
    issued: str
    first_year: int | None
    last_year: int | None
    sections: tuple[Section, ...]
    tables: Mapping[str, Table]
    roles: Mapping[str, Role]
    narrative_roles: Mapping[str, Role] = field(default_factory=dict)
    other_notices: tuple[str, ...] = ()
    line_breaks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def role(self, key: str) -> Role | None:
        """The role, shown or not; None where the form has no such figure."""
        return self.roles.get(key) or self.narrative_roles.get(key)

    @property
    def cells(self) -> Iterator[str]:
        """The full name of every cell, in printed order."""
        for section, table in self.tables.items():
            for row, (block, _) in table.rows.items():
                yield from (f"{section}.{row}.{column}" for column in block.column_names)

    @property
    def places(self) -> Iterator[str]:
        """What a decision may be about: every section, row and cell by its full name."""
        yield from (section.key for section in self.sections)
        yield from dict.fromkeys(cell.rpartition(".")[0] for cell in self.cells)
        yield from self.cells

    def titled(self, name: str, year: int) -> str:
        """The title of the report that the agency called `name` files for `year`."""
        return f"{name}{year}年{self.title}"

    def is_official_in(self, year: int) -> bool:
        """Whether the form is the official one for reports of `year`."""
        return self.first_year is not None and self.first_year <= year <= (self.last_year or year)

    def locate(self, cell: str) -> Spot | None:
        """Where `section.row.column` stands, or None where the form has no such cell."""
        return self._spots.get(cell)

    def label(self, cell: str) -> str:
        """The printed labels of the cell's row and column; its name where the form has no such cell."""
        spot = self.locate(cell)
        return f"{spot.row.label}：{spot.column.label}" if spot else cell

    def words(self, label: str) -> tuple[str, ...]:
        """The words of a label, between which a line may break; joined they are the label."""
        return self.line_breaks.get(label, (label,))

    @cached_property
    def _spots(self) -> dict[str, Spot]:
        return {
            f"{section}.{row}.{column.name}": Spot(section, block, heading, column, index)
            for section, table in self.tables.items()
            for row, (block, heading) in table.rows.items()
            for index, column in enumerate(block.column_leaves)
        }


class Forms(dict[str, Form]):
    """All known forms by id."""

    def for_year(self, year: int) -> Form | None:
        """The official form for reports of `year`, or None where none was in force."""
        return next((form for form in self.values() if form.is_official_in(year)), None)
