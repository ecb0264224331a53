"""The example of the data manual in Python alone reads a cell file; the others are run by `make data-readers`."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.model.form import Forms
from tests.exporters.data_examples import made_catalog, real_cells, run_example, write_data


def test_the_example_reads_every_number_of_a_cell_file(
    forms: Forms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    catalog = made_catalog(forms)
    write_data(catalog, tmp_path)
    monkeypatch.chdir(tmp_path)
    read = run_example("json")["cell"]
    cells = real_cells(catalog)
    assert read == {key: None if cell.value is None else float(cell.value) for key, cell in cells.items()}
    assert {agency for agency, _ in cells} != {agency for agency, year in cells if year == 2020}
    total = sum(number or 0 for (agency, _), number in read.items() if agency == "qiyang/zjj")
    assert capsys.readouterr().out == f"{total}\n"
    assert total
