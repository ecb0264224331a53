"""Report pages: every printed number in its official place."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest

from tests.pages.html_tables import official_tables

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
WIDTHS = {"disclosure": 4, "requests": 10, "disputes": 15}


def pages(site: Path) -> list[Path]:
    return sorted(site.glob("**/20[0-9][0-9]/report.json"))


def test_the_cells_of_each_page_are_those_of_its_record_in_reading_order(site: Path) -> None:
    found = pages(site)
    assert len(found) > 90
    for path in found:
        record = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal, parse_int=Decimal)
        tables = official_tables((path.parent / "index.html").read_text(encoding="utf-8"))
        for section, rows in record["tables"].items():
            expected = [
                record["printed"].get(f"{section}.{row}.{column}", "" if value is None else str(value))
                for row, columns in rows.items()
                for column, value in columns.items()
            ]
            assert [cell.text for cell in tables[section].data()] == expected, path


def test_spans_fill_the_official_grids_of_both_forms(site: Path) -> None:
    heights = set()
    for path in pages(site):
        for section, table in official_tables((path.parent / "index.html").read_text(encoding="utf-8")).items():
            slots = table.slots()
            height = 1 + max(row for row, _ in slots)
            assert len(slots) == height * WIDTHS[section], path
            assert len(table.rows) == height
            heights.add((section, height))
    assert heights == {
        ("disclosure", 14), ("disclosure", 18), ("requests", 26), ("requests", 28), ("disputes", 4),
    }  # fmt: skip


def test_a_cell_names_all_its_headings(site: Path) -> None:
    tables = official_tables((site / "qiyang/zjj/2024/index.html").read_text(encoding="utf-8"))
    by_headings = {
        section: {tuple(table.headings(cell)): cell.text for cell in table.data()} for section, table in tables.items()
    }
    assert (
        by_headings["requests"][
            "申请人情况", "自然人", "三、本年度办理结果", "（四）无法提供", "1.本机关不掌握相关政府信息"
        ]
        == "4"
    )
    assert by_headings["requests"]["申请人情况", "总计", "一、本年新收政府信息公开申请数量"] == "16"
    assert by_headings["requests"]["申请人情况", "法人或其他组织", "其他", "三、本年度办理结果", "（七）总计"] == "0"
    assert by_headings["disclosure"]["第二十条第（八）项", "本年收费金额（单位：万元）", "行政事业性收费"] == "2896.904"
    assert by_headings["disclosure"]["第二十条第（五）项", "本年处理决定数量", "行政许可"] == "127"
    assert by_headings["disputes"]["行政诉讼", "复议后起诉", "尚未审结"] == "0"
    assert {section: len(cells) for section, cells in by_headings.items()} == {
        "disclosure": 10, "requests": 175, "disputes": 15,
    }  # fmt: skip


@pytest.mark.originals
def test_the_first_report_shows_the_numbers_of_the_original(site: Path) -> None:
    original = CORPUS / "qiyang-zjj-2024.json"
    numbers = json.loads(original.read_text(encoding="utf-8"), parse_float=Decimal)["tables"]
    tables = official_tables((site / "qiyang/zjj/2024/index.html").read_text(encoding="utf-8"))
    for section, rows in numbers.items():
        printed = [str(value) for columns in rows.values() for value in columns.values()]
        assert [cell.text for cell in tables[section].data()] == printed


@pytest.mark.originals
def test_the_first_report_keeps_the_words_of_the_original(site: Path) -> None:
    original = CORPUS / "qiyang-zjj-2024.txt"
    record = json.loads((site / "qiyang/zjj/2024/report.json").read_text(encoding="utf-8"))
    lines = original.read_text(encoding="utf-8").splitlines()
    prose = [line for line in lines if line and "|" not in line and not re.match("[一二三四五六]、", line)]
    published = "\n".join(record["text"].values()).split("\n")
    assert [line for line in prose if len(line) > 20] == [line for line in published if len(line) > 20]
