"""Files that must be rejected: each gets one message that says what is wrong and what to do."""

import random
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.importers.document import UnreadableError
from generator.importers.readers import read, read_document
from generator.importers.readers.worker import read_result
from tests.importers.readers import bad_office_files as office
from tests.importers.readers import bad_pdfs, hurried_worker
from tests.importers.readers.bad_office_files import PARAGRAPH, ole_file
from tests.importers.readers.bad_pdfs import BLANK_PAGE, CATALOG, ONE_PAGE, pdf
from tests.importers.readers.word_files import write_word


def write(data: bytes | str) -> Callable[[Path], object]:
    """Return a function that writes the data to a path."""
    return lambda path: path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))


NOISE = random.Random(1).randbytes(4_000)
BOMB = "解压以后大得不正常（压缩炸弹），为安全起见没有读取；请向提供文件的人要原件。"
ENTITIES = "文件里夹带了外部实体声明，可能有害，没有读取；请用 Word、WPS 或 Excel 打开后另存一份再导入。"
ENCRYPTED = "文件设有打开密码，无法读取；请去掉密码另存一份再导入。"
MACROS = "文件带有宏，为安全起见没有读取；请在 Word、WPS 或 Excel 里另存为不带宏的 .docx 或 .xlsx 再导入。"
DAMAGED = "PDF 不完整或已损坏，打不开；请重新下载或用原来的 Word 文件导入。"
DEEP = "文件的层层嵌套深得不正常，没有读取；请用 Word、WPS 打开后另存一份再导入。"
RENAME = "请核对是不是拿错了文件，没有拿错就把扩展名改为"

DATA = "这是供程序使用的数据，不是报告的原件；请导入同一份报告的 Word、Excel 或 PDF 文件。"

