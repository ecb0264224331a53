"""Reads the official tables of a built page back into slots, trusting nothing but the HTML."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Cell:
    """A `th` or `td` with its attributes and its text."""

    tag: str
    attributes: dict[str, str]
    text: str = ""


@dataclass
class PageTable:
    """A table's id, caption and rows of cells."""

    id: str
    caption: str = ""
    rows: list[list[Cell]] = field(default_factory=list)

    def slots(self) -> dict[tuple[int, int], Cell]:
        """Every slot of the grid and the cell that covers it; two cells on one slot are an error."""
        taken: dict[tuple[int, int], Cell] = {}
        for row, cells in enumerate(self.rows):
            column = 0
            for cell in cells:
                while (row, column) in taken:
                    column += 1
                for y in range(int(cell.attributes.get("rowspan", "1"))):
                    for x in range(int(cell.attributes.get("colspan", "1"))):
                        assert (row + y, column + x) not in taken, f"overlap in {self.id} at {row + y},{column + x}"
                        taken[row + y, column + x] = cell
        return taken

    def data(self) -> list[Cell]:
        """The data cells in reading order."""
        return [cell for row in self.rows for cell in row if cell.tag == "td"]

    def headings(self, cell: Cell) -> list[str]:
        """The texts of all headings the cell is tied to by `headers`."""
        texts = {each.attributes["id"]: each.text for row in self.rows for each in row if "id" in each.attributes}
        return [texts[id] for id in cell.attributes["headers"].split()]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tables: list[PageTable] = []
        self.open: PageTable | None = None
        self.sink: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "table":
            self.open = PageTable(attributes.get("id", ""))
            self.tables.append(self.open)
        if self.open is None:
            return
        if tag == "tr":
            self.open.rows.append([])
        if tag in ("th", "td"):
            self.open.rows[-1].append(Cell(tag, attributes))
        if tag in ("th", "td", "caption"):
            self.sink = tag

    def handle_endtag(self, tag: str) -> None:
        if tag in ("th", "td", "caption"):
            self.sink = None
        if tag == "table":
            self.open = None

    def handle_data(self, data: str) -> None:
        if self.open and self.sink == "caption":
            self.open.caption += data
        elif self.open and self.sink:
            self.open.rows[-1][-1].text += data


def official_tables(html: str) -> dict[str, PageTable]:
    """The official tables of a report's page by section."""
    reader = _Reader()
    reader.feed(html)
    return {table.id.removesuffix("-table"): table for table in reader.tables if table.id.endswith("-table")}
