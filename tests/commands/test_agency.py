"""`gongkai agency`: a new agency's folder is valid, and nothing is overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.sources import load_agency
from generator.sources.yaml_data import read_data
from tests.command_line import gongkai


@pytest.mark.parametrize(
    ("id", "name"), [("qingshi", "青石县人民政府"), ("county/new-ju", "某县 #1: 新局"), ("county/bureau/so", "某所")]
)
def test_a_new_agency_is_valid(id: str, name: str, reports: Path) -> None:
    result = gongkai("agency", id, "--name", name, "--kind", "department", "--reports", reports)
    path = reports / id / "agency.yml"
    assert (result.returncode, result.stdout.strip(), result.stderr) == (0, path.as_posix(), "")
    agency, problems = load_agency(path, id)
    assert problems == []
    assert path.read_text(encoding="utf-8").startswith("name: "), "no schema of this project is beside it"
    assert agency
    assert (agency.id, agency.name, agency.kind, agency.short_names) == (id, name, "department", ())


def test_each_commented_line_is_valid_once_uncommented(reports: Path) -> None:
    gongkai("agency", "jia", "--name", "甲局", "--kind", "office", "--reports", reports)
    path = reports / "jia/agency.yml"
    lines = path.read_text(encoding="utf-8").splitlines()
    keys = [line for line in lines if line.startswith("# ") and ":" in line and "$schema" not in line]
    assert len(keys) == 7
    path.write_text("\n".join(line.removeprefix("# ") if line in keys else line for line in lines), encoding="utf-8")
    agency, problems = load_agency(path, "jia")
    assert problems == []
    assert agency
    assert read_data(path).keys() >= {"short_names", "duty", "formerly"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("county --name 甲 --kind office", "agency.yml 已经存在，不会覆盖。"),
        (
            "ZJJ --name 甲 --kind office",
            "只能用小写英文字母、数字和连字符“-”，至少有一个字母，最多 64 个字符。请给文件夹换一个名字，例如 zjj",
        ),
        ("search --name 甲 --kind office", "网站自己要用这个地址。请给文件夹换一个名字，例如 search-ju"),
        ("a//b --name 甲 --kind office", "机关代号“”不能用"),
        ("nobody/zjj --name 甲 --kind office", "没有上级机关“nobody”"),
        ("county/no/so --name 甲 --kind office", "请先运行 gongkai agency county/no --name 全称 --kind 类别"),
        ("jia --name 甲", "缺少 --kind。"),
        ("jia --name 甲 --kind 部门", "应是 government、office"),
    ],
)
def test_what_cannot_be_is_refused(arguments: str, message: str, reports: Path) -> None:
    before = sorted(reports.rglob("*"))
    result = gongkai("agency", *arguments.split(), "--reports", reports)
    assert (result.returncode, result.stdout) == (2, "")
    assert message in result.stderr
    assert sorted(reports.rglob("*")) == before


def test_an_empty_name_is_refused(reports: Path) -> None:
    result = gongkai("agency", "jia", "--name", " ", "--kind", "office", "--reports", reports)
    assert (result.returncode, "全称是空的" in result.stderr, (reports / "jia").exists()) == (2, True, False)
