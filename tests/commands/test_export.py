"""`gongkai export` as JSON: the public record, whatever the state of the report."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from tests.command_line import gongkai


def _export(reports: Path, output: str, kind: str = "json") -> Result:
    arguments = ["export", "county/bureau/2024", "--to", kind, "--reports", str(reports), "-o", output]
    return CliRunner().invoke(main, arguments)


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
        result = _export(reports, f"{reports.parent}/{folder}", kind)
        assert (result.exit_code, result.stdout) == (0, "")
        written = reports.parent / folder / f"county-bureau-2024.{kind}"
        assert written.stat().st_size > 1_000
        assert f"已写入 {written}。" in result.stderr


def _refused(reports: Path, output: str) -> str:
    """Return the message with which an export to this place is refused."""
    result = _export(reports, output)
    assert (result.exit_code, result.stdout) == (2, "")
    return result.stderr


@pytest.mark.parametrize(
    ("output", "message"),
    [
        ("missing/report.json", "没有这个文件或文件夹。请核对写法；要写到新的文件夹，请先建好。"),
        ("file/", "已经有一个文件叫这个名字。请换一个名字。"),
        ("file/report.json", "路径中间有一段是文件，不是文件夹。请核对写法。"),
        ("taken/", "这是文件夹，不是文件。请换一个名字。"),
        ("x" * 300, "名字太长。请换一个短的。"),
        ("report.pdf", "文件名以 .pdf 结尾，--to 写的是 json，打开时会出错。请把两处改得一致。"),
        ("report.XLS", "文件名以 .xls 结尾，--to 写的是 json，打开时会出错。请把两处改得一致。"),
    ],
)
def test_a_place_that_cannot_be_written_is_refused(output: str, message: str, reports: Path) -> None:
    there = reports.parent
    (there / "file").write_text("甲", encoding="utf-8")
    (there / "taken/county-bureau-2024.json").mkdir(parents=True)
    before = sorted(there.rglob("*"))
    assert _refused(reports, f"{there}/{output}").endswith(f"{message}\n")
    assert sorted(there.rglob("*")) == before
    assert (there / "file").read_text(encoding="utf-8") == "甲"


def test_an_empty_name_is_refused(reports: Path) -> None:
    assert "-o 后面是空的" in _refused(reports, "")


def test_agencies_whose_files_would_have_one_name_are_refused(reports: Path) -> None:
    shutil.copytree(reports / "county/bureau", reports / "county-bureau")
    message = "county-bureau、county/bureau 的文件在文件夹里都叫“county-bureau”，会互相覆盖。"
    assert message in _refused(reports, f"{reports.parent}/out/")
    assert not (reports.parent / "out").exists()
    assert _export(reports, f"{reports.parent}/out.json").exit_code == 0


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
