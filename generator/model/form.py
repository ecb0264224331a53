"""Official forms: sections, tables and the roles of their figures.

Only the form files name rows, columns and the years of a form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Literal

from generator.model.table import Spot, Table


@dataclass(frozen=True)
class Statement:
    """A matter that a section's text must cover from a report year on, and the document (`by`) that requires it."""

    what: str
    first_year: int
    by: str


@dataclass(frozen=True)
class Section:
    """One of the report's numbered sections.

    `headings` are the usual ones in its text, `states` is what the text must cover, and `aliases` are other wordings of
    the title found in published reports.
    """

    key: str
    title: str
    headings: tuple[str, ...] = ()
    states: Statement | None = None
    aliases: tuple[str, ...] = ()


Display = Literal["large", "small", "none"]
"""How pages show a key figure: larger than others, as one of them, or not at all."""


@dataclass(frozen=True)
class Role:
    """A figure with the same meaning in every form: the sum of `cells`, in `unit`.

    `words` are the words of the label, between which a line may break. `charted`: shown as a chart over the years.
    `adds_up`: a government's figure includes those of the agencies below it. `jump`: the size from which a tenfold
    change is questioned, `large`: the size that is questioned in an agency's first report, where nothing else shows a
    wrong unit. `rulemaking`: only bodies with the power to make 规章 have this figure. `short` is the label in a
    sentence.
    """

    key: str
    label: str
    words: tuple[str, ...]
    cells: tuple[str, ...]
    unit: str
    charted: bool = False
    adds_up: bool = False
    jump: Decimal | None = None
    large: Decimal | None = None
    rulemaking: bool = False
    short: str = ""
    display: Display = "small"


@dataclass(frozen=True)
class Outcomes:
    """What became of the requests: the figures received and concluded, and the outcomes of the latter."""

    received: Role
    concluded: Role
    parts: tuple[Role, ...]


@dataclass(frozen=True)
class Explanation:
    """What a row, column or group means, and the article that says so, if one does; `name` is `section.heading`."""

    name: str
    label: str
    text: str
    article: str = ""

    @property
    def section(self) -> str:
        """The section whose table has the heading."""
        return self.name.partition(".")[0]


@dataclass(frozen=True, eq=False)
class Form:
    """An official form: what the reports of certain years must contain.

    `roles` are the key figures shown to readers, `narrative_roles` further ones that texts mention. `issued` is the
    notice that prescribes the form, `notice_title` its title, the `other_…` are those of the other forms. `regulation`
    is the one whose articles `explanations` name. `line_breaks`
    maps a label to its words, between which a line may break; a label without an entry is kept on one line. `meanings`
    say what a heading or cell counts whose name another form has in another meaning: two forms mean the same by a name
    if they state the same, or nothing.
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
    outcomes: Outcomes | None = None
    explanations: tuple[Explanation, ...] = ()
    meanings: Mapping[str, str] = field(default_factory=dict)
    regulation: str = ""
    other_notices: tuple[str, ...] = ()
    notice_title: str = ""
    other_notice_titles: tuple[str, ...] = ()
    line_breaks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def role(self, key: str) -> Role | None:
        """Return the role, whether or not it is a key figure; None if the form has no such figure."""
        return self.roles.get(key) or self.narrative_roles.get(key)

    @property
    def cells(self) -> Iterator[str]:
        """Yield the full name of every cell, in printed order."""
        for section, table in self.tables.items():
            for row, (block, _) in table.rows.items():
                yield from (f"{section}.{row}.{column}" for column in block.column_names)

    @property
    def places(self) -> Iterator[str]:
        """Yield the full name of every section, row and cell: all that an accepted fault may refer to."""
        yield from (section.key for section in self.sections)
        yield from dict.fromkeys(cell.rpartition(".")[0] for cell in self.cells)
        yield from self.cells

    def titled(self, name: str, year: int) -> str:
        """Return the title of the report for `year` of the agency called `name`."""
        return f"{name}{year}年{self.title}"

    def is_official_in(self, year: int) -> bool:
        """Return whether the form is the official one for reports of `year`."""
        return self.first_year is not None and self.first_year <= year <= (self.last_year or year)

    @cached_property
    def units(self) -> dict[str, str]:
        """The unit of each section whose cells share one, else of each such row, else of each cell, by full name."""
        found: dict[str, str] = {}
        for section, table in self.tables.items():
            of_table: dict[str, str] = {}
            for row, (block, line) in table.rows.items():
                name = f"{section}.{row}"
                cells = {f"{name}.{column.name}": block.unit_of(line, column) for column in block.column_leaves}
                of_table |= _joined(name, cells)
            found |= _joined(section, of_table)
        return found

    def locate(self, cell: str) -> Spot | None:
        """Return the place of `section.row.column`, or None if the form has no such cell."""
        return self._spots.get(cell)

    def label(self, cell: str) -> str:
        """Return the printed labels of the cell's row and column, or its name if the form has no such cell."""
        spot = self.locate(cell)
        return f"{spot.row.label}：{spot.column.label}" if spot else cell

    def words(self, label: str) -> tuple[str, ...]:
        """Return the words of a label, between which a line may break; joined, they are the label."""
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
        """Return the official form for reports of `year`, or None if none was in force."""
        return next((form for form in self.values() if form.is_official_in(year)), None)


def newest_first(forms: Iterable[Form]) -> list[Form]:
    """Return the forms by the year from which they hold, those without such a year last."""
    return sorted(forms, key=lambda form: -(form.first_year or 0))


def all_cells(forms: Iterable[Form]) -> list[str]:
    """Return the names of the cells of all forms, each once, those of the newest form first."""
    return list(dict.fromkeys(cell for form in newest_first(forms) for cell in form.cells))


def _joined(name: str, units: dict[str, str]) -> dict[str, str]:
    """Return the units of the parts of `name`, as one of `name` itself if they are equal."""
    return {name: next(iter(units.values()))} if len(set(units.values())) == 1 else units
