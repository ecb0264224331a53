"""What an official form is: sections, tables, headings, units, equations and the roles of its figures.

Nothing outside the form files names a row, a column or a form year.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Literal

from generator.rule import Rule

Number = Literal["count", "signed", "amount"]
"""How a figure counts: whole and not negative, whole with a sign, or a decimal amount not negative."""


@dataclass(frozen=True)
class Heading:
    """A row or column heading as printed; one with `parts` groups others and holds no figures.

    `aliases` are other wordings met in published reports.
    """

    name: str
    label: str
    parts: tuple[Heading, ...] = ()
    number: Number | None = None
    unit: str | None = None
    aliases: tuple[str, ...] = ()

    @cached_property
    def key(self) -> str:
        """What a source calls it where it stands: the last part of its name."""
        return self.name.rpartition(".")[2]

    @property
    def leaves(self) -> tuple[Heading, ...]:
        """The headings at the tips, in printed order; a heading without parts is its own leaf."""
        return tuple(leaf for part in self.parts for leaf in part.leaves) if self.parts else (self,)

    @property
    def tree(self) -> Iterator[Heading]:
        """The heading and all below it, in printed order."""
        yield self
        for part in self.parts:
            yield from part.tree

    @cached_property
    def lines(self) -> tuple[Heading, ...]:
        """The headings that sources write below this one; itself, unless it is a group that adds nothing to names."""
        names_its_parts = all(part.name.startswith(f"{self.name}.") for part in self.parts)
        return (self,) if names_its_parts else tuple(line for part in self.parts for line in part.lines)


@dataclass(frozen=True)
class Block:
    """A run of rows under one set of column headings; a table stacks one or more of them."""

    title: str | None
    corner: str
    columns: tuple[Heading, ...]
    rows: tuple[Heading, ...]
    rules: tuple[Rule, ...]
    one_row: bool
    number: Number
    unit: str

    @cached_property
    def column_leaves(self) -> tuple[Heading, ...]:
        """The columns that hold figures, in printed order."""
        return tuple(leaf for heading in self.columns for leaf in heading.leaves)

    @cached_property
    def row_leaves(self) -> tuple[Heading, ...]:
        """The rows that hold figures, in printed order."""
        return tuple(leaf for heading in self.rows for leaf in heading.leaves)

    @cached_property
    def column_names(self) -> tuple[str, ...]:
        """The names of `column_leaves`."""
        return tuple(leaf.name for leaf in self.column_leaves)

    def number_of(self, row: Heading, column: Heading) -> Number:
        """The kind of number the cell holds: the column decides, then the row, then the block."""
        return column.number or row.number or self.number

    def unit_of(self, row: Heading, column: Heading) -> str:
        """The unit the cell is counted in (件, 项, 元, 万元…)."""
        return column.unit or row.unit or self.unit


@dataclass(frozen=True)
class Table:
    """The official table of one section."""

    section: str
    blocks: tuple[Block, ...]

    @cached_property
    def rows(self) -> dict[str, tuple[Block, Heading]]:
        """Each row that holds figures, by name, with the block it stands in, in printed order."""
        return {leaf.name: (block, leaf) for block in self.blocks for leaf in block.row_leaves}

    @cached_property
    def lines(self) -> tuple[Heading, ...]:
        """The rows and named groups of rows as sources write them, at the top level."""
        return tuple(line for block in self.blocks for heading in block.rows for line in heading.lines)

    def locate(self, row: str, column: str) -> Spot | None:
        """Where the cell stands, or None where the table has no such row or column."""
        if row not in self.rows:
            return None
        block, heading = self.rows[row]
        if column not in block.column_names:
            return None
        index = block.column_names.index(column)
        return Spot(self.section, block, heading, block.column_leaves[index], index)


@dataclass(frozen=True)
class Spot:
    """A cell's place in the form: its row and column headings and its index in the row."""

    section: str
    block: Block
    row: Heading
    column: Heading
    index: int

    @property
    def number(self) -> Number:
        """The kind of number the cell holds."""
        return self.block.number_of(self.row, self.column)

    @property
    def unit(self) -> str:
        """The unit the cell is counted in."""
        return self.block.unit_of(self.row, self.column)


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

    `roles` are the key figures shown to readers, `told` further ones that texts speak of; `issued` is the notice that
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
    told: Mapping[str, Role] = field(default_factory=dict)
    other_notices: tuple[str, ...] = ()
    line_breaks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def role(self, key: str) -> Role | None:
        """The role, shown or not; None where the form has no such figure."""
        return self.roles.get(key) or self.told.get(key)

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

    def usual_in(self, year: int) -> bool:
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
        return next((form for form in self.values() if form.usual_in(year)), None)
