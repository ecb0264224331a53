"""The view of the data dictionary: what each column of the CSV files and each cell holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict

from generator.exporters.columns import CELLS, REPORTS, TABLE, CellColumn, Column, cell_columns
from generator.model.catalog import Catalog, grouped


class DictionaryView(TypedDict):
    """Variables of `pages/dictionary.md.j2`: columns by file, and the cells by section."""

    files: Mapping[str, Sequence[Column]]
    sections: Mapping[str, Sequence[CellColumn]]
    forms: Mapping[str, str]


def dictionary_view(catalog: Catalog) -> DictionaryView:
    """Return the variables of `pages/dictionary.md.j2`."""
    cells = cell_columns(catalog.forms.values())
    return {
        "files": {"总表": TABLE, "压缩包里的 reports.csv": REPORTS, "压缩包里的 cells.csv": CELLS},
        "sections": grouped(cells, lambda each: each.name.partition(".")[0]),
        "forms": {form.id: f"{form.name}，{form.issued}" for form in catalog.forms.values()},
    }
