"""Cell files: for programs and the page of figures, each cell over all agencies and years, without its zeros.

A file of a year holds all cells of the year's reports, one line each; a file of a cell joins the lines of that cell.
The format is described in `docs/manual/data.md`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2s
from itertools import pairwise
from typing import Any

from generator.exporters.columns import TABLE
from generator.exporters.csv import BOM, csv_rows
from generator.model.catalog import Catalog
from generator.model.form import Form, all_cells
from generator.model.report import Cell, Report, int_or_float, plain_number

FOLDER, DEMO_FOLDER = "data/cells", "data/cells/demo"


def folder_of(*, demo: bool) -> str:
    """Return the folder of the cell files of real or of demonstration data, which are never in one file."""
    return DEMO_FOLDER if demo else FOLDER


def reports_of_year(catalog: Catalog, year: int, *, demo: bool) -> list[Report]:
    """Return the year's real or demonstration reports, in the order in which cell files count them."""
    return [each for each in catalog.reports_in(year) if catalog.is_demo(each.agency) is demo]


def order_of(reports: Iterable[Report]) -> str:
    """Return a digest of whose the reports are, in order, and their forms: files with different ones do not fit."""
    text = "\n".join(f"{report.agency} {report.form}" for report in reports)
    return blake2s(text.encode(), digest_size=4).hexdigest()


def year_file(catalog: Catalog, year: int, *, demo: bool = False) -> bytes:
    """Return the year's cells that are not all zero, a line of JSON each: its numbers, blanks and texts."""
    reports = reports_of_year(catalog, year, demo=demo)
    found: dict[str, list[tuple[int, Cell]]] = {}
    for number, report in enumerate(reports):
        for name, cell in _cells(report, catalog.form_of(report)):
            if cell.value or cell.printed != "0":
                found.setdefault(name, []).append((number, cell))
    order = order_of(reports)
    lines = [f"{json.dumps(name)}:{_sparse(found[name], len(reports), order)}" for name in sorted(found)]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def year_lines(data: bytes) -> dict[str, bytes]:
    """Return the JSON of each cell in the file of a year, by name."""
    lines = data.decode().split("\n")[1:-2]
    parts = (line.removesuffix(",").partition(":") for line in lines)
    return {json.loads(name): value.encode() for name, _, value in parts if name}


def cell_file(name: str, years: Sequence[tuple[int, bytes]]) -> bytes:
    """Return the file of a cell, given its JSON of each year in which it is not zero everywhere; there may be none."""
    lines = [f'"{year}":{data.decode()}' for year, data in years]
    return (f'{{"cell":{json.dumps(name)},"years":{{\n' + ",\n".join(lines) + "\n}}\n").encode()


def year_table(catalog: Catalog, year: int, *, demo: bool = False) -> bytes:
    """Return the table of the year's reports: a row per report, a column per cell of any form.

    A cell holds its number, else its printed text; it is empty if it is blank or the report's form lacks it.
    """
    names = all_cells(catalog.forms.values())
    rows: list[list[object]] = [[*(each.name for each in TABLE), *names]]
    for report in reports_of_year(catalog, year, demo=demo):
        agency, cells = catalog.agencies[report.agency], dict(_cells(report, catalog.form_of(report)))
        keys = (report.agency, agency.name_in(year), agency.kind, year, report.form, report.published)
        rows.append([*keys, *(_field(cells.get(name)) for name in names)])
    return BOM + csv_rows(rows)


def whole_table(tables: Iterable[bytes]) -> bytes:
    """Return the tables of several years as one; all have the same columns."""
    first, *others = tables
    return first + b"".join(table.partition(b"\r\n")[2] for table in others)


def _cells(report: Report, form: Form) -> Iterator[tuple[str, Cell]]:
    """Yield the full name of each cell of the report and the cell."""
    for section, table in form.tables.items():
        for row, (block, _) in table.rows.items():
            for column, cell in zip(block.column_names, report.tables[section][row], strict=True):
                yield f"{section}.{row}.{column}", cell


def _field(cell: Cell | None) -> object:
    return None if cell is None else cell.printed if cell.value is None else cell.value


def _sparse(cells: Sequence[tuple[int, Cell]], count: int, order: str) -> str:
    """Return the cells of `count` reports as JSON: the digest of their order, numbers, blanks and texts.

    `values` are the numbers other than zero; `at` are the distances of their reports, each to the one before, and is
    absent if every report has a value there.
    """
    numbers = {number: plain_number(cell.value) for number, cell in cells if cell.value and cell.printed == cell.plain}
    at = [] if 2 * len(numbers) > count else [after - before for before, after in pairwise([0, *numbers])]
    values = list(numbers.values()) if at else [numbers.get(number, "0") for number in range(count)] if numbers else []
    blanks = [number for number, cell in cells if not cell.printed]
    texts = {str(number): _text(cell) for number, cell in cells if cell.printed and cell.printed != cell.plain}
    texts |= {str(number): _text(cell) for number, cell in cells if cell.printed and cell.value is None}
    fields = [f'"order":"{order}"']
    fields += [f'"at":{json.dumps(at, separators=(",", ":"))}'] if at else []
    fields += [f'"values":[{",".join(values)}]'] if values else []
    fields += [f'"blank":{json.dumps(blanks, separators=(",", ":"))}'] if blanks else []
    fields += [f'"printed":{json.dumps(texts, ensure_ascii=False, separators=(",", ":"))}'] if texts else []
    return "{" + ",".join(fields) + "}"


def _text(cell: Cell) -> list[Any]:
    """Return the printed text and the number that it holds, or null."""
    return [cell.printed, None if cell.value is None else int_or_float(cell.value)]
