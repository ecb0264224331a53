"""pandas and DuckDB read the table and a cell file as the data manual shows: run by `make data-readers`."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from generator.model.catalog import Catalog
from generator.model.form import Forms
from tests.exporters.data_examples import made_catalog, real_cells, run_example, write_data

README = Path(__file__).parents[2] / "README.md"
MANUAL = Path(__file__).parents[2] / "docs/manual/data.md"


@pytest.fixture
def catalog(forms: Forms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Catalog:
    """Return made-up reports; their files are in the working directory."""
    catalog = made_catalog(forms)
    write_data(catalog, tmp_path)
    monkeypatch.chdir(tmp_path)
    return catalog


def _in_table(catalog: Catalog) -> dict[tuple[str, int], list[Decimal]]:
    """Return the numbers of the cell by kind and year; a number with a remark is a text in the table, too."""
    found: dict[tuple[str, int], list[Decimal]] = defaultdict(list)
    for (agency, year), cell in real_cells(catalog).items():
        numbers = found[catalog.agencies[agency].kind, year]
        numbers += [] if cell.value is None else [cell.value]
    return found


def test_pandas_reads_the_table(catalog: Catalog) -> None:
    variables = run_example("pandas")
    table, new = variables["table"], variables["new"]
    assert len(table) == len(real_cells(catalog))
    assert set(table["form"]) == {"2019", "2021", "2021-mixed"}
    sums = {key: (len(numbers), float(sum(numbers))) for key, numbers in _in_table(catalog).items()}
    grouped = new.groupby([table["kind"], table["year"]]).agg(["count", "sum"])
    assert {key: tuple(row) for key, row in zip(grouped.index, grouped.to_numpy(), strict=True)} == sums


def test_duckdb_reads_the_table_and_a_cell_file(catalog: Catalog) -> None:
    variables = run_example("duckdb")
    expected = [
        (kind, year, len(numbers), float(sum(numbers)) if numbers else None)
        for (kind, year), numbers in sorted(_in_table(catalog).items())
    ]
    assert variables["table"].fetchall() == expected
    plain: dict[str, list[float]] = defaultdict(list)
    for (_, year), cell in real_cells(catalog).items():
        plain[str(year)] += [float(cell.value)] if cell.value is not None and cell.printed == cell.plain else []
    assert variables["cell"].fetchall() == [(year, max(numbers)) for year, numbers in sorted(plain.items())]


def test_the_readme_reads_the_table_as_the_manual_does() -> None:
    readme, manual = (path.read_text(encoding="utf-8") for path in (README, MANUAL))
    for call in ('read_csv("all.csv", dtype={"form": str})', "FROM 'all.csv'"):
        assert call in readme
        assert call in manual
