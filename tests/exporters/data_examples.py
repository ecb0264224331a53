"""The examples of the data manual, and the files of made-up reports that they read."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from generator.builder.cell_tasks import cell_tasks, table_tasks, year_tasks
from generator.model.agency import Agency
from generator.model.catalog import Catalog
from generator.model.form import Forms
from generator.model.report import Cell, Report
from tests.made_reports import REPORTS, stored

CELL = "requests.new.total"
PRINTED = (
    Cell("0", Decimal(0)), Cell("1,234", Decimal(1234)), Cell(""), Cell("0", Decimal(0)), Cell("/"),
    Cell("7", Decimal(7)), Cell("22（其中修订16件）", Decimal(22)), Cell("0", Decimal(0)), Cell("=1+1"),
    Cell("0.50", Decimal("0.50")),
)  # fmt: skip
"""What the cell of the examples holds: zeros, numbers in several spellings, blanks, and texts."""

_MANUAL = Path(__file__).parents[2] / "docs/manual/data.md"


def made_catalog(forms: Forms) -> Catalog:
    """Return agencies with reports of several years and forms, some without a report in some years."""
    ids = ["qiyang", "qiyang/zjj", *(f"qiyang/a{number:02}" for number in range(len(PRINTED)))]
    agencies = {id: Agency(id, f"{id}局", "department" if "/" in id else "government") for id in ids}
    agencies["demo"] = Agency("demo", "示例县人民政府", "government", demo=True)
    old, mixed, new = (stored(path, forms) for path in REPORTS[:3])
    reports: dict[tuple[str, int], Report] = {("demo", 2024): replace(new, agency="demo", year=2024)}
    for year, having in ((2020, ids[::2]), (2023, ids), (2024, ids[1:])):
        for number, id in enumerate(having):
            report = old if year == 2020 else mixed if number % 3 == 2 else new
            reports[id, year] = _with_cell(
                replace(report, agency=id, year=year), forms, PRINTED[(3 * number + year) % 10]
            )
    return Catalog(Path(), forms, agencies, reports)


def _with_cell(report: Report, forms: Forms, cell: Cell) -> Report:
    spot = forms[report.form].locate(CELL)
    assert spot
    rows = report.tables[spot.section]
    row = (*rows[spot.row.name][: spot.index], cell, *rows[spot.row.name][spot.index + 1 :])
    return replace(report, tables={**report.tables, spot.section: {**rows, spot.row.name: row}})


def write_data(catalog: Catalog, folder: Path) -> None:
    """Write the files that the examples read to the folder: the table of all reports, the index, and a cell."""
    files: dict[str, bytes] = {task.name: task.run() for task in year_tasks(catalog)}
    tasks = [*cell_tasks(catalog, files.__getitem__), *table_tasks(catalog, files.__getitem__)]
    files |= {task.name: task.run() for task in tasks}
    for name in ("data/all.csv", "data/cells/index.json", f"data/cells/{CELL}.json"):
        (folder / Path(name).name).write_bytes(files[name])


def run_example(word: str) -> dict[str, Any]:
    """Run the one example of the manual that contains the word; return its variables."""
    blocks = re.findall(r"^```python\n(.*?)^```", _MANUAL.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    (example,) = [block for block in blocks if re.search(rf"^(import|from) {word}\b", block, re.MULTILINE)]
    variables: dict[str, Any] = {}
    exec(example, variables)
    return variables


def real_cells(catalog: Catalog) -> dict[tuple[str, int], Cell]:
    """Return the cell of each report that is not demonstration data, by agency and year."""
    found = {}
    for key, report in catalog.active_reports.items():
        spot = catalog.form_of(report).locate(CELL)
        if spot and not catalog.is_demo(report.agency):
            found[key] = report.tables[spot.section][spot.row.name][spot.index]
    return found
