"""The command line as the contract says: exit codes, what goes where, and on folders outside the project."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from generator.sources import load_report
from generator.sources.form_loader import load_forms

PROJECT = Path(__file__).parents[2]
ORIGINAL = PROJECT / "reports/qiyang/zjj/2024.yml"


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A reports folder outside the project: one county, one bureau, two years."""
    folder = tmp_path / "reports/county/bureau"
    folder.mkdir(parents=True)
    (tmp_path / "reports/county/agency.yml").write_text("name: 某县人民政府\nkind: government\n", encoding="utf-8")
    (folder / "agency.yml").write_text("name: 某县某局\nkind: department\n", encoding="utf-8")
    text = ORIGINAL.read_text(encoding="utf-8")
    carried = text.replace("granted:    [12, 0, 0, 0, 0, 0, 12]", "granted:    [9, 0, 0, 0, 0, 0, 9]")
    carried = carried.replace("total: [16, 0, 0, 0, 0, 0, 16]", "total: [13, 0, 0, 0, 0, 0, 13]")
    carried = carried.replace("total:       [16, 0, 0, 0, 0, 0, 16]", "total:       [13, 0, 0, 0, 0, 0, 13]")
    carried = carried.replace("carried_out: [0, 0, 0, 0, 0, 0, 0]", "carried_out: [3, 0, 0, 0, 0, 0, 3]")
    carried = carried.replace("other: |\n  无。", "other: |\n  未收取信息处理费。")
    (folder / "2024.yml").write_text(carried, encoding="utf-8")
    return tmp_path / "reports"


def gongkai(*arguments: str | Path, cwd: Path = PROJECT) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("gongkai")
    return subprocess.run([program, *arguments], cwd=cwd, capture_output=True, text=True, check=False)


def test_check_without_error_says_so_and_exits_0(reports: Path) -> None:
    result = gongkai("check", "--reports", reports)
    assert (result.returncode, result.stdout) == (0, "")
    assert result.stderr == "共 1 份报告：0 个错误，0 个疑问，0 条说明。\n"


def test_check_with_an_error_shows_place_sentence_and_line_and_exits_1(reports: Path) -> None:
    break_sum(reports)
    result = gongkai("check", "--reports", "reports", cwd=reports.parent)
    place = "reports/county/bureau/2024.yml"
    sentence = "一、本年新收政府信息公开申请数量：总计 16 ≠ 自然人 15（其余 5 项为 0），相差 1。"
    assert result.returncode == 1
    assert f": 错误: {sentence}" in result.stderr
    assert result.stderr.startswith(place)
    assert "    new:        [15, 0, 0, 0, 0, 0, 16]" in result.stderr
    assert "[requests.applicants]" in result.stderr


def test_json_has_the_shape_others_rely_on(reports: Path) -> None:
    line = break_sum(reports)
    result = gongkai("check", "--reports", reports, "--format", "json")
    data = json.loads(result.stdout)
    assert result.returncode == 1
    assert data["reports"] == 1
    assert list(data["problems"][0]) == ["path", "line", "column", "level", "check", "cell", "message", "accepted"]
    found = next(each for each in data["problems"] if each["check"] == "requests.applicants")
    assert (found["path"], found["line"]) == ((reports / "county/bureau/2024.yml").as_posix(), line)
    assert (found["level"], found["cell"], found["accepted"]) == ("error", "requests.new.total", None)


def test_an_accepted_fault_is_a_note_with_its_reason(reports: Path) -> None:
    break_sum(reports)
    path = reports / "county/bureau/2024.yml"
    accepts = "accepts:\n" + "".join(
        f"  - {{check: {check}, cell: {cell}, reason: 原件如此}}\n"
        for check, cell in (("requests.applicants", "requests.new.total"), ("requests.balance", "requests.new.natural"))
    )
    path.write_text(path.read_text(encoding="utf-8") + accepts, encoding="utf-8")
    result = gongkai("check", "--reports", reports, "--format", "json")
    problems = json.loads(result.stdout)["problems"]
    assert result.returncode == 0, problems
    assert {(each["level"], each["accepted"]) for each in problems} == {("note", "原件如此")}


def test_github_annotations_name_file_line_and_column(reports: Path) -> None:
    line = break_sum(reports)
    result = gongkai("check", "--reports", "reports", "--format", "github", cwd=reports.parent)
    assert f"::error file=reports/county/bureau/2024.yml,line={line}," in result.stdout
    assert result.returncode == 1


