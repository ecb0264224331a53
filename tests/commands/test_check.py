"""`gongkai check`: output formats, paths and exit codes."""

from __future__ import annotations

import json
from pathlib import Path

from tests.command_line import gongkai


def test_without_errors_the_summary_is_printed_and_the_exit_code_is_0(reports: Path) -> None:
    result = gongkai("check", "--reports", reports)
    assert (result.returncode, result.stdout) == (0, "")
    assert result.stderr == "共 1 份报告：0 个错误，0 个疑问，0 条说明。\n"


def test_an_error_is_printed_with_place_message_and_source_line_and_the_exit_code_is_1(reports: Path) -> None:
    break_sum(reports)
    result = gongkai("check", "--reports", "reports", cwd=reports.parent)
    place = "reports/county/bureau/2024.yml"
    sentence = "一、本年新收政府信息公开申请数量：总计 16 ≠ 自然人 15（其余 5 项为 0），相差 1。"
    assert result.returncode == 1
    assert f": 错误: {sentence}" in result.stderr
    assert result.stderr.startswith(place)
    assert "    new:        [15, 0, 0, 0, 0, 0, 16]" in result.stderr
    assert "[requests.applicants]" in result.stderr


def test_json_has_the_documented_shape(reports: Path) -> None:
    line = break_sum(reports)
    result = gongkai("check", "--reports", reports, "--format", "json")
    data = json.loads(result.stdout)
    assert result.returncode == 1
    assert data["reports"] == 1
    assert list(data["problems"][0]) == ["path", "line", "column", "level", "check", "cell", "message", "accepted"]
    found = next(each for each in data["problems"] if each["check"] == "requests.applicants")
    assert (found["path"], found["line"]) == ((reports / "county/bureau/2024.yml").as_posix(), line)
    assert (found["level"], found["cell"], found["accepted"]) == ("error", "requests.new.total", None)


def test_an_accepted_problem_is_a_note_with_its_reason(reports: Path) -> None:
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


def test_github_annotations_have_file_line_and_column(reports: Path) -> None:
    line = break_sum(reports)
    result = gongkai("check", "--reports", "reports", "--format", "github", cwd=reports.parent)
    assert f"::error file=reports/county/bureau/2024.yml,line={line}," in result.stdout
    assert result.returncode == 1


def test_only_the_given_path_is_checked(reports: Path) -> None:
    break_sum(reports)
    other = reports / "county/office"
    other.mkdir()
    (other / "agency.yml").write_text("name: 某县办\nkind: office\n", encoding="utf-8")
    assert gongkai("check", other, "--reports", reports).returncode == 0
    assert gongkai("check", reports / "county/bureau/2024.yml", "--reports", reports).returncode == 1
    assert gongkai("check", reports / "county/bureau/2024.yml").returncode == 1


def test_paths_are_printed_relative_to_the_current_directory_however_they_are_typed(reports: Path) -> None:
    break_sum(reports)
    bureau = reports / "county/bureau"
    for arguments in (("../bureau", "--reports", reports), (bureau / "2024.yml",), (".", "--reports", "../..")):
        result = gongkai("check", *arguments, "--format", "json", cwd=bureau)
        assert json.loads(result.stdout)["problems"][0]["path"] == "2024.yml", arguments
        assert result.returncode == 1
    outside = gongkai("check", bureau, "--reports", reports, "--format", "json")
    assert json.loads(outside.stdout)["problems"][0]["path"] == (bureau / "2024.yml").as_posix()


def test_the_target_of_a_symbolic_link_is_never_printed(reports: Path) -> None:
    secret = reports.parent / "secret"
    secret.write_text("the secret", encoding="utf-8")
    (reports / "county/bureau/2023.yml").symlink_to(secret)
    result = gongkai("check", "--reports", reports)
    assert result.returncode == 1
    assert "符号链接" in result.stderr
    assert "the secret" not in result.stderr


def break_sum(reports: Path) -> int:
    """Decrease the first figure by one, which breaks a sum; return its line number."""
    path = reports / "county/bureau/2024.yml"
    lines = path.read_text(encoding="utf-8").split("\n")
    number = next(place for place, line in enumerate(lines) if line.startswith("  new:"))
    lines[number] = lines[number].replace("[16,", "[15,")
    path.write_text("\n".join(lines), encoding="utf-8")
    return number + 1
