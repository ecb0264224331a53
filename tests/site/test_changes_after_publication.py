"""What a report's page says of corrections, of withdrawal, and of faults that are published with a reason."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.catalog import load_catalog
from generator.checks import check_catalog
from generator.formfile import load_forms
from generator.pages.write import render_pages

PROJECT = Path(__file__).parents[2]
REPORT = "qiyang/zjj/2024"


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    shutil.copytree(PROJECT / "reports/qiyang", tmp_path / "qiyang")
    return tmp_path


def pages(reports: Path, added: str) -> dict[str, str]:
    path = reports / f"{REPORT}.yml"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{added}", encoding="utf-8")
    catalog = load_catalog(reports, load_forms())
    return dict(render_pages(catalog, check_catalog(catalog)))


def test_a_correction_is_told_with_was_and_now_in_the_printed_words(reports: Path) -> None:
    correction = (
        "date: 2025-03-02, reason: 录入错误, changes: {disclosure.penalties.decisions: [13, 15]}, text: [overview]"
    )
    added = f"corrections:\n  - {{{correction}}}\n"
    page = pages(reports, added)[f"{REPORT}.md"]
    assert "2025年3月2日更正。原因：录入错误" in page
    assert "<li>行政处罚：本年处理决定数量：原为 <del>13</del>，更正为 <ins>15</ins></li>" in page
    assert "同时修改了正文：一、总体情况。" in page
    assert "<td" in page


def test_a_withdrawn_report_says_so_and_shows_nothing_else(reports: Path) -> None:
    rendered = pages(reports, "withdrawn: {date: 2025-03-02, reason: 数据有误}\n")
    page = rendered[f"{REPORT}.md"]
    assert "2025年3月2日撤回。原因：数据有误" in page
    for gone in ("<td", "report.json", "我局", "application/ld+json"):
        assert gone not in page
    assert "years/2024.md" not in rendered
    assert "2024" not in rendered["years/index.md"].partition("---\n")[2]
    assert "<b>0</b> 份报告" in rendered["index.md"]


def test_an_accepted_question_about_the_whole_report_stands_above_its_sections(reports: Path) -> None:
    page = pages(
        reports, "title: 祁阳市住建局2023年度报告\naccepts:\n  - {check: identity.title, reason: 原件标题如此}\n"
    )[f"{REPORT}.md"]
    assert page.index("说明：原件标题如此") < page.index("## 一、总体情况")


def test_an_accepted_fault_of_a_table_stands_below_it(reports: Path) -> None:
    path = reports / f"{REPORT}.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("review:                  [0,", "review:                  [1,"),
        encoding="utf-8",
    )
    page = pages(reports, "accepts:\n  - {check: disputes.total, cell: disputes.review.total, reason: 原件总计未填}\n")[
        f"{REPORT}.md"
    ]
    assert page.index("## 四、") < page.index("说明：原件总计未填") < page.index("## 五、")
    assert "1 条不成立" in page
