"""CSV files: a row per cell, readable by Excel, without formulas."""

import csv
import io
from decimal import Decimal

import pytest

from generator.exporters.csv import escape_formula, export_csv
from generator.model.form import Form, Forms
from generator.model.report import Report
from tests.exporters.samples import AGENCY, report_in_each_form, with_hostile_cells
from tests.made_reports import REPORTS, stored


def _rows(report: Report, form: Form) -> list[dict[str, str]]:
    data = export_csv(report, form, AGENCY)
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_every_cell_has_a_row(made_up_forms: Forms) -> None:
    for report, form in report_in_each_form(made_up_forms):
        rows = _rows(report, form)
        assert [f"{row['section']}.{row['row']}.{row['column']}" for row in rows] == list(form.cells)
        for row in rows:
            spot = form.locate(f"{row['section']}.{row['row']}.{row['column']}")
            assert spot
            cell = report.tables[spot.section][spot.row.name][spot.index]
            assert row["printed"] == (cell.printed if cell.printed != "-" else "'-")
            assert row["value"] == ("" if cell.value is None else cell.plain)
            assert row["unit"] == spot.unit
            assert row["row_label"].endswith(spot.row.label)
            assert row["column_label"].endswith(spot.column.label)


def test_labels_are_the_printed_ones_outermost_first(forms: Forms) -> None:
    report = stored(REPORTS[2], forms)
    rows = {f"{row['row']}.{row['column']}": row for row in _rows(report, forms[report.form])}
    row = rows["denied.query.business"]
    assert row["section_label"] == "三、收到和处理政府信息公开申请情况"
    assert row["row_label"] == "三、本年度办理结果 / （三）不予公开 / 8.属于行政查询事项"
    assert row["column_label"] == "申请人情况 / 法人或其他组织 / 商业企业"
    assert rows["regulations.issued"]["row_label"] == "第二十条第（一）项 / 规章"
    assert (row["agency"], row["name"], row["year"], row["form"]) == ("jia", "甲局", "2024", "2021")


def test_no_field_is_a_formula(made_up_forms: Forms) -> None:
    for report, form in report_in_each_form(made_up_forms):
        for row in _rows(with_hostile_cells(report), form):
            for field in row.values():
                assert not field.startswith(("=", "+", "-", "@", "\t", "\r")) or Decimal(field.replace(",", ""))


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("=1+1", "'=1+1"), ("@A1", "'@A1"), ("+5", "'+5"), ("-", "'-"), ("-2+3", "'-2+3"), ("\t=1", "'\t=1"),
        ("＝1", "'＝1"), ("＋1", "'＋1"), ("－1", "'－1"), ("＠1", "'＠1"), ("-1 ", "'-1 "),
        ("\r=1", "'=1"), ("\r1", "1"),
        ("-2", "-2"), ("-1,234.5", "-1,234.5"), ("—", "—"), ("/", "/"), ("", ""), ("?", "?"),
    ],
)  # fmt: skip
def test_only_formulas_are_escaped(text: str, escaped: str) -> None:
    assert escape_formula(text) == escaped
