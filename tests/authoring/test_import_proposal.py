"""`gongkai import` without agency or year proposes both from the original and writes nothing."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main

USAGE = "gongkai: 请写明 --agency 和 --year，例如 --agency qiyang/zjj --year 2024。"
AGENCIES = {"jia": "甲县人民政府", "jia/ju": "甲县住房和城乡建设局", "bing": "丙镇人民政府", "ding": "丙镇人民政府"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Create a current directory with agencies."""
    monkeypatch.chdir(tmp_path)
    for id, name in AGENCIES.items():
        (tmp_path / "reports" / id).mkdir(parents=True)
        text = f"name: {name}\nkind: department\nformerly: [{{name: 旧{name}, until: 2020}}]\n"
        (tmp_path / "reports" / id / "agency.yml").write_text(text, encoding="utf-8")


def _propose(text: str, *options: str) -> str:
    """Import the text without agency or year; return what the message says after how to use the command."""
    Path("旧 报告.txt").write_text(text, encoding="utf-8")
    before = sorted(Path().rglob("*"))
    result: Result = CliRunner().invoke(main, ["import", "旧 报告.txt", *options])
    assert (result.exit_code, result.stdout, sorted(Path().rglob("*"))) == (2, "", before)
    return result.stderr.removeprefix(USAGE).removesuffix("\n")


def _commands(agencies: list[str], year: int = 2024) -> str:
    return "\n".join(f"  gongkai import '旧 报告.txt' --agency {agency} --year {year}" for agency in agencies)


@pytest.mark.parametrize(
    "text",
    [
        "甲县住建局2024年政府信息公开工作年度报告\n一、总体情况\n无。",
        "旧甲县住房和城乡建设局2024年政府信息公开工作年度报告",
        "发布机构：甲县住建局\n2024年政府信息公开工作年度报告\n一、总体情况\n无。",
        "本报告统计2024年的情况。\n一、总体情况\n无。\n六、其他需要报告的事项\n无。\n甲县住建局\n2025年1月3日",
    ],
)
def test_agency_and_year_are_proposed_with_the_command(text: str) -> None:
    message = _propose(text)
    assert message.startswith("从原件看，机关像是“")
    assert message.endswith(f"，年度像是 2024 年。核对以后，可以运行：\n{_commands(['jia/ju'])}")


def test_what_the_author_gave_is_kept() -> None:
    title = "甲县住建局2024年政府信息公开工作年度报告"
    assert (
        _propose(title, "--agency", "jia") == f"从原件看，年度像是 2024 年。核对以后，可以运行：\n{_commands(['jia'])}"
    )
    said = "从原件看，机关像是“甲县住建局”。核对以后，可以运行："
    assert _propose(title, "--year", "2022") == f"{said}\n{_commands(['jia/ju'], 2022)}"


def test_several_agencies_of_one_name_are_all_proposed() -> None:
    message = _propose("丙镇人民政府2024年政府信息公开工作年度报告")
    assert message.endswith(f"有 2 个机关可能是它，请选一个。核对以后，可以运行：\n{_commands(['bing', 'ding'])}")


def test_up_to_four_commands_are_proposed_and_all_agencies_counted() -> None:
    for count in (4, 5):
        for number in range(3, count + 1):
            (Path("reports") / f"wu{number}").mkdir(exist_ok=True)
            text = "name: 丙镇人民政府\nkind: department\n"
            (Path("reports") / f"wu{number}" / "agency.yml").write_text(text, encoding="utf-8")
        message = _propose("丙镇人民政府2024年政府信息公开工作年度报告")
        commands = _commands(["bing", "ding", "wu3", "wu4"])
        assert message.endswith(f"有 {count} 个机关可能是它，请选一个。核对以后，可以运行：\n{commands}")


def test_an_agency_of_just_that_name_goes_before_those_that_it_may_shorten() -> None:
    for id, name in {"jia/a": "甲县教育体育局", "jia/b": "甲县教育局", "jia/c": "甲县教育和科学技术局"}.items():
        (Path("reports") / id).mkdir()
        (Path("reports") / id / "agency.yml").write_text(f"name: {name}\nkind: department\n", encoding="utf-8")
    title = "甲县{}2024年政府信息公开工作年度报告"
    assert _propose(title.format("教育局")).endswith(f"可以运行：\n{_commands(['jia/b'])}")
    assert _propose(title.format("教体局")).endswith(f"可以运行：\n{_commands(['jia/a'])}")


def test_an_unknown_agency_is_named() -> None:
    message = _propose("乙县审计局2024年政府信息公开工作年度报告")
    assert message.startswith("从原件看，机关像是“乙县审计局”，年度像是 2024 年。reports 里没有找到这个机关，")
    assert message.endswith("--agency '机关代号' --year 2024")


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("一、总体情况\n无。", "机关"),
        ("甲县住建局的报告\n一、总体情况\n无。\n六、其他需要报告的事项\n无。\n甲县住建局", "年度"),
    ],
)
def test_what_the_original_does_not_name_is_said(text: str, missing: str) -> None:
    assert _propose(text) == f"原件里没有找到{missing}。"
