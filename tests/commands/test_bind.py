"""`gongkai bind` on a folder outside the project: what it says where, what it writes, and its exit codes."""

import subprocess
import sys
from pathlib import Path

import pytest

ORIGINAL = Path(__file__).parents[2] / "reports/qiyang/zjj/2024.yml"
TEXT = """\
overview: |
  我局共收到政府信息公开申请16件，办结１６件。
problems: 公开深度不够。
other: 未收取信息处理费。
"""


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A bureau's report whose text has one figure to bind and one that cannot be."""
    folder = tmp_path / "reports/bureau"
    folder.mkdir(parents=True)
    (folder / "agency.yml").write_text("name: 某县某局\nkind: department\n", encoding="utf-8")
    tables = ORIGINAL.read_text(encoding="utf-8")
    tables = tables[tables.index("disclosure:") : tables.index("# 五、")]
    (folder / "2024.yml").write_text(TEXT + tables, encoding="utf-8")
    return tmp_path / "reports"


def gongkai(*arguments: str, cwd: Path) -> tuple[int, str, str]:
    program = Path(sys.executable).with_name("gongkai")
    done = subprocess.run([program, *arguments], cwd=cwd, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


PROPOSED = """\
reports/bureau/2024.yml:2:16: 16 → {{requests.new.total}}（一、本年新收政府信息公开申请数量，总计）
    我局共收到政府信息公开申请16件，办结１６件
"""
LEFT = """\
reports/bureau/2024.yml:2:22: １６ 不换：是“（七）总计，总计”，但表中写作“16”，换成引用后文字会变。
    我局共收到政府信息公开申请16件，办结１６件
"""


def test_proposals_are_listed_and_nothing_is_written(reports: Path) -> None:
    before = (reports / "bureau/2024.yml").read_bytes()
    summary = "有 1 处可以换成引用。另有 1 处不能确定或不便替换，没有动。核对后加上 --apply 写进文件。\n"
    assert gongkai("bind", "bureau/2024", cwd=reports.parent) == (0, PROPOSED, LEFT + summary)
    assert (reports / "bureau/2024.yml").read_bytes() == before


def test_apply_writes_the_references_and_a_second_run_finds_no_more(reports: Path) -> None:
    path = reports / "bureau/2024.yml"
    before = path.read_text(encoding="utf-8")
    summary = "已把 1 处换成引用，公布的文字没有变。另有 1 处不能确定或不便替换，没有动。\n"
    assert gongkai("bind", "bureau/2024", "--apply", cwd=reports.parent) == (0, PROPOSED, LEFT + summary)
    assert path.read_text(encoding="utf-8") == before.replace("申请16件", "申请{{requests.new.total}}件")
    code, out, said = gongkai("bind", "bureau/2024", "--apply", cwd=reports.parent)
    assert (code, out) == (0, "")
    assert said.endswith("没有可以换成引用的数。另有 1 处不能确定或不便替换，没有动。\n")


def test_a_report_with_an_error_is_told_of_and_exits_1(reports: Path) -> None:
    path = reports / "bureau/2024.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("coercion:    0", "coercion:    1.5"), encoding="utf-8")
    code, out, said = gongkai("bind", "bureau/2024", cwd=reports.parent)
    assert (code, out) == (1, PROPOSED)
    assert "1.5 不是整数" in said


def test_what_is_no_report_is_wrong_use(reports: Path) -> None:
    code, out, said = gongkai("bind", "bureau/2031", "--reports", str(reports), cwd=reports.parent)
    assert (code, out) == (2, "")
    assert said == "gongkai: reports 里没有这份报告：“bureau/2031”。应写成 机关/年份，例如 qiyang/zjj/2024。\n"
