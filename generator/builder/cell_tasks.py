"""Cell files and tables of all reports as tasks: those of years with the other files, those of all years from these."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from generator.builder.engine.tasks import Task
from generator.exporters.archives import DEMO, FOLDER, ReadFile
from generator.exporters.cell_files import (
    cell_file,
    folder_of,
    reports_of_year,
    whole_table,
    year_file,
    year_lines,
    year_table,
)
from generator.exporters.cell_index import forms_file, index_file
from generator.exporters.comparison import FILE as COMPARISON
from generator.exporters.comparison import comparison_file
from generator.exporters.data_package import table_package
from generator.exporters.formats import DATA_PACKAGE
from generator.model.catalog import Catalog
from generator.model.form import all_cells


def year_tasks(catalog: Catalog) -> Iterator[Task]:
    """Yield a task for forms, indexes, what decides comparisons, and each year's cells and table of reports."""
    yield Task(f"{folder_of(demo=False)}/forms.json", partial(forms_file, catalog))
    yield Task(COMPARISON, partial(comparison_file, catalog))
    for demo in (False, True):
        yield Task(f"{folder_of(demo=demo)}/index.json", partial(index_file, catalog, demo=demo))
        for year in _years(catalog, demo=demo):
            yield Task(_year_file(year, demo=demo), partial(year_file, catalog, year, demo=demo))
            yield Task(_table(str(year), demo=demo), partial(year_table, catalog, year, demo=demo))


def cell_tasks(catalog: Catalog, read: ReadFile) -> Iterator[Task]:
    """Yield a task for the file of each cell; its input is the cell's own data, so it is stale only if that changed.

    A cell that is zero everywhere has a file as well, so that a file that cannot be read is never taken for zeros.
    """
    for demo in (False, True):
        years = _years(catalog, demo=demo)
        reports = (report for year in years for report in reports_of_year(catalog, year, demo=demo))
        forms = {report.form: catalog.form_of(report) for report in reports}
        cells: dict[str, list[tuple[int, bytes]]] = {name: [] for name in all_cells(forms.values())}
        for year in years:
            for name, data in year_lines(read(_year_file(year, demo=demo))).items():
                cells[name].append((year, data))
        for name, parts in sorted(cells.items()):
            yield Task(f"{folder_of(demo=demo)}/{name}.json", partial(cell_file, name, parts))


def table_tasks(catalog: Catalog, read: ReadFile) -> Iterator[Task]:
    """Yield a task for the table of all years, made from those of each year."""
    for demo in (False, True):
        if names := [_table(str(year), demo=demo) for year in _years(catalog, demo=demo)]:
            yield Task(_table("all", demo=demo), partial(_whole, names, read))


def package_tasks(catalog: Catalog, read: ReadFile) -> Iterator[Task]:
    """Yield a task for the data package of all tables."""
    for demo in (False, True):
        if years := _years(catalog, demo=demo):
            names = [_table(scope, demo=demo) for scope in ("all", *map(str, years))]
            path = f"{FOLDER}/{DEMO if demo else ''}{DATA_PACKAGE}"
            yield Task(path, partial(_package, catalog, names, read, demo=demo))


def _years(catalog: Catalog, *, demo: bool) -> list[int]:
    return [year for year in catalog.years if reports_of_year(catalog, year, demo=demo)]


def _year_file(year: int, *, demo: bool) -> str:
    return f"{folder_of(demo=demo)}/years/{year}.json"


def _table(scope: str, *, demo: bool) -> str:
    return f"{FOLDER}/{DEMO if demo else ''}{scope}.csv"


def _package(catalog: Catalog, names: Sequence[str], read: ReadFile, *, demo: bool) -> bytes:
    return table_package(catalog, {Path(name).name: read(name) for name in names}, demo=demo)


def _whole(names: Sequence[str], read: ReadFile) -> bytes:
    return whole_table([read(name) for name in names])
