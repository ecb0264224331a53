"""`gongkai bind` on a folder outside the project: output, files written, and exit codes."""

from pathlib import Path

import pytest

from tests.command_line import gongkai as run_gongkai
from tests.sample_reports import ORIGINAL

TEXT = """\
overview: |
  我局共收到政府信息公开申请16件，办结１６件。
problems: 公开深度不够。
other: 未收取信息处理费。
"""


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Return a folder with a bureau's report; of the two figures in its text, only one can be replaced."""
    folder = tmp_path / "reports/bureau"
    folder.mkdir(parents=True)
    (folder / "agency.yml").write_text("name: 某县某局\nkind: department\n", encoding="utf-8")
    tables = ORIGINAL.read_text(encoding="utf-8")
    tables = tables[tables.index("disclosure:") : tables.index("# 五、")]
    (folder / "2024.yml").write_text(TEXT + tables, encoding="utf-8")
    return tmp_path / "reports"


def gongkai(*arguments: str, cwd: Path) -> tuple[int, str, str]:
    result = run_gongkai(*arguments, cwd=cwd)
    return result.returncode, result.stdout, result.stderr


PROPOSED = """\
reports/bureau/2024.yml:2:16: 16 → {{requests.new.total}}（一、本年新收政府信息公开申请数量，总计）
    我局共收到政府信息公开申请16件，办结１６件
"""
NOT_PROPOSED = """\
reports/bureau/2024.yml:2:22: １６ 不换：是“（七）总计，总计”，但表中写作“16”，换成引用后文字会变。
    我局共收到政府信息公开申请16件，办结１６件
"""


def test_proposals_are_listed_without_writing(reports: Path) -> None:
    before = (reports / "bureau/2024.yml").read_bytes()
    summary = "有 1 处可以换成引用。另有 1 处不能确定或不便替换，没有动。核对后加上 --apply 写进文件。\n"
    assert gongkai("bind", "bureau/2024", cwd=reports.parent) == (0, PROPOSED, NOT_PROPOSED + summary)
    assert (reports / "bureau/2024.yml").read_bytes() == before


def test_apply_writes_the_references_and_a_second_run_finds_none(reports: Path) -> None:
    path = reports / "bureau/2024.yml"
    before = path.read_text(encoding="utf-8")
    summary = "已把 1 处换成引用，公布的文字没有变。另有 1 处不能确定或不便替换，没有动。\n"
    assert gongkai("bind", "bureau/2024", "--apply", cwd=reports.parent) == (0, PROPOSED, NOT_PROPOSED + summary)
    assert path.read_text(encoding="utf-8") == before.replace("申请16件", "申请{{requests.new.total}}件")
    code, stdout, stderr = gongkai("bind", "bureau/2024", "--apply", cwd=reports.parent)
    assert (code, stdout) == (0, "")
    assert stderr.endswith("没有可以换成引用的数。另有 1 处不能确定或不便替换，没有动。\n")


def test_errors_of_the_report_are_printed_and_the_exit_code_is_1(reports: Path) -> None:
    path = reports / "bureau/2024.yml"
    text = path.read_text(encoding="utf-8")
    for old, new in {"coercion:    0": "coercion:    1.5", "licensing:   127": "licensing:   约127"}.items():
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    code, stdout, stderr = gongkai("bind", "bureau/2024", cwd=reports.parent)
    assert (code, stdout) == (1, PROPOSED)
    assert "1.5 不是整数" in stderr
    assert "疑问" not in stderr, "warnings are for check"


def test_an_unknown_report_is_wrong_use(reports: Path) -> None:
    code, stdout, stderr = gongkai("bind", "bureau/2031", "--reports", str(reports), cwd=reports.parent)
    assert (code, stdout) == (2, "")
    assert stderr == "gongkai: reports 里没有这份报告：“bureau/2031”。应写成 机关/年份，例如 qiyang/zjj/2024。\n"
