"""Whose site it is, as `mkdocs.yml` says: every wrong setting is named at its place, with the right way."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from generator.formatters import text_of
from generator.model.site import SiteSettings
from generator.sources.reading.settings_values import _ICP, _POLICE
from generator.sources.site_settings import read_site_settings
from generator.sources.yaml_data import read_data
from tests.command_line import PROJECT, gongkai, make_bureau

CASES: list[dict[str, Any]] = read_data(Path(__file__).with_name("site_settings.yml"))

COMPLETE = """
site_name: 青石县政府信息公开年报
site_url: https://www.qingshi.gov.cn/gongkai
site_description: !ENV [NO_SUCH_VARIABLE, 青石县各机关的年度报告]
copyright: "2026"
theme:
  name: !!python/name:some.module
extra:
  official: true
  organizer: &office 青石县人民政府办公室
  contact: 0746-3212345
  report_error: https://www.qingshi.gov.cn/jiucuo
  site_id: 4311810001
  icp: 湘ICP备12345678号-1
  police: 湘公网安备 43118102000001号
  police_link: https://beian.mps.gov.cn/
  repository: https://git.example.cn/qingshi
  logo: assets/logo.png
  navigation: [years, agencies, about]
  social: [*office]
"""


def _write(folder: Path, settings: str) -> Path:
    (folder / "docs/assets").mkdir(parents=True)
    (folder / "docs/assets/logo.png").write_bytes(b"")
    path = folder / "mkdocs.yml"
    path.write_text(settings, encoding="utf-8")
    return path


@pytest.mark.parametrize("case", CASES, ids=[each["settings"].splitlines()[-1].strip()[:40] for each in CASES])
def test_wrong_settings_are_named_with_the_right_way(
    case: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(tmp_path, case["settings"])
    monkeypatch.chdir(tmp_path)
    _, problems = read_site_settings(Path("mkdocs.yml"))
    assert [text_of(each).removeprefix("mkdocs.yml:") for each in problems] == case["messages"]


def test_all_settings_are_read(tmp_path: Path) -> None:
    settings, problems = read_site_settings(_write(tmp_path, COMPLETE))
    assert [text_of(each) for each in problems] == []
    assert settings == SiteSettings(
        name="青石县政府信息公开年报",
        url="https://www.qingshi.gov.cn/gongkai/",
        description="青石县各机关的年度报告",
        copyright="2026",
        official=True,
        organizer="青石县人民政府办公室",
        contact="0746-3212345",
        report_error="https://www.qingshi.gov.cn/jiucuo",
        site_id="4311810001",
        icp="湘ICP备12345678号-1",
        police="湘公网安备 43118102000001号",
        police_link="https://beian.mps.gov.cn/",
        repository="https://git.example.cn/qingshi",
        logo="assets/logo.png",
        navigation=("years", "agencies", "about"),
    )
    assert settings.domain == "www.qingshi.gov.cn"


def test_variables_of_the_environment_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "https://www.example.gov.cn/a")
    path = _write(tmp_path, 'site_name: 甲县年报\nsite_url: !ENV [OTHER_URL, SITE_URL, ""]\n')
    assert read_site_settings(path)[0].url == "https://www.example.gov.cn/a/"


def test_aliases_cost_no_time(tmp_path: Path) -> None:
    """Each line holds the one before it ten times: written out, that would be 10^20 texts."""
    lines = [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]" for n in range(1, 21)]
    path = _write(tmp_path, "\n".join(["site_name: 甲县年报", "l0: &l0 甲", *lines, "self: &self [*self]"]))
    assert read_site_settings(path)[0].name == "甲县年报"


def test_without_the_file_all_settings_are_the_defaults(tmp_path: Path) -> None:
    assert read_site_settings(tmp_path / "mkdocs.yml") == (SiteSettings(), [])


def test_the_settings_of_this_project_have_no_problems() -> None:
    settings, problems = read_site_settings(PROJECT / "mkdocs.yml")
    assert (settings.name, settings.official, problems) == ("政府信息公开工作年度报告", False, [])


@pytest.mark.parametrize("format", ["text", "json", "github", "sarif", "markdown"])
def test_check_lists_them_like_any_problem(format: str, tmp_path: Path) -> None:
    make_bureau(tmp_path / "reports")
    _write(tmp_path, "site_name: 甲县年报\nextra:\n  site_id: 12\n")
    result = gongkai("check", "--format", format, cwd=tmp_path)
    assert result.returncode == 1
    assert "应是 10 位数字" in result.stdout + result.stderr


@pytest.mark.parametrize("province", "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀黔贵滇云藏陕秦甘陇青宁新港澳台")
def test_registrations_of_every_province(province: str) -> None:
    assert re.fullmatch(_ICP, f"{province}ICP备12345号")
    assert re.fullmatch(_ICP, f"{province}ICP证1234567890号-12A")
    assert re.fullmatch(_POLICE, f"{province}公网安备12345678901234号")
    assert re.fullmatch(_POLICE, f"{province}公网安备 12345678901234号")


@pytest.mark.parametrize(
    "text", ["中ICP备12345号", "ICP备12345号", "湘ICP备1234号", "湘ICP备12345678901号", "湘ICP备12345"]
)
def test_other_texts_are_no_registration(text: str) -> None:
    assert not re.fullmatch(_ICP, text)
    assert not re.fullmatch(_POLICE, text.replace("ICP备", "公网安备"))
