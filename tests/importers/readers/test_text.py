"""Reading web pages, Markdown and plain text in any encoding."""

import base64
import codecs
import quopri
from pathlib import Path

import pytest

from generator.importers.document import UnreadableError
from generator.importers.readers.worker import read_in_process
from tests.importers.readers.cases import Case, load_cases
from tests.importers.readers.dump import dump


@pytest.mark.parametrize("case", load_cases("html"), ids=lambda case: case.name)
def test_reads_html(case: Case, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(case.source, encoding="utf-8")
    assert dump(read_in_process(page)) == case.expected


@pytest.mark.parametrize("case", load_cases("md"), ids=lambda case: case.name)
def test_reads_markdown(case: Case, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(case.source, encoding="utf-8")
    assert dump(read_in_process(page)) == case.expected


SENTENCE = "本机关收到政府信息公开申请21件，“三安全一稳定”0件。"
TRADITIONAL = "本機關收到政府資訊公開申請21件，其中不予公開3件。"
PAGE = (
    "<html><head><meta http-equiv=Content-Type content='text/html; charset={0}'></head><body><p>{1}</p></body></html>"
)


@pytest.mark.parametrize(
    ("declared", "actual", "sentence"),
    [
        ("utf-8", "utf-8", SENTENCE),
        ("utf-8", "utf-8-sig", SENTENCE),
        ("gb2312", "gb18030", SENTENCE + "镕㐂𠮷"),
        ("gbk", "gbk", SENTENCE),
        ("utf-8", "gb18030", SENTENCE),
        ("gb2312", "utf-8", SENTENCE),
        ("", "gb18030", SENTENCE),
        ("big5", "big5", TRADITIONAL),
        ("gb2312", "big5", TRADITIONAL),
        ("utf-16", "utf-16", SENTENCE),
        ("gb2312", "utf-16", SENTENCE),
    ],
)
def test_page_is_decoded_in_its_actual_encoding(declared: str, actual: str, sentence: str, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(PAGE.format(declared, sentence).encode(actual))
    assert dump(read_in_process(page)) == f"[第 1 段] {sentence}\n"


@pytest.mark.parametrize(
    ("declared", "actual", "rare"),
    [("gb2312", "gb18030", "镕"), ("GB_2312-80", "gb18030", "镕"), ("gbk", "gb18030", "𠮷"), ("x-gbk", "gb18030", "镕"),
     ("big5", "big5hkscs", "峯")],
)  # fmt: skip
def test_a_rare_character_far_down_a_page_is_read_in_the_larger_encoding(
    declared: str, actual: str, rare: str, tmp_path: Path
) -> None:
    page, sentence = tmp_path / "page.html", TRADITIONAL if declared == "big5" else SENTENCE
    page.write_bytes(PAGE.format(declared, f"{sentence * 1000}{rare}").encode(actual))
    assert dump(read_in_process(page)).endswith(f"{sentence}{rare}\n")


@pytest.mark.parametrize(
    "data",
    [
        SENTENCE.encode("utf-8"),
        SENTENCE.encode("gb18030"),
        codecs.BOM_UTF16_LE + SENTENCE.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + SENTENCE.encode("utf-16-be"),
        SENTENCE.encode("utf-16-le"),
    ],
)
def test_reads_text_in_any_encoding(data: bytes, tmp_path: Path) -> None:
    text = tmp_path / "report.txt"
    text.write_bytes(data)
    assert dump(read_in_process(text)) == f"[第 1 行] {SENTENCE}\n"


def test_text_longer_than_any_report_is_rejected(tmp_path: Path) -> None:
    text = tmp_path / "report.txt"
    text.write_text("规章" * 150_001, encoding="utf-8")
    with pytest.raises(UnreadableError, match="文字超过 30 万字，不像一份年度报告；请只留下报告本身再导入。"):
        read_in_process(text)


def test_undecodable_bytes_become_replacement_characters(tmp_path: Path) -> None:
    text = tmp_path / "report.txt"
    text.write_bytes(f"{SENTENCE * 20}\n规章".encode() + b"1\xff2\n")
    assert dump(read_in_process(text)).endswith("[第 2 行] 规章1\N{REPLACEMENT CHARACTER}2\n")


@pytest.mark.parametrize(
    ("charset", "encoding", "encode"),
    [("gb2312", "quoted-printable", quopri.encodestring), ("utf-8", "base64", base64.encodebytes)],
)
def test_reads_page_in_web_archive(charset: str, encoding: str, encode: object, tmp_path: Path) -> None:
    assert callable(encode)
    page = encode(f"<html><body><p>{SENTENCE}</p><img src=3D></body></html>".encode(charset)).decode("ascii")
    path = tmp_path / "report.mht"
    path.write_text(
        "From: <Saved by a browser>\nSubject: report\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="--b--"\n\n'
        "----b--\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n"
        f'----b--\nContent-Type: text/html; charset="{charset}"\nContent-Transfer-Encoding: {encoding}\n\n{page}\n'
        "----b----\n",
        encoding="ascii",
    )
    assert dump(read_in_process(path)) == f"[第 1 段] {SENTENCE}\n"
