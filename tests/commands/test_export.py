"""`gongkai export` as JSON: the public record, whatever the state of the report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command_line import gongkai


def test_json_is_the_public_record(reports: Path) -> None:
    result = gongkai("export", "county/bureau/2024", "--to", "json", "--reports", reports)
    record = json.loads(result.stdout)
    assert result.returncode == 0
    assert {"agency", "name", "year", "form", "title", "tables", "printed", "text"} <= set(record)
    assert (record["agency"], record["name"], record["year"]) == ("county/bureau", "某县某局", 2024)
    assert record["tables"]["requests"]["carried_out"]["total"] == 3
    assert record["tables"]["disclosure"]["fees"] == {"amount": 2896.904}
    assert record["text"]["other"] == "未收取信息处理费。"


@pytest.mark.parametrize("folder", ["new/folder/", "there", "there/", "."])
def test_a_folder_gets_a_file_named_after_the_report(folder: str, reports: Path) -> None:
    (reports.parent / "there").mkdir()
    for kind in ("json", "csv", "docx", "xlsx"):
        arguments = ("export", "county/bureau/2024", "--to", kind, "--reports", reports)
        result = gongkai(*arguments, "-o", f"{reports.parent}/{folder}")
        assert (result.returncode, result.stdout) == (0, "")
        written = reports.parent / folder / f"county-bureau-2024.{kind}"
        assert written.stat().st_size > 1_000


def test_a_file_in_a_missing_folder_is_refused(reports: Path) -> None:
    output = reports.parent / "missing" / "report.json"
    result = gongkai("export", "county/bureau/2024", "--to", "json", "--reports", reports, "-o", output)
    assert result.returncode == 2
    assert str(output) in result.stderr
    assert not output.parent.exists()


def test_a_report_with_open_cells_is_exported_with_its_problems(reports: Path) -> None:
    path = reports / "county/bureau/2024.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("licensing:   127", 'licensing:   "?"').replace("penalties:   15", "penalties:   —"),
        encoding="utf-8",
    )
    output = reports.parent / "out.json"
    result = gongkai("export", "county/bureau/2024", "--to", "json", "--reports", reports, "-o", output)
    record = json.loads(output.read_text(encoding="utf-8"))
    assert (result.returncode, result.stdout) == (1, "")
    assert "cell.open" in result.stderr
    assert record["tables"]["disclosure"]["licensing"] == {"decisions": "?"}
    assert record["tables"]["disclosure"]["penalties"] == {"decisions": "—"}
