"""Parse the official tables of a built page from its HTML alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Cell:
    """A `th` or `td` with its attributes and text."""

    tag: str
    attributes: dict[str, str]
    text: str = ""


@dataclass
class PageTable:
    """A table with its id, unit (empty if its cells have several), caption and rows of cells."""

    id: str
    unit: str = ""
    caption: str = ""
    rows: list[list[Cell]] = field(default_factory=list)

    def slots(self) -> dict[tuple[int, int], Cell]:
        """Return the cell that covers each slot of the table's grid; fail if two cells overlap."""
        covering: dict[tuple[int, int], Cell] = {}
        for row, cells in enumerate(self.rows):
            column = 0
            for cell in cells:
                while (row, column) in covering:
                    column += 1
                for y in range(int(cell.attributes.get("rowspan", "1"))):
                    for x in range(int(cell.attributes.get("colspan", "1"))):
                        assert (row + y, column + x) not in covering, f"overlap in {self.id} at {row + y},{column + x}"
                        covering[row + y, column + x] = cell
        return covering

    def data(self) -> list[Cell]:
        """Return the data cells in reading order."""
        return [cell for row in self.rows for cell in row if cell.tag == "td"]

    def headings(self, cell: Cell) -> list[str]:
        """Return the texts of all headings that the cell names in `headers`."""
        texts = {each.attributes["id"]: each.text for row in self.rows for each in row if "id" in each.attributes}
        return [texts[id] for id in cell.attributes["headers"].split()]


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tables: list[PageTable] = []
        self.table: PageTable | None = None
        self.text_tag: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "table":
            self.table = PageTable(attributes.get("id", ""), attributes.get("data-unit", ""))
            self.tables.append(self.table)
        if self.table is None:
            return
        if tag == "tr":
            self.table.rows.append([])
        if tag in ("th", "td"):
            self.table.rows[-1].append(Cell(tag, attributes))
        if tag in ("th", "td", "caption"):
            self.text_tag = tag

    def handle_endtag(self, tag: str) -> None:
        if tag in ("th", "td", "caption"):
            self.text_tag = None
        if tag == "table":
            self.table = None

    def handle_data(self, data: str) -> None:
        if self.table and self.text_tag == "caption":
            self.table.caption += data
        elif self.table and self.text_tag:
            self.table.rows[-1][-1].text += data


def official_tables(html: str) -> dict[str, PageTable]:
    """Return the official tables of a report's page by section."""
    parser = _Parser()
    parser.feed(html)
    return {table.id.removesuffix("-table"): table for table in parser.tables if table.id.endswith("-table")}
