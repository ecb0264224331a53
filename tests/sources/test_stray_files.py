"""Files and folders that are not read: each is named, with what it was probably meant to be.

A line of `stray-files.tsv` has a name, whether `2025.yml` stands beside it, the level, and the start of the message
after the file's name; an empty level means that nothing is said.
"""

import csv
from pathlib import Path

import pytest

from generator.model.form import Forms
from generator.sources.scan import scan_folder
from generator.sources.stray_files import year_folder_fault
from tests.conftest import TESTS

AGENCY = "name: 甲局\nkind: department\n"
ROWS = list(csv.DictReader((TESTS / "sources/stray-files.tsv").open(encoding="utf-8"), delimiter="\t"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['name']} {row['beside']}")
def test_what_is_said_of_a_file(row: dict[str, str], tmp_path: Path, forms: Forms) -> None:
    name = row["name"].encode("ascii", "backslashreplace").decode("unicode_escape")
    path = tmp_path / "jia" / name
    path.parent.mkdir()
    if row["words"] != "agency.yml":
        (path.parent / "agency.yml").write_text(AGENCY, encoding="utf-8")
    if row["beside"]:
        (path.parent / "2025.yml").write_text("overview: 甲\n", encoding="utf-8")
    path.write_text("overview: 甲\n", encoding="utf-8")
    found = [each for each in scan_folder(tmp_path, forms).problems if each.at.path.name != "2025.yml"]
    assert [(each.at.path.name, each.level) for each in found] == ([(name, row["level"])] if row["level"] else [])
    assert all(row["words"] in each.message and each.message.endswith("。") for each in found)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2025.docx", "疑问 gongkai import 2025.docx --agency 机关代号 --year 2025；"),
        ("2025.yml.txt", "错误 请改名为 2025.yml，放在机关自己的文件夹里，例如 zjj/2025.yml。"),
        ("agency.yaml", "错误 例如 zjj/agency.yml。"),
        ("README.md", ""),
        ("rules.yaml", "错误 文件名“rules.yaml”不对，不会被读取。请改名为 rules.yml。"),
        ("Rules.yml", "错误 里有空格、大写字母或看不见的字符，不会被读取。请改名为 rules.yml。"),
        ("rule.yml", "错误 请改名为 rules.yml。"),
        ("rules.yml.txt", "错误 请改名为 rules.yml。Windows 平时不显示"),
        ("rules", "错误 请改名为 rules.yml。"),
    ],
)
def test_files_above_all_agencies(name: str, expected: str, tmp_path: Path, forms: Forms) -> None:
    (tmp_path / name).write_text("", encoding="utf-8")
    found = [f"{each.level} {each.message}" for each in scan_folder(tmp_path, forms).problems]
    level, _, words = expected.partition(" ")
    assert len(found) == bool(expected)
    assert all(each.startswith({"错误": "error", "疑问": "warning"}[level]) and words in each for each in found)


def test_rules_have_their_place_above_all_agencies(tmp_path: Path, forms: Forms) -> None:
    (tmp_path / "jia").mkdir()
    (tmp_path / "jia/agency.yml").write_text(AGENCY, encoding="utf-8")
    for name in ("rules.yml", "jia/rules.yml", "jia/rules.yaml"):
        (tmp_path / name).write_text("rules: []\n", encoding="utf-8")
    found = [(each.at.path.name, each.level, each.message) for each in scan_folder(tmp_path, forms).problems]
    moved = "“rules.yml”只在报告文件夹的最上层才会被读取。请移到最上层；只对部分机关的要求，用 agencies 写明。"
    renamed = "文件名“rules.yaml”不对，不会被读取。请改名为 rules.yml，放在报告文件夹的最上层。"
    assert found == [("rules.yaml", "error", renamed), ("rules.yml", "error", moved)]


@pytest.mark.parametrize(
    ("file", "faults"),
    [
        ("jia/.gitkeep", {"jia": "这个文件夹里没有报告，也没有 agency.yml"}),
        ("jia/Thumbs.db", {"jia": "这个文件夹里没有报告，也没有 agency.yml"}),
        (
            "jia/2025.yml.txt",
            {"jia/agency.yml": "这个文件夹里没有 agency.yml", "jia/2025.yml.txt": "请改名为 2025.yml"},
        ),
        ("局/2025.docx", {"局": "不能用", "局/agency.yml": "没有 agency.yml", "局/2025.docx": "--agency 机关代号"}),
        ("局/.keep", {"局": "不能用"}),
        ("2025年/a.docx", {"2025年": "叫 2025.yml。", "2025年/a.docx": "--agency 机关代号 --year 年度"}),
        ("二〇二五/x.yml", {"二〇二五": "叫 2025.yml。", "二〇二五/x.yml": "报告文件应叫"}),
        ("2025.yml/.x", {"2025.yml": "“2025.yml”是文件夹"}),
    ],
)
def test_folders_that_are_no_agencies(file: str, faults: dict[str, str], tmp_path: Path, forms: Forms) -> None:
    path = tmp_path / file
    path.parent.mkdir()
    path.write_text("", encoding="utf-8")
    found = {
        each.at.path.relative_to(tmp_path).as_posix(): each.message for each in scan_folder(tmp_path, forms).problems
    }
    assert found.keys() == faults.keys()
    assert all(words in found[name] for name, words in faults.items())


def test_folders_of_agencies_are_not_taken_for_years() -> None:
    assert [name for name in ("zjj", "y2025", "20255", "25", "1-a") if year_folder_fault(name)] == []
