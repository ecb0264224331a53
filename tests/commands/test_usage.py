"""Wrong use of the command line exits with 2 and a message in Chinese."""

from __future__ import annotations

import pytest

from generator.commands import COMMANDS
from tests.command_line import gongkai, gongkai_process
from tests.sample_reports import SAMPLES

IN_SAMPLES = ("--reports", str(SAMPLES))


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "no/such/path"),
        ("check", "--reports", "no-such-folder"),
        ("check", "--format", "pdf"),
        ("export", "nobody/2024", "--to", "json", *IN_SAMPLES),
        ("export", "qiyang/zjj/twenty", "--to", "json", *IN_SAMPLES),
        ("new", "nobody/here", "2025", *IN_SAMPLES),
        ("new", "qiyang/zjj", "2024", *IN_SAMPLES),
        ("publish",),
        ("check", "Makefile"),
        ("export", "qiyang/zjj/2024", "--to", "json", "-o", "/nowhere/at/all.json", *IN_SAMPLES),
        ("export", "qiyang/zjj/２０２４", "--to", "json", *IN_SAMPLES),
        ("build", "--reports", "no-such-folder"),
        ("build", "--site", "Makefile/x"),
        ("serve", "--reports", "no-such-folder"),
    ],
)
def test_wrong_use_exits_2_with_a_message(arguments: tuple[str, ...]) -> None:
    result = gongkai(*arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert len(result.stderr) > 20
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("check nosuch.yml", "没有“nosuch.yml”这个文件或文件夹，或者不能读。"),
        ("check --format xml", "应是 text、json、github、sarif、markdown 中的一个。"),
        ("check --formt text", "没有 --formt 这个选项。是不是想写 --format"),
        ("export a/2024 --to", "--to 后面缺少内容。"),
        ("correct a/2024", "缺少 --reason。"),
        ("correct a/2024 --reason x --date 5", "应是日期，例如 2025-01-31。"),
        ("build --jobs many", "应是一个整数，范围见说明。"),
        ("new a 25", "年度 写得不对：应是 1990 到 2099 之间的整数。"),
        ("new a 2025 b", "多写了“b”。"),
        ("check --fix=1", "--fix 后面不写内容。"),
        ("chek", "没有这个命令。可用的命令："),
    ],
)
def test_typing_errors_are_explained_in_chinese(typed: str, message: str) -> None:
    result = gongkai(*typed.split())
    assert (result.returncode, result.stdout) == (2, "")
    assert message in result.stderr
    assert "Error" not in result.stderr


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_in_chinese(command: str) -> None:
    result = gongkai(*command.split(), "--help")
    assert result.returncode == 0
    lines = result.stdout.split("\n")
    assert lines[0].startswith("用法：")
    english = ("Usage", "Options", "Commands", "Show ", "default:", "required", "OPTIONS", "COMMAND", "ARGS", "PATH",
               "TEXT", "INTEGER", "RANGE", "FILE", "DIR", "AGENCY", "YEAR", "REV", "%Y")  # fmt: skip
    assert [word for word in english if word in result.stdout] == []


def test_the_installed_program_exits_as_its_function_does() -> None:
    """All other tests of commands call the function."""
    for typed, code in (("chek", 2), (f"check {SAMPLES}", 0)):
        process, call = gongkai_process(*typed.split()), gongkai(*typed.split())
        assert process.returncode == call.returncode == code
        assert (process.stdout, process.stderr) == (call.stdout, call.stderr)
