"""Corrections, superseded versions, withdrawals and accepted faults on the pages."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader

from generator.checks import check_catalog
from generator.pages.write import render_pages
from generator.sources.catalog import load_catalog
from generator.sources.form_loader import load_forms
from tests.pages.markdown_reader import body
from tests.sample_reports import SAMPLES, sample_reports

PROJECT = Path(__file__).parents[2]
REPORT = "qiyang/zjj/2024"


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    shutil.copytree(SAMPLES / "qiyang", tmp_path / "qiyang")
    return tmp_path


def pages(reports: Path, added: str) -> dict[str, str]:
    """Append YAML to the report; return the Markdown of all pages."""
    path = reports / f"{REPORT}.yml"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{added}", encoding="utf-8")
    catalog = load_catalog(reports, load_forms())
    return dict(render_pages(catalog, check_catalog(catalog)))


def test_a_correction_shows_both_values_with_their_labels(reports: Path) -> None:
    correction = (
        "date: 2025-03-02, reason: 录入错误, changes: {disclosure.penalties.decisions: [13, 15]}, text: [overview]"
    )
    added = f"corrections:\n  - {{{correction}}}\n"
    page = pages(reports, added)[f"{REPORT}/index.md"]
    assert "2025年3月2日更正。原因：录入错误" in page
    assert "\n- 行政处罚：本年处理决定数量：原为 13，更正为 **15**\n" in page
    assert "同时修改了正文：一、总体情况。" in page
    assert "<td" in page


def test_a_withdrawn_report_shows_only_the_withdrawal(reports: Path) -> None:
    rendered = pages(reports, "withdrawn: {date: 2025-03-02, reason: 数据有误}\n")
    page = rendered[f"{REPORT}/index.md"]
    assert "2025年3月2日撤回。原因：数据有误" in page
    assert "withdrawn: true" in page.partition("\n---\n")[0]
    for absent in ("<td", "\n|", "report.json", "我局", "新收申请"):
        assert absent not in page
    assert "years/2024/index.md" not in rendered
    assert "2024" not in body(rendered["years/index.md"])
    assert "**0** 份报告" in rendered["index.md"]


def test_a_withdrawn_report_has_no_linked_data(reports: Path) -> None:
    """The theme prints linked data from the front matter, which has none for a withdrawn report."""
    base = DictLoader({"base.html": "{% block content %}{% endblock %}"})
    theme = Environment(loader=ChoiceLoader([FileSystemLoader(PROJECT / "templates/theme"), base]), autoescape=True)
    theme.filters["url"] = str
    nav = {"homepage": {"url": ""}}
    for added, expected in (("", True), ("withdrawn: {date: 2025-03-02, reason: 数据有误}\n", False)):
        meta = yaml.safe_load(pages(reports, added)[f"{REPORT}/index.md"].split("---\n")[1])
        page = {"meta": meta, "content": "<h1>"}
        shown = theme.get_template("page.html").render(page=page, nav=nav, config={"site_name": "公开"})
        assert ("application/ld+json" in shown, "report.json" in shown) == (expected, expected)


def test_an_accepted_warning_about_the_whole_report_comes_before_its_sections(reports: Path) -> None:
    page = pages(
        reports, "title: 祁阳市住建局2023年度报告\naccepts:\n  - {check: identity.title, reason: 原件标题如此}\n"
    )[f"{REPORT}/index.md"]
    assert page.index("说明：原件标题如此") < page.index("## 一、总体情况")


def test_an_accepted_fault_of_a_table_comes_after_it(reports: Path) -> None:
    path = reports / f"{REPORT}.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("review:                  [0,", "review:                  [1,"),
        encoding="utf-8",
    )
    page = pages(reports, "accepts:\n  - {check: disputes.total, cell: disputes.review.total, reason: 原件总计未填}\n")[
        f"{REPORT}/index.md"
    ]
    assert page.index("## 四、") < page.index("说明：原件总计未填") < page.index("## 五、")
    assert "1 条不成立" in page


CORRECTED = (
    "corrections:\n  - {date: 2025-03-02, reason: 录入错误, changes: {disclosure.penalties.decisions: [13, 15]}}\n"
)
FIRST_VERSION = ("penalties:   15", "penalties:   13")


def keep_first_version(reports: Path) -> None:
    """Write the first published version of the report, which has another figure."""
    text = (reports / f"{REPORT}.yml").read_text(encoding="utf-8")
    assert text.count(FIRST_VERSION[0]) == 1
    (reports / f"{REPORT}.v1.yml").write_text(text.replace(*FIRST_VERSION), encoding="utf-8")


def test_a_superseded_version_is_complete_labelled_and_linked_to_the_report(reports: Path) -> None:
    keep_first_version(reports)
    rendered = pages(reports, CORRECTED)
    version, page = rendered[f"{REPORT}/v1/index.md"], rendered[f"{REPORT}/index.md"]
    assert "superseded: true" in version.partition("\n---\n")[0]
    assert "这是旧版，已经更正" in version
    assert "2025年3月2日更正，原因：录入错误。" in version
    assert "[现在的报告](../index.md)" in version
    assert (version.count(">13</td>"), version.count(">15</td>")) == (1, 0)
    assert (page.count(">13</td>"), page.count(">15</td>")) == (0, 1)
    assert version.count("\n## ") - 1 == page.count("\n## ") == 6
    for absent in ("report.json", "\nlabels:\n", "ArticleTitle"):
        assert absent in page
        assert absent not in version
    assert "[更正前的旧版](v1/index.md)" in page


def test_a_superseded_version_has_no_linked_data(site: Path) -> None:
    page, version = ((site / f"demo/wjj/2024/{name}index.html").read_text(encoding="utf-8") for name in ("", "v1/"))
    for absent in ("report.json", "application/ld+json", "ArticleTitle"):
        assert absent in page
        assert absent not in version


def test_a_superseded_version_is_in_no_list_but_the_corrections(reports: Path) -> None:
    rendered = pages(reports, "")
    keep_first_version(reports)
    assert {file for file, page in pages(reports, CORRECTED).items() if page != rendered.get(file)} == {
        f"{REPORT}/index.md", f"{REPORT}/v1/index.md", "corrections/index.md",
    }  # fmt: skip


def test_each_version_shows_the_correction_that_followed_it(reports: Path) -> None:
    keep_first_version(reports)
    second = "  - {date: 2025-03-02, reason: 又有错误, text: [other]}\n"
    text = (reports / f"{REPORT}.yml").read_text(encoding="utf-8")
    (reports / f"{REPORT}.v2.yml").write_text(f"{text}\n{CORRECTED}", encoding="utf-8")
    rendered = pages(reports, CORRECTED + second)
    assert "原因：录入错误" in rendered[f"{REPORT}/v1/index.md"]
    assert "原因：又有错误" in rendered[f"{REPORT}/v2/index.md"]
    page = rendered[f"{REPORT}/index.md"]
    order = [page.index(each) for each in ("又有错误", "(v2/index.md)", "录入错误", "(v1/index.md)")]
    assert order == sorted(order)


def test_versions_of_a_withdrawn_report_are_withdrawn_too(reports: Path) -> None:
    keep_first_version(reports)
    rendered = pages(reports, f"{CORRECTED}withdrawn: {{date: 2025-04-02, reason: 含个人信息}}\n")
    version = rendered[f"{REPORT}/v1/index.md"]
    assert "2025年4月2日撤回。原因：含个人信息" in version
    assert "<td" not in version
    assert "我局" not in version
    assert "v1/" not in rendered[f"{REPORT}/index.md"]


def test_the_corrections_page_lists_the_newest_first_and_demonstration_data_separately(reports: Path) -> None:
    keep_first_version(reports)
    shutil.copytree(sample_reports() / "demo/wjj", reports / "demo/wjj")
    shutil.copy(sample_reports() / "demo/agency.yml", reports / "demo")
    rendered = pages(reports, f"{CORRECTED}withdrawn: {{date: 2025-04-02, reason: 重复公布}}\n")
    page = rendered["corrections/index.md"]
    expected = ["## 更正和撤回", "2025年4月2日", "撤回。原因：重复公布", "2025年3月2日", "更正。原因：录入错误"]
    expected += ["## 示例数据的更正", "云岫示例县卫生健康局", "漏计按简易程序"]
    assert [page.index(each) for each in expected] == sorted(page.index(each) for each in expected)
    assert "\n### 祁阳市住房和城乡建设局2024年政府信息公开工作年度报告\n" in page
    assert "\n[现在的报告](../qiyang/zjj/2024/index.md)\n" in page
    assert "\n- 行政处罚：本年处理决定数量：原为 90，更正为 **100**\n" in page
    assert "\n[现在的报告](../demo/wjj/2024/index.md)　[更正前的旧版](../demo/wjj/2024/v1/index.md)\n" in page
    assert "feed: feed.xml" in page


def test_the_corrections_page_says_if_there_are_none(reports: Path) -> None:
    assert "还没有更正或撤回。" in pages(reports, "")["corrections/index.md"]


def test_a_superseded_version_shows_each_changed_cell_and_word(reports: Path) -> None:
    text = (reports / f"{REPORT}.yml").read_text(encoding="utf-8")
    assert text.count("我局严格按照") == 1
    first = text.replace(*FIRST_VERSION).replace("我局严格按照", "本局按照")
    (reports / f"{REPORT}.v1.yml").write_text(first, encoding="utf-8")
    rendered = pages(reports, CORRECTED)
    version = rendered[f"{REPORT}/v1/index.md"]
    cell = "[第二十条第（六）项 / 行政处罚，本年处理决定数量](../index.md#disclosure.penalties.decisions)"
    assert f"\n| {cell} | 13 | 15 |\n" in version
    assert "<del>本局</del><ins>我局严格</ins>按照" in version
    assert "祁阳市2024年政务公开重点工作任务分工方案要求" in version.partition("</ins>按照")[2].partition("</p>")[0]
    assert "(一)主动公开" not in version.partition("只列改动的段落")[0]
    assert "[逐格逐字比较](v1/index.md#changes)" in rendered[f"{REPORT}/index.md"]


def test_words_that_print_a_changed_cell_are_shown_too(reports: Path) -> None:
    path = reports / f"{REPORT}.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace(
            "overview: |", "overview: |\n  处罚{{disclosure.penalties.decisions}}件。"
        ),
        encoding="utf-8",
    )
    keep_first_version(reports)
    assert "处罚<del>13</del><ins>15</ins>件。" in pages(reports, CORRECTED)[f"{REPORT}/v1/index.md"]


def test_cells_that_only_one_form_has_are_listed(reports: Path) -> None:
    path = reports / f"{REPORT}.yml"
    text = path.read_text(encoding="utf-8")
    (reports / f"{REPORT}.v1.yml").write_text(text, encoding="utf-8")
    lines = text.splitlines()
    start = next(at for at, line in enumerate(lines) if line == "  other:")
    lines[start : start + 4] = ["  other: [0, 0, 0, 0, 0, 0, 0]"]
    path.write_text('form: "2021-mixed"\n' + "\n".join(lines), encoding="utf-8")
    page = pages(reports, "corrections:\n  - {date: 2025-03-02, reason: 换回原表, text: [form]}\n")[
        f"{REPORT}/v1/index.md"
    ]
    assert "（六）其他处理，申请人情况 / 总计](../index.md#requests.other.total) | （格式没有这一项） | 0 |" in page
    assert "（六）其他处理 / 3.其他，申请人情况 / 总计 | 0 | （格式没有这一项） |" in page
    assert "**表格格式**" in page


def test_an_earlier_version_is_compared_with_the_next_and_with_the_present(reports: Path) -> None:
    keep_first_version(reports)
    text = (reports / f"{REPORT}.yml").read_text(encoding="utf-8")
    (reports / f"{REPORT}.v2.yml").write_text(f"{text}\n{CORRECTED}", encoding="utf-8")
    second = "  - {date: 2025-03-02, reason: 又有错误, text: [other]}\n"
    rendered = pages(reports, CORRECTED + second)
    first = rendered[f"{REPORT}/v1/index.md"]
    assert first.index("同下一个旧版（旧版 2）有什么不同 { #changes-2 }") < first.index(
        "同现在的报告有什么不同 { #changes }"
    )
    assert "(../v2/index.md#disclosure.penalties.decisions) | 13 | 15 |" in first
    assert "印出来的数和文字没有不同。" in rendered[f"{REPORT}/v2/index.md"]
