"""Files that must not or cannot be read: links, special files, files too large or too deep, without permission."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.formatters import text_of
from generator.model.form import Forms
from generator.sources import load_report
from generator.sources.reading.text_file import INVISIBLE, is_plainly_visible

GOOD = "overview: |\n  无。\n"


def _messages(path: Path, forms: Forms) -> list[str]:
    report, problems = load_report(path, "jia", 1995, forms)
    assert report is None
    return [text_of(problem) for problem in problems]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_symbolic_link_is_not_followed(here: Path, forms: Forms) -> None:
    (here / "original.yml").write_text(GOOD, encoding="utf-8")
    (here / "1995.yml").symlink_to("original.yml")
    assert _messages(Path("1995.yml"), forms) == [
        "1995.yml:1:1: 错误: 这是一个符号链接，不能作为来源文件。请换成文件本身。 [source.link]"
    ]


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_a_special_file_is_not_opened(make: Callable[[str], None], here: Path, forms: Forms) -> None:
    make("1995.yml")
    assert _messages(Path("1995.yml"), forms) == [
        "1995.yml:1:1: 错误: 这不是普通文件，不能读取。请换成普通的文本文件。 [source.unreadable]"
    ]


def test_a_large_file_is_not_read(here: Path, forms: Forms) -> None:
    Path("1995.yml").write_text(GOOD + "  字" * 300_000, encoding="utf-8")
    assert _messages(Path("1995.yml"), forms) == [
        "1995.yml:1:1: 错误: 文件有 1500021 字节，超过上限 1000000 字节。年度报告用不到这么大，"
        "请检查是否混入了别的内容。 [source.size]"
    ]


@pytest.mark.parametrize("bracket", ["[", "{", "- ", "{a: "])
def test_deep_nesting_is_refused(bracket: str, here: Path, forms: Forms) -> None:
    Path("1995.yml").write_text("overview: \n " + bracket * 40_000, encoding="utf-8")
    (message,) = _messages(Path("1995.yml"), forms)
    assert "内容嵌套超过 16 层，后面的没有再读。年度报告用不到这么多层，请检查括号和缩进。 [source.depth]" in message


def test_too_many_entries_are_refused(here: Path, forms: Forms) -> None:
    Path("1995.yml").write_text("overview: [" + "0," * 11_000 + "]", encoding="utf-8")
    (message,) = _messages(Path("1995.yml"), forms)
    assert (
        "内容多于 10000 项，后面的没有再读。年度报告用不到这么多，请检查是否混入了别的内容。 [source.size]" in message
    )


def test_a_missing_file_is_reported(here: Path, forms: Forms) -> None:
    assert _messages(Path("1995.yml"), forms) == [
        "1995.yml:1:1: 错误: 读不出这个文件：系统错误 2。请检查文件权限和磁盘。 [source.unreadable]"
    ]


def test_a_file_without_permission_is_reported(here: Path, forms: Forms, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    Path("1995.yml").write_text(GOOD, encoding="utf-8")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert _messages(Path("1995.yml"), forms) == [
        "1995.yml:1:1: 错误: 读不出这个文件：没有读取它的权限。请检查文件权限和磁盘。 [source.unreadable]"
    ]


def test_the_fast_test_finds_every_invisible_character() -> None:
    """It also accepts ordinary text with letters, digits and spaces."""
    missed = [
        f"U+{code:04X}" for code in range(0x110000) if INVISIBLE.match(chr(code)) and is_plainly_visible(chr(code))
    ]
    assert missed == []
    assert [code for code in (0xFDD0, 0xFDEF, 0xFFFE, 0x10FFFF) if not INVISIBLE.match(chr(code))] == []
    assert is_plainly_visible("正文：共 16 件（含\u3000上年）\r\n\t“结转”\n")
