"""Which contents a file may have under each suffix, and what others are taken for."""

from pathlib import Path

import pytest

from generator.importers.document import UnreadableError
from generator.importers.readers.file_type import detect_file_type
from tests.importers.readers.bad_office_files import PARAGRAPH, ole_file
from tests.importers.readers.word_files import write_word
from tests.importers.readers.workbook_files import write_workbook

MAIL = b"MIME-Version: 1.0\nContent-Type: text/html\n\n<p>a"
CONTENTS = {
    "doc": ole_file("WordDocument"),
    "xls": ole_file("Workbook"),
    "rtf": rb"{\rtf1 a}",
    "html": b"<!DOCTYPE html><html><body><p>a</p></body></html>",
    "mht": MAIL,
    "pdf": b"%PDF-1.7\n",
    "txt": "规章".encode(),
}
ACCEPTED = {
    ".doc": ["doc", "docx", "rtf", "html", "mht"],
    ".wps": ["doc", "docx", "rtf", "html", "mht"],
    ".docx": ["docx"],
    ".rtf": ["rtf"],
    ".odt": [],
    ".xlsx": ["xlsx"],
    ".xls": ["xls", "xlsx", "html", "mht"],
    ".et": ["xls", "xlsx"],
    ".ods": [],
    ".html": ["html"],
    ".htm": ["html"],
    ".shtml": ["html"],
    ".xhtml": ["html"],
    ".mht": ["html", "mht"],
    ".mhtml": ["html", "mht"],
    ".pdf": ["pdf"],
    ".txt": ["txt"],
    ".DOC": ["doc", "docx", "rtf", "html", "mht"],
    "": ["doc", "docx", "rtf", "html", "mht", "pdf", "txt", "xls", "xlsx"],
    ".bin": ["doc", "docx", "rtf", "html", "mht", "pdf", "txt", "xls", "xlsx"],
}
"""The kinds of content that a suffix may have; web pages are read even where they are no more than text."""


def _write(kind: str, path: Path) -> None:
    if kind == "docx":
        write_word(path, PARAGRAPH)
    elif kind == "xlsx":
        write_workbook(path, [["规章", 1]], needs_calculation=False)
    else:
        path.write_bytes(CONTENTS[kind])


@pytest.mark.parametrize("suffix", ACCEPTED)
@pytest.mark.parametrize("kind", [*CONTENTS, "docx", "xlsx"])
def test_the_suffix_and_the_content_agree(kind: str, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{suffix}"
    _write(kind, path)
    if kind in ACCEPTED[suffix]:
        assert detect_file_type(path) == kind
    elif kind == "txt" and ACCEPTED[suffix] == ["html"]:
        assert detect_file_type(path) == "html"
    else:
        with pytest.raises(UnreadableError, match=f"文件名以 {suffix} 结尾，内容其实是"):
            detect_file_type(path)


@pytest.mark.parametrize("suffix", [".md", ".markdown"])
def test_markdown_is_known_by_its_suffix(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_text("# 年报\n\n<table><tr><td>规章</table>", encoding="utf-8")
    assert detect_file_type(path) == "md"
    path.write_bytes(CONTENTS["html"])
    with pytest.raises(UnreadableError, match="内容其实是网页"):
        detect_file_type(path)


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        ("<!doctype html><p>", "html"), ("\ufeff<html>", "html"), ("<head>", "html"), ("<body>", "html"),
        ("<?xml version='1.0'?>\n<html>", "html"), ("<!-- a --> <!-- b -->\n<html>", "html"),
        ("甲<p>乙", "html"), ("甲<table >", "html"), ("甲<div\n>", "html"), ("甲<span/>", "html"), ("甲<h3>", "html"),
        ("甲<meta charset=utf-8>", "html"), ("甲<center>", "html"), ("甲<font size=2>", "html"), ("甲<b>乙", "txt"),
        ("甲<pre>", "txt"), ("甲<h7>", "txt"), ("a < b", "txt"),
        ("Content-Type: text/html\n\n", "mht"), ("From: a\r\ncontent-type: text/html\r\n\r\n", "mht"),
        ("Subject: a\nDate: b\n\n甲", "txt"), ("Snapshot-Content-Location: a\nContent-Type: b\n\n", "mht"),
    ],
)  # fmt: skip
def test_texts_without_a_suffix(start: str, kind: str, tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text(start, encoding="utf-8")
    assert detect_file_type(path) == kind


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\x89PNG\r\n\0", "图片"), (b"\xff\xd8\xff\xe0\0", "图片"), (b"GIF89a\0", "图片"), (b"BM6\0", "图片"),
        (b"II*\0\0", "图片"), (b"MM\0*\0", "图片"), (b"Rar!\x1a\x07\0", "压缩包"), (b"7z\xbc\xaf\x27\0", "压缩包"),
        (b"\x1f\x8b\x08\0", "压缩包"), (b"MZ\x90\0", "程序"), (b"\x7fELF\2\0", "程序"),
        (b"<?xml version='1.0'?><?mso-application progid='Word.Document'?>", "XML 文件"),
        ("<?mso-application?>".encode("utf-16"), "XML 文件"),
        (ole_file("EncryptedPackage"), "打开密码"), (ole_file("WordDocument", flags=0x0100), "打开密码"),
        (b'\xef\xbb\xbf{ "a" :', "供程序使用的数据"), (b"printed,section,row,column,x\r\n", "供程序使用的数据"),
        (b"\0\t\r\n ", "文件是空的"),
    ],
)  # fmt: skip
def test_files_of_other_kinds_are_named(data: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(data)
    with pytest.raises(UnreadableError, match=message):
        detect_file_type(path)


@pytest.mark.parametrize("stream", ["Workbook", "Book"])
def test_workbooks_of_old_programs(stream: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(ole_file(stream))
    assert detect_file_type(path) == "xls"