REJECTED: list[tuple[str, str, Callable[[Path], object], str]] = [
    ("zip bomb", "a.docx", office.zip_bomb, BOMB),
    ("too much XML", "a.docx", office.too_much_xml, BOMB),
    ("too many parts", "a.docx", office.too_many_parts, BOMB),
    ("external entity", "a.docx", office.external_entity, ENTITIES),
    ("billion laughs", "a.docx", office.billion_laughs, ENTITIES),
    ("macros", "a.docx", office.macros, MACROS),
    (
        "embedded file",
        "a.docx",
        lambda path: write_word(path, PARAGRAPH + "<w:altChunk/>"),
        "文件里嵌着另一份文件，直接读会漏掉内容；请用 Word 或 WPS 打开后另存一份再导入。",
    ),
    ("deep nesting", "a.docx", office.deep_nesting, DEEP),
    (
        "5,001 table rows",
        "a.docx",
        office.long_table,
        "有一个表格超过 5000 行，不像一份年度报告；请只留下报告本身的表格再导入。",
    ),
    ("truncated", "a.docx", office.truncated, "文件不完整或已损坏，打不开；请重新下载或向提供文件的人要原件。"),
    (
        "Word file without a body",
        "a.docx",
        office.without_body,
        "文件里没有 Word 的正文，可能不完整；请重新下载或用 Word、WPS 打开后另存一份再导入。",
    ),
    ("encrypted Word file", "a.docx", write(ole_file("EncryptedPackage")), ENCRYPTED),
    ("encrypted old Word file", "a.doc", write(ole_file("WordDocument", flags=0x0100)), ENCRYPTED),
    (
        "OLE file of another program",
        "a.doc",
        write(ole_file("VisioDocument")),
        "这不是 Word、WPS 文字或 Excel 的文件，无法读取；请改用 .docx、.xlsx、.pdf、.html 或 .txt 再导入。",
    ),
    (
        "25,000 sheet rows",
        "a.xlsx",
        office.long_sheet,
        "工作表太大，不像一份年度报告；请只留下报告本身的表格，删去多余的行列再导入。",
    ),
    ("JSON", "a.json", write('{\n  "$schema": "a.json", "name": "甲局"}'), DATA),
    ("JSON with another name", "a.txt", write('\ufeff{"agency":"jia"}'), DATA),
    ("a cell on each line", "a.csv", write("\ufeffagency,section,row,column,printed\r\njia,一,二,三,4\r\n"), DATA),
    ("empty", "a.txt", write(b"  \n"), "文件是空的，没有内容可读；请确认文件已经完整保存或下载。"),
    (
        "page without text",
        "a.html",
        write("<html><body><img src=a.png></body></html>"),
        "文件里没有读到任何文字或表格；请打开原文件看看，如果是图片或扫描件，请先做文字识别再导入。",
    ),
    (
        "deeply nested page",
        "a.html",
        write("<html><body>" + "<div>" * 10_000 + "字"),
        "网页的层层嵌套深得不正常，没有读取；请在浏览器里打开后，把正文复制到 Word 另存再导入。",
    ),
    (
        "5,001 rows in a page",
        "a.html",
        write(f"<table>{'<tr><td>规章<td>1' * 5_001}</table>"),
        "有一个表格超过 5000 行，不像一份年度报告；请只留下报告本身的表格再导入。",
    ),
    (
        "50,001 lines",
        "a.txt",
        write("规章\n" * 50_001),
        "文字超过 50000 段，不像一份年度报告；请只留下报告本身再导入。",
    ),
    (
        "web archive without a page",
        "a.mht",
        write("MIME-Version: 1.0\nContent-Type: image/png\n\nabc"),
        "文件里没有网页正文，可能没有保存完整；请重新保存网页，或把正文复制到 Word 另存再导入。",
    ),
    ("noise as PDF", "a.pdf", write(b"%PDF-1.7\n" + NOISE), DAMAGED),
    (
        "cyclic page tree",
        "a.pdf",
        write(pdf(CATALOG, "<</Type/Pages/Count 1/Kids[2 0 R]>>")),
        "PDF 里没有一页可读，可能已损坏；请重新下载或用原来的 Word 文件导入。",
    ),
    (
        "encrypted PDF",
        "a.pdf",
        write(bad_pdfs.encrypted_pdf()),
        "PDF 设有打开密码，无法读取；请去掉密码另存一份再导入。",
    ),
    (
        "PDF encrypted by an unknown program",
        "a.pdf",
        write(bad_pdfs.pdf_with_unknown_encryption()),
        "PDF 的加密方式程序不认识，无法读取；请去掉加密另存一份，或用原来的 Word 文件导入。",
    ),
    ("PDF with damaged text", "a.pdf", write(bad_pdfs.pdf_with_damaged_text()), DAMAGED),
    (
        "PDF with an incomplete font",
        "a.pdf",
        write(bad_pdfs.pdf_with_incomplete_font()),
        "这个 PDF 里有程序读不懂的写法（KeyError），文件本身不一定损坏；"
        "如果能正常打开，请在浏览器里打开它，打印成新的 PDF，或用原来的 Word 文件导入。",
    ),
    (
        "PDF that lacks a page",
        "a.pdf",
        write(pdf(CATALOG, ONE_PAGE.replace("Count 1", "Count 2"), BLANK_PAGE)),
        "PDF 应有 2 页，只找到 1 页，可能不完整；请重新下载再导入。",
    ),
    (
        "page without text layer",
        "a.pdf",
        write(pdf(CATALOG, ONE_PAGE, BLANK_PAGE)),
        "这个 PDF 里只有图片，没有文字，无法读取；请用原来的 Word 文件，或先做文字识别再导入。",
    ),
    (
        "scan with recognised text",
        "a.pdf",
        write(bad_pdfs.scanned_pdf()),
        "这个 PDF 是扫描件，里面的文字是软件识别出来的，可能有错，没有采用；请用原来的 Word 文件，或校对成文本再导入。",
    ),
    (
        "300 pages",
        "a.pdf",
        write(bad_pdfs.pdf_with_300_pages()),
        "PDF 超过 200 页，不像一份年度报告；请只留下报告本身的几页再导入。",
    ),
    (
        "image",
        "a.docx",
        write(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        "这是一张图片，没有文字可读；请用原来的 Word 文件，或先做文字识别再导入。",
    ),
    (
        "program",
        "a.docx",
        write(b"MZ\x90\0\x03\0\0\0"),
        "这是程序，不是报告；请改用 .docx、.xlsx、.pdf、.html 或 .txt 再导入。",
    ),
    (
        "noise as HTML",
        "a.html",
        write(b"\0\1" + NOISE),
        "认不出这是什么文件，无法读取；请改用 .docx、.xlsx、.pdf、.html 或 .txt 再导入。",
    ),
    (
        "PDF named .docx",
        "a.docx",
        write(b"%PDF-1.4\n"),
        f"文件名以 .docx 结尾，内容其实是PDF（.pdf）；{RENAME} .pdf 再导入。",
    ),
    (
        "Word file named .xlsx",
        "a.xlsx",
        lambda path: write_word(path, PARAGRAPH),
        f"文件名以 .xlsx 结尾，内容其实是Word 文档（.docx）；{RENAME} .docx 再导入。",
    ),
    (
        "text named .pdf",
        "a.pdf",
        write("规章"),
        f"文件名以 .pdf 结尾，内容其实是纯文本（.txt）；{RENAME} .txt 再导入。",
    ),
    (
        "page named .txt",
        "a.txt",
        write("<!doctype html><p>规章"),
        f"文件名以 .txt 结尾，内容其实是网页（.html）；{RENAME} .html 再导入。",
    ),
]


@pytest.mark.parametrize(
    ("name", "make", "message"), [each[1:] for each in REJECTED], ids=[each[0] for each in REJECTED]
)
def test_file_is_rejected_with_message(name: str, make: Callable[[Path], object], message: str, tmp_path: Path) -> None:
    make(tmp_path / name)
    assert read_result(tmp_path / name) == {"error": message}


def test_reading_ends_when_its_processor_time_is_used_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "_WORKER_MODULE", hurried_worker.__name__)
    path = tmp_path / "a.pdf"
    path.write_bytes(bad_pdfs.endless_pdf())
    with pytest.raises(UnreadableError) as error:
        read_document(path)
    assert str(error.value) == "读了很久还没有读完，文件太大、太复杂或已损坏；请只留下报告本身，另存一份再导入。"


def test_file_of_200_megabytes_is_rejected_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with path.open("wb") as file:
        file.truncate(200 * 2**20)
    with pytest.raises(UnreadableError) as error:
        read_document(path)
    assert str(error.value) == "文件有 200 MB，超过 50 MB 的上限，不像一份年度报告；请删去图片和附件再导入。"


def test_missing_file_is_rejected(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError) as error:
        read_document(tmp_path / "a.docx")
    assert str(error.value) == "没有这个文件；请核对文件名和所在的文件夹。"


def test_stream_that_exceeds_the_memory_limit_is_rejected(tmp_path: Path) -> None:
    packer = zlib.compressobj()
    first, repeated = (packer.compress(bytes(2**20)) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    packed = first + repeated * 1_500 + packer.flush()
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>"
    stream = f"<</Filter/FlateDecode/Length {len(packed)}>>stream\n{packed.decode('latin-1')}\nendstream"
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(CATALOG, ONE_PAGE, page, stream))
    with pytest.raises(UnreadableError) as error:
        read_document(path)
    assert str(error.value) == "文件展开后太大，读取时占用的内存超过上限；请只留下报告本身再导入。"
