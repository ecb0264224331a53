"""The columns of all CSV files, described once for their headers, the data package, the README and the dictionary."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from generator.exporters.cells import cell_labels
from generator.model.form import Form, all_cells, newest_first


class Column(NamedTuple):
    """A column: its name, its type in Table Schema, what it holds, and the unit of its numbers."""

    name: str
    type: str
    title: str
    unit: str = ""


_AGENCY = Column("agency", "string", "机关代号，也是它在本站的地址")
_NAME = Column("name", "string", "机关当年的名称")
_KIND = Column("kind", "string", "机关类别")
_YEAR = Column("year", "integer", "报告年度")
_FORM = Column("form", "string", "报告使用的格式")
_PUBLISHED = Column("published", "date", "公布日期，没有写明的为空")

TABLE = (_AGENCY, _NAME, _KIND, _YEAR, _FORM, _PUBLISHED)
"""The first columns of a table of all reports; a column for each cell follows."""

REPORTS = (
    _AGENCY,
    _NAME,
    _KIND,
    _YEAR,
    _FORM,
    Column("title", "string", "报告的标题"),
    _PUBLISHED,
    Column("source", "string", "原件的网址，没有写明的为空"),
    Column("licence", "string", "报告自己的许可说明，没有的为空"),
    Column("page", "string", "在本站的网页地址，接在本站网址后面"),
)
"""The columns of a list of reports."""

CELLS = (
    _AGENCY,
    _NAME,
    _YEAR,
    _FORM,
    Column("section", "string", "部分的名字；意义相同的部分、行、列在不同年度的格式里名字相同"),
    Column("row", "string", "行的名字"),
    Column("column", "string", "列的名字"),
    Column("section_label", "string", "印在表上的部分标题"),
    Column("row_label", "string", "印在表上的行标题，从外到里用“ / ”隔开"),
    Column("column_label", "string", "印在表上的列标题，从外到里用“ / ”隔开"),
    Column("printed", "string", "原件印的字，照原样；像公式的，前面加了一个单引号"),
    Column("value", "number", "从原件能确定读出的数；空白、“/”“—”等读不出数的为空，空白不等于 0"),
    Column("unit", "string", "单位"),
)
"""The columns of a list of cells: the fields of `CellRecord`."""


class CellColumn(NamedTuple):
    """The column of a cell in a table of all reports: its labels in the newest form, and the forms that have it."""

    name: str
    section: str
    row: str
    column: str
    unit: str
    forms: tuple[str, ...]

    @property
    def title(self) -> str:
        """The printed labels in one line."""
        return f"{self.section} / {self.row} / {self.column}"


def cell_columns(forms: Iterable[Form]) -> list[CellColumn]:
    """Return a column for each cell of the forms, those of the newest form first."""
    ordered = newest_first(forms)
    labels = {form.id: cell_labels(form) for form in ordered}
    having = {name: [form for form in ordered if name in labels[form.id]] for name in all_cells(ordered)}
    return [
        CellColumn(name, *labels[found[0].id][name], tuple(form.id for form in found)) for name, found in having.items()
    ]
