"""Local rules: what `reports/rules.yml` demands, and what is wrong in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.checks import check_catalog
from generator.formatters import text_of
from generator.model.form import Forms
from generator.sources.catalog import load_catalog
from tests.conftest import TESTS

NOTICE = "title: 关于做好年度报告工作的通知, number: 青政办发〔2025〕54号"
CITED = "《关于做好年度报告工作的通知》（青政办发〔2025〕54号）"


def _messages(rules: str, root: Path, forms: Forms, overview: str = "", kind: str = "department") -> list[str]:
    """Return the messages about local rules for the report in `tests/reports/2024.yml`, as `jia/2024.yml`."""
    (root / "jia").mkdir(exist_ok=True)
    (root / "jia/agency.yml").write_text(f"name: 甲局\nkind: {kind}\n", encoding="utf-8")
    report = (TESTS / "reports/2024.yml").read_text(encoding="utf-8")
    head, _, rest = report.partition("overview: |\n")
    text = f"published: 2025-01-25\n{head}overview: |\n  {overview}\n{rest}"
    (root / "jia/2024.yml").write_text(text, encoding="utf-8")
    (root / "rules.yml").write_text(rules, encoding="utf-8")
    found = check_catalog(load_catalog(root, forms))
    return [text_of(each).removeprefix(f"{root}/") for each in found if each.check.startswith(("local.", "source."))]


def _length(root: Path, forms: Forms, limit: int, overview: str) -> list[str]:
    return _messages(f"rules:\n- {{{NOTICE}, longest: {{overview: {limit}}}}}", root, forms, overview)


def test_a_longer_text_is_told_its_length_and_the_notice(forms: Forms, tmp_path: Path) -> None:
    """Each mark and digit counts, blank space does not; the text is counted as published, with figures filled in."""
    (message,) = _length(tmp_path, forms, 1, "")
    length = int(message.partition("”有 ")[2].partition(" 字")[0])
    assert _length(tmp_path, forms, length, "") == []
    (message,) = _length(tmp_path, forms, length, "公开　12 件。")
    assert message == (
        f"jia/2024.yml:3:1: 疑问: “一、总体情况”有 {length + 6} 字（标点、数字逐个计，空白不计），"
        f"{CITED}要求不超过 {length} 字。请精简 6 字。 [local.length]"
    )


def test_a_later_day_is_told_the_last_one(forms: Forms, tmp_path: Path) -> None:
    (message,) = _messages(f"rules:\n- {{{NOTICE}, due: 01-20}}", tmp_path, forms)
    assert message == (
        f"jia/2024.yml:1:12: 疑问: 公布日期 2025-01-25 晚于 2025-01-20，{CITED}要求最迟在这一天公布。"
        "请核对日期；确实晚了的，可在 accepts 里写明原因。 [local.late]"
    ).replace(":1:12:", ":1:1:")
    assert _messages(f"rules:\n- {{{NOTICE}, due: 01-25}}", tmp_path, forms) == []


@pytest.mark.parametrize(
    ("overview", "is_stated"),
    [
        ("", False),
        ("共{0}件。", True),
        ("共{1}件。", True),
        ("共{2}件。", True),
        ("共{0}0件", False),
        ("占{0}.5", False),
    ],
)
def test_a_figure_must_appear_as_a_number(overview: str, is_stated: bool, forms: Forms, tmp_path: Path) -> None:
    """Full width and separators of thousands make no difference."""
    cell = next(cell for cell in forms["2021"].cells if cell.startswith("requests.total."))
    value = _value(cell, tmp_path, forms)
    full_width = value.translate({48 + digit: 0xFF10 + digit for digit in range(10)})
    text = overview.format(value, f"{int(value):,}", full_width)
    found = _messages(f"rules:\n- {{{NOTICE}, figures: [{cell}]}}", tmp_path, forms, text)
    assert [f"的数 {value}，{CITED}要求写明。请在正文里补写。 [local.figure]" in each for each in found] == [True] * (
        not is_stated
    )


def _value(cell: str, root: Path, forms: Forms) -> str:
    _messages("rules: []", root, forms)
    catalog = load_catalog(root, forms)
    report = catalog.reports["jia", 2024]
    spot = forms["2021"].locate(cell)
    assert spot
    return report.tables[spot.section][spot.row.name][spot.index].plain


@pytest.mark.parametrize("scope", ["to: 2023", "from: 2025", "kinds: [government]", "agencies: [yi]"])
def test_other_years_kinds_and_agencies_are_left_alone(scope: str, forms: Forms, tmp_path: Path) -> None:
    (tmp_path / "yi").mkdir()
    (tmp_path / "yi/agency.yml").write_text("name: 乙局\nkind: department\n", encoding="utf-8")
    assert _messages(f"rules:\n- {{{NOTICE}, due: 01-20, {scope}}}", tmp_path, forms) == []


@pytest.mark.parametrize(
    "scope", ["to: 2024", "from: 2024", "from: 2024, to: 2024", "kinds: [zone, department]", "agencies: [yi, jia]"]
)
def test_the_first_and_the_last_year_and_each_kind_and_agency_are_meant(
    scope: str, forms: Forms, tmp_path: Path
) -> None:
    (tmp_path / "yi").mkdir()
    (tmp_path / "yi/agency.yml").write_text("name: 乙局\nkind: department\n", encoding="utf-8")
    assert len(_messages(f"rules:\n- {{{NOTICE}, due: 01-20, {scope}}}", tmp_path, forms)) == 1


def test_a_broken_rule_can_be_accepted(forms: Forms, tmp_path: Path) -> None:
    _messages(f"rules:\n- {{{NOTICE}, due: 01-20}}", tmp_path, forms)
    path = tmp_path / "jia/2024.yml"
    accepts = "accepts:\n  - {check: local.late, reason: 同意延期}\n"
    path.write_text(path.read_text(encoding="utf-8") + accepts, encoding="utf-8")
    found = [each for each in check_catalog(load_catalog(tmp_path, forms)) if each.check == "local.late"]
    assert [(each.level, each.accepted) for each in found] == [("note", "同意延期")]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("number: 甲〔2025〕1号, due: 01-20", "缺少“title”（通知的标题）"),
        ("title: 通知", "这一条没有写要求什么。请写 longest"),
        ("title: 通知, due: 1月20日", "应是“月-日”，例如 01-20"),
        ("title: 通知, longest: 1000", "“longest”应写成几项“键: 值”"),
        ("title: 通知, longest: {overveiw: 1000}", "是不是想写“overview”？"),
        ("title: 通知, longest: {overview: 一千}", "不是字数，请只写数字，例如 1000"),
        ("title: 通知, figures: [requests.new.all]", "表里没有“requests.new.all”这个单元格。是不是想写“requests.new."),
        ("title: 通知, figures: requests", "“figures”应是一个列表"),
        ("title: 通知, due: 01-20, kinds: [县局]", "“kinds”里没有“县局”，可以写：government（人民政府）"),
        ("title: 通知, due: 01-20, agencies: [jai]", "没有“jai”这个机关。是不是想写“jia”？"),
        ("title: 通知, due: 01-20, from: 2025, to: 2024", "“to”的 2024 早于“from”的 2025"),
        ("title: 通知, last: 01-20", "没有“last”这一项"),
    ],
)
def test_what_is_wrong_in_the_file_is_named_with_the_right_way(
    rule: str, words: str, forms: Forms, tmp_path: Path
) -> None:
    found = _messages(f"rules:\n- {{{rule}}}", tmp_path, forms)
    assert [each for each in found if each.startswith("rules.yml:2:") and words in each], found
