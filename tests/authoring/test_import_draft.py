"""`gongkai import` of a draft that the filing page exported."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import gongkai
from tests.sample_reports import ORIGINAL

REPORT = ORIGINAL.read_text(encoding="utf-8")


def _draft(folder: Path, **changes: Any) -> Path:
    path = folder / "draft.json"
    draft = {"format": "gongkai-draft-1", "agency": "jia/yi", "name": "乙局", "year": 2024, "report": REPORT}
    path.write_text(json.dumps(draft | changes, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def test_its_report_is_written_where_it_belongs(tmp_path: Path) -> None:
    result = gongkai("import", _draft(tmp_path), cwd=tmp_path)
    assert (result.returncode, result.stdout) == (0, "reports/jia/yi/2024.yml\n")
    assert (tmp_path / "reports/jia/yi/2024.yml").read_text(encoding="utf-8") == REPORT
    again = gongkai("import", _draft(tmp_path), cwd=tmp_path)
    assert again.returncode == 2
    assert "已经存在，不会覆盖" in again.stderr


def test_open_cells_and_errors_are_listed(tmp_path: Path) -> None:
    wrong = REPORT.replace("[16, 0, 0, 0, 0, 0, 16]", '["?", 0, 0, 0, 0, 0, 16]', 1)
    result = gongkai("import", _draft(tmp_path, report=wrong), "-o", "-", cwd=tmp_path)
    assert result.returncode == 1
    assert result.stdout == wrong
    assert "还是“?”，等待填写" in result.stderr


@pytest.mark.parametrize(
    ("changes", "arguments", "message"),
    [
        ({"report": None}, [], "内容不全"),
        ({"year": "2024"}, [], "内容不全"),
        ({"correction": {"version": ""}}, [], "内容不全"),
        ({"report": "- 甲"}, [], "读不出来"),
        ({"agency": "../jia"}, [], "机关代号"),
        ({}, ["--year", "2023"], "是 2024 年度的报告，--year 写的是 2023"),
    ],
)
def test_others_are_refused_and_nothing_is_written(
    tmp_path: Path, changes: dict[str, Any], arguments: list[str], message: str
) -> None:
    result = gongkai("import", _draft(tmp_path, **changes), *arguments, cwd=tmp_path)
    assert result.returncode == 2
    assert message in result.stderr
    assert not (tmp_path / "reports").exists()


def test_other_json_is_no_draft(tmp_path: Path) -> None:
    result = gongkai("import", _draft(tmp_path, format="another"), cwd=tmp_path)
    assert result.returncode == 2
    assert "供程序使用的数据" in result.stderr


def _drafts(folder: Path, **texts: str) -> Path:
    """Return a folder with a draft of each agency below `jia`."""
    folder.mkdir()
    for id, text in texts.items():
        _draft(folder, agency=f"jia/{id}", report=text).rename(folder / f"jia-{id}-2024.json")
    return folder


def test_a_folder_of_drafts_needs_no_table_and_each_stands_for_itself(tmp_path: Path) -> None:
    wrong = REPORT.replace("[16, 0, 0, 0, 0, 0, 16]", '["?", 0, 0, 0, 0, 0, 16]', 1)
    folder = _drafts(tmp_path / "收到的", yi=REPORT, bing=wrong, ding="- 甲")
    (folder / "说明.docx").write_bytes(b"PK")
    (folder / ".DS_Store").write_bytes(b"")
    result = gongkai("import", folder, cwd=tmp_path)
    assert result.returncode == 2
    assert "共 4 个文件：导入 2 份，其中 1 份有待核实；2 个没有导入。" in result.stderr
    assert "jia-ding-2024.json 里的报告读不出来" in result.stderr
    assert "说明.docx 不是报送页导出的草稿文件" in result.stderr
    written = {path.parent.name: path.read_text(encoding="utf-8") for path in tmp_path.glob("reports/jia/*/2024.yml")}
    assert written == {"yi": REPORT, "bing": wrong}
    again = gongkai("import", folder, cwd=tmp_path)
    assert again.stderr.count("已经存在，不会覆盖") == 2


def test_a_table_may_list_drafts_but_not_as_those_of_others(tmp_path: Path) -> None:
    folder = _drafts(tmp_path / "收到的", yi=REPORT, bing=REPORT)
    rows = "jia-yi-2024.json,jia/yi,2024\njia-bing-2024.json,jia/wu,2024\n"
    (folder / "import.csv").write_text(f"file,agency,year\n{rows}", encoding="utf-8")
    result = gongkai("import", folder, cwd=tmp_path)
    assert result.returncode == 2
    assert "是 jia/bing 2024 年度的草稿，import.csv 里写的是 jia/wu 2024 年度" in result.stderr
    assert [path.parent.name for path in tmp_path.glob("reports/jia/*/2024.yml")] == ["yi"]


def test_drafts_that_are_links_are_not_read(tmp_path: Path) -> None:
    folder = _drafts(tmp_path / "收到的", yi=REPORT)
    (folder / "link.json").symlink_to(_draft(tmp_path))
    result = gongkai("import", folder, cwd=tmp_path)
    assert result.returncode == 2
    assert "link.json 是符号链接，不会读取" in result.stderr