def test_check_of_one_path_leaves_the_others_out(reports: Path) -> None:
    break_sum(reports)
    other = reports / "county/office"
    other.mkdir()
    (other / "agency.yml").write_text("name: 某县办\nkind: office\n", encoding="utf-8")
    assert gongkai("check", other, "--reports", reports).returncode == 0
    assert gongkai("check", reports / "county/bureau/2024.yml", "--reports", reports).returncode == 1
    assert gongkai("check", reports / "county/bureau/2024.yml").returncode == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "no/such/path"),
        ("check", "--reports", "no-such-folder"),
        ("check", "--format", "pdf"),
        ("export", "nobody/2024", "--to", "json"),
        ("export", "qiyang/zjj/twenty", "--to", "json"),
        ("new", "nobody/here", "2025"),
        ("new", "qiyang/zjj", "2024"),
        ("publish",),
        ("check", "Makefile"),
        ("export", "qiyang/zjj/2024", "--to", "json", "-o", "/nowhere/at/all.json"),
        ("export", "qiyang/zjj/２０２４", "--to", "json"),
        ("build", "--reports", "no-such-folder"),
        ("build", "--site", "Makefile/x"),
    ],
)
def test_wrong_use_exits_2_and_says_why(arguments: tuple[str, ...]) -> None:
    result = gongkai(*arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert len(result.stderr) > 20
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("check nosuch.yml", "没有“nosuch.yml”这个文件或文件夹，或者不能读。"),
        ("check --format xml", "应是 text、json、github、sarif、markdown 中的一个。"),
        ("check --formt text", "没有 --formt 这个选项。是不是想写 --format"),
        ("export a/2024 --to", "--to 后面缺少内容。"),
        ("correct a/2024", "缺少 --reason。"),
        ("correct a/2024 --reason x --date 5", "应是日期，例如 2025-01-31。"),
        ("build --jobs many", "应是一个数，范围见说明。"),
        ("chek", "没有这个命令。可用的命令："),
    ],
)
def test_what_is_typed_wrongly_is_told_in_chinese(typed: str, told: str) -> None:
    result = gongkai(*typed.split())
    assert (result.returncode, result.stdout) == (2, "")
    assert told in result.stderr
    assert "Error" not in result.stderr


def test_paths_are_told_from_where_one_stands_however_they_were_typed(reports: Path) -> None:
    break_sum(reports)
    bureau = reports / "county/bureau"
    for arguments in (("../bureau", "--reports", reports), (bureau / "2024.yml",), (".", "--reports", "../..")):
        result = gongkai("check", *arguments, "--format", "json", cwd=bureau)
        assert json.loads(result.stdout)["problems"][0]["path"] == "2024.yml", arguments
        assert result.returncode == 1
    outside = gongkai("check", bureau, "--reports", reports, "--format", "json")
    assert json.loads(outside.stdout)["problems"][0]["path"] == (bureau / "2024.yml").as_posix()


def test_what_a_link_leads_to_is_never_shown(reports: Path) -> None:
    secret = reports.parent / "secret"
    secret.write_text("the secret", encoding="utf-8")
    (reports / "county/bureau/2023.yml").symlink_to(secret)
    result = gongkai("check", "--reports", reports)
    assert result.returncode == 1
    assert "符号链接" in result.stderr
    assert "the secret" not in result.stderr


def test_new_fills_what_must_carry_over_and_leaves_the_rest_open(reports: Path) -> None:
    result = gongkai("new", "county/bureau", "2025", "--reports", reports)
    path = reports / "county/bureau/2025.yml"
    assert (result.returncode, result.stdout.strip()) == (0, path.as_posix())
    report, problems = load_report(path, "county/bureau", 2025, load_forms())
    assert problems == []
    assert report is not None
    assert [cell.printed for cell in report.tables["requests"]["carried_in"]] == ["3", "0", "0", "0", "0", "0", "3"]
    rest = [cell.printed for rows in report.tables.values() for row in rows.values() for cell in row]
    assert set(rest) == {"?", "0", "3"}
    assert rest.count("?") == 200 - 7
    assert report.text["overview"].split("\n")[0] == "（一）主动公开"
    assert "祁阳" not in path.read_text(encoding="utf-8")
    assert gongkai("check", "--reports", reports).returncode == 1


def test_new_never_overwrites(reports: Path) -> None:
    path = reports / "county/bureau/2024.yml"
    before = path.read_bytes()
    assert gongkai("new", "county/bureau", "2024", "--reports", reports).returncode == 2
    assert path.read_bytes() == before


def test_export_json_is_the_public_record(reports: Path) -> None:
    result = gongkai("export", "county/bureau/2024", "--to", "json", "--reports", reports)
    record = json.loads(result.stdout)
    assert result.returncode == 0
    assert list(record) == ["agency", "name", "year", "form", "tables", "printed", "text"]
    assert (record["agency"], record["name"], record["year"]) == ("county/bureau", "某县某局", 2024)
    assert record["tables"]["requests"]["carried_out"]["total"] == 3
    assert record["tables"]["disclosure"]["fees"] == {"amount": 2896.904}
    assert record["text"]["other"] == "未收取信息处理费。"


def test_export_of_a_report_in_question_prints_it_all_the_same(reports: Path) -> None:
    path = reports / "county/bureau/2024.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("licensing:   127", 'licensing:   "?"').replace("penalties:   15", "penalties:   —"),
        encoding="utf-8",
    )
    output = reports.parent / "out.json"
    result = gongkai("export", "county/bureau/2024", "--to", "json", "--reports", reports, "-o", output)
    record = json.loads(output.read_text(encoding="utf-8"))
    assert (result.returncode, result.stdout) == (1, "")
    assert "cell.open" in result.stderr
    assert record["tables"]["disclosure"]["licensing"] == {"decisions": "?"}
    assert record["tables"]["disclosure"]["penalties"] == {"decisions": "—"}


def break_sum(reports: Path) -> int:
    """Make the first figure one too small; the number of the line it stands in."""
    path = reports / "county/bureau/2024.yml"
    lines = path.read_text(encoding="utf-8").split("\n")
    number = next(place for place, line in enumerate(lines) if line.startswith("  new:"))
    lines[number] = lines[number].replace("[16,", "[15,")
    path.write_text("\n".join(lines), encoding="utf-8")
    return number + 1
