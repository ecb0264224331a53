"""Files that nobody should be hurt by: each ends in one sentence that says what it is and what to do."""

import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from generator.importers.document import UnreadableError
from generator.importers.readers import read_document
from tests.importers.readers.word import part, write_word

TEXT = "<w:p><w:r><w:t>规章</w:t></w:r></w:p>"


def bomb(path: Path) -> None:
    write_word(path, TEXT, extra={"word/media/image1.bin": b"\0" * 30_000_000})


def bomb_of_markup(path: Path) -> None:
    write_word(path, "<w:p/>" * 8_000_000)


def bomb_of_parts(path: Path) -> None:
    write_word(path, TEXT, extra={f"word/{number}.bin": b"" for number in range(6_000)})


def entity(path: Path) -> None:
    before = '<!DOCTYPE w [<!ENTITY secret SYSTEM "file:///etc/hostname">]>'
    write_word(path, "<w:p><w:r><w:t>&secret;</w:t></w:r></w:p>", before=before)


def laughs(path: Path) -> None:
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    write_word(path, "<w:p><w:r><w:t>&e11;</w:t></w:r></w:p>", before=f'<!DOCTYPE w [<!ENTITY e0 "ha">{lines}]>')


def macros(path: Path) -> None:
    write_word(path, TEXT, extra={"word/vbaProject.bin": b"\xcc\x61"})


def deep(path: Path) -> None:
    write_word(path, "<w:sdt><w:sdtContent>" * 120 + TEXT + "</w:sdtContent></w:sdt>" * 120)


def long_table(path: Path) -> None:
    write_word(path, f"<w:tbl>{f'<w:tr><w:tc>{TEXT}</w:tc><w:tc>{TEXT}</w:tc></w:tr>' * 100_000}</w:tbl>")


def torn(path: Path) -> None:
    whole = write_word(path, TEXT).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def no_word(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", part("somethingElse", ""))


def ole(*streams: str, flags: int = 0) -> bytes:
    """The beginning of an old office file: a header, a directory of streams, and the first of them."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<H", header, 30, 9)
    directory = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0") + bytes(52) + struct.pack("<I", 1) + bytes(8) for name in streams
    )
    stream = b"\xec\xa5\xc1\0" + bytes(6) + struct.pack("<H", flags)
    return bytes(header) + directory.ljust(512, b"\0") + stream.ljust(512, b"\0")


def pdf(*objects: str) -> bytes:
    """A PDF of the objects given, numbered from 1."""
    data, places = b"%PDF-1.4\n", []
    for number, inside in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{inside}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Size {size}/Root 1 0 R>>"
    return data + f"{end}\nstartxref\n{len(data)}\n%%EOF\n".encode("latin-1")


CATALOG = "<</Type/Catalog/Pages 2 0 R>>"


def locked_pdf() -> bytes:
    secret = f"<{'5a' * 32}>"
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
    lock = f"<</Filter/Standard/V 1/R 2/O{secret}/U{secret}/P -4>>"
    whole = pdf(CATALOG, "<</Type/Pages/Count 1/Kids[3 0 R]>>", page, lock)
    return whole.replace(b"/Root 1 0 R", b"/Root 1 0 R/Encrypt 4 0 R/ID[<01><01>]")


def scan() -> bytes:
    """A page under a picture, with a word that nobody sees."""
    font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    picture = "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>stream"
    resources = "<</Font<</F 4 0 R>>/XObject<</X 5 0 R>>>>"
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 6 0 R/Resources{resources}>>"
    drawn = "q 99 0 0 99 0 0 cm /X Do Q BT 3 Tr /F 9 Tf 9 9 Td (12) Tj ET"
    contents = f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream"
    return pdf(CATALOG, "<</Type/Pages/Count 1/Kids[3 0 R]>>", page, font, f"{picture}\n0\nendstream", contents)


def many_pages() -> bytes:
    pages = ["<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"] * 300
    kids = " ".join(f"{number} 0 R" for number in range(3, 303))
    return pdf(CATALOG, f"<</Type/Pages/Count 300/Kids[{kids}]>>", *pages)


def drawing() -> bytes:
    """A page that takes for ever: a form that draws itself many times over, and the next one likewise."""
    kids = [
        f"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {n + 1} 0 R>>>>/Length 60>>stream\n"
        f"{'/X Do ' * 10}\nendstream"
        for n in range(5, 16)
    ]
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Resources<</XObject<</X 5 0 R>>>>/Contents 4 0 R>>"
    last = "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 12>>stream\n0 0 5 5 re f\nendstream"
    contents = "<</Length 6>>stream\n/X Do \nendstream"
    return pdf(CATALOG, "<</Type/Pages/Count 1/Kids[3 0 R]>>", page, contents, *kids, last)


def wide_workbook(path: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("表")
    for _ in range(25_000):
        sheet.append([1])
    book.save(path)


def written(data: bytes | str) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))


NOISE = random.Random(1).randbytes(4_000)
BOMB = "解压以后大得不正常（压缩炸弹），为安全起见没有读取；请向提供文件的人要原件。"
ENTITY = "文件里夹带了外部实体声明，可能有害，没有读取；请用 Word、WPS 或 Excel 打开后另存一份再导入。"
LOCKED = "文件设有打开密码，无法读取；请去掉密码另存一份再导入。"
MACROS = "文件带有宏，为安全起见没有读取；请在 Word、WPS 或 Excel 里另存为不带宏的 .docx 或 .xlsx 再导入。"
BROKEN = "PDF 不完整或已损坏，打不开；请重新下载或用原来的 Word 文件导入。"
DEEP = "文件的层层嵌套深得不正常，没有读取；请用 Word、WPS 打开后另存一份再导入。"
CLAIM = "请核对是不是拿错了文件，没有拿错就把扩展名改为"

HOSTILE: list[tuple[str, str, Callable[[Path], object], str]] = [
    ("bomb", "a.docx", bomb, BOMB),
    ("bomb of markup", "a.docx", bomb_of_markup, BOMB),
    ("bomb of parts", "a.docx", bomb_of_parts, BOMB),
    ("external entity", "a.docx", entity, ENTITY),
    ("entities of entities", "a.docx", laughs, ENTITY),
    ("macros", "a.docx", macros, MACROS),
    (
        "another file inside",
        "a.docx",
        lambda path: write_word(path, TEXT + "<w:altChunk/>"),
        "文件里嵌着另一份文件，直接读会漏掉内容；请用 Word 或 WPS 打开后另存一份再导入。",
    ),
    ("deep nesting", "a.docx", deep, DEEP),
    ("100,000 rows", "a.docx", long_table, "有一个表格超过 5000 行，不像一份年度报告；请只留下报告本身的表格再导入。"),
    ("half a file", "a.docx", torn, "文件不完整或已损坏，打不开；请重新下载或向提供文件的人要原件。"),
    (
        "a Word file without text",
        "a.docx",
        no_word,
        "文件里没有 Word 的正文，可能不完整；请重新下载或用 Word、WPS 打开后另存一份再导入。",
    ),
    ("encrypted", "a.docx", written(ole("EncryptedPackage")), LOCKED),
    ("encrypted, old Word", "a.doc", written(ole("WordDocument", flags=0x0100)), LOCKED),
    (
        "another program's",
        "a.doc",
        written(ole("VisioDocument")),
        "这不是 Word、WPS 文字或 Excel 的文件，无法读取；请改用 .docx、.xlsx、.pdf、.html 或 .txt 再导入。",
    ),
    (
        "25,000 rows on a sheet",
        "a.xlsx",
        wide_workbook,
        "工作表太大，不像一份年度报告；请只留下报告本身的表格，删去多余的行列再导入。",
    ),
    ("empty", "a.txt", written(b"  \n"), "文件是空的，没有内容可读；请确认文件已经完整保存或下载。"),
    (
        "nothing to read",
        "a.html",
        written("<html><body><img src=a.png></body></html>"),
        "文件里没有读到任何文字或表格；请打开原文件看看，如果是图片或扫描件，请先做文字识别再导入。",
    ),
    (
        "deep page",
        "a.html",
        written("<html><body>" + "<div>" * 10_000 + "字"),
        "网页的层层嵌套深得不正常，没有读取；请在浏览器里打开后，把正文复制到 Word 另存再导入。",
    ),
    (
        "100,000 rows on a page",
        "a.html",
        written(f"<table>{'<tr><td>规章<td>1' * 100_000}</table>"),
        "有一个表格超过 5000 行，不像一份年度报告；请只留下报告本身的表格再导入。",
    ),
    (
        "100,000 lines",
        "a.txt",
        written("规章 1\n" * 100_000),
        "文字超过 50000 段，不像一份年度报告；请只留下报告本身再导入。",
    ),
    (
        "no page inside",
        "a.mht",
        written("MIME-Version: 1.0\nContent-Type: image/png\n\nabc"),
        "文件里没有网页正文，可能没有保存完整；请重新保存网页，或把正文复制到 Word 另存再导入。",
    ),
    ("noise", "a.pdf", written(b"%PDF-1.7\n" + NOISE), BROKEN),
    (
        "a page tree that is its own child",
        "a.pdf",
        written(pdf(CATALOG, "<</Type/Pages/Count 1/Kids[2 0 R]>>")),
        "PDF 里没有一页可读，可能已损坏；请重新下载或用原来的 Word 文件导入。",
    ),
    ("encrypted PDF", "a.pdf", written(locked_pdf()), "PDF 设有打开密码，无法读取；请去掉密码另存一份再导入。"),
    (
        "only a picture",
        "a.pdf",
        written(pdf(CATALOG, "<</Type/Pages/Count 1/Kids[3 0 R]>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>")),
        "这个 PDF 里只有图片，没有文字，无法读取；请用原来的 Word 文件，或先做文字识别再导入。",
    ),
    (
        "a scan with recognised text",
        "a.pdf",
        written(scan()),
        "这个 PDF 是扫描件，里面的文字是软件识别出来的，可能有错，没有采用；请用原来的 Word 文件，或校对成文本再导入。",
    ),
    ("300 pages", "a.pdf", written(many_pages()), "PDF 超过 200 页，不像一份年度报告；请只留下报告本身的几页再导入。"),
    (
        "a drawing without end",
        "a.pdf",
        written(drawing()),
        "读了很久还没有读完，文件太大、太复杂或已损坏；请只留下报告本身，另存一份再导入。",
    ),
    (
        "a picture",
        "a.docx",
        written(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        "这是一张图片，没有文字可读；请用原来的 Word 文件，或先做文字识别再导入。",
    ),
    (
        "a program",
        "a.docx",
        written(b"MZ\x90\0\x03\0\0\0"),
        "这是程序，不是报告；请改用 .docx、.xlsx、.pdf、.html 或 .txt 再导入。",
    ),
    (
        "noise by a wrong name",
        "a.html",
        written(b"\0\1" + NOISE),
        "认不出这是什么文件，无法读取；请改用 .docx、.xlsx、.pdf、.html 或 .txt 再导入。",
    ),
    (
        "PDF called Word",
        "a.docx",
        written(b"%PDF-1.4\n"),
        f"文件名以 .docx 结尾，内容其实是PDF（.pdf）；{CLAIM} .pdf 再导入。",
    ),
    (
        "Word called Excel",
        "a.xlsx",
        lambda path: write_word(path, TEXT),
        f"文件名以 .xlsx 结尾，内容其实是Word 文档（.docx）；{CLAIM} .docx 再导入。",
    ),
    (
        "text called PDF",
        "a.pdf",
        written("规章"),
        f"文件名以 .pdf 结尾，内容其实是纯文本（.txt）；{CLAIM} .txt 再导入。",
    ),
    (
        "page called text",
        "a.txt",
        written("<!doctype html><p>规章"),
        f"文件名以 .txt 结尾，内容其实是网页（.html）；{CLAIM} .html 再导入。",
    ),
]


@pytest.mark.parametrize(
    ("name", "make", "sentence"), [each[1:] for each in HOSTILE], ids=[each[0] for each in HOSTILE]
)
def test_ends_in_one_sentence(name: str, make: Callable[[Path], object], sentence: str, tmp_path: Path) -> None:
    make(tmp_path / name)
    with pytest.raises(UnreadableError) as refusal:
        read_document(tmp_path / name)
    assert str(refusal.value) == sentence


def test_a_file_of_200_megabytes_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with path.open("wb") as file:
        file.truncate(200 * 2**20)
    with pytest.raises(UnreadableError) as refusal:
        read_document(path)
    assert str(refusal.value) == "文件有 200 MB，超过 50 MB 的上限，不像一份年度报告；请删去图片和附件再导入。"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError) as refusal:
        read_document(tmp_path / "a.docx")
    assert str(refusal.value) == "没有这个文件；请核对文件名和所在的文件夹。"


def test_a_stream_that_unpacks_to_more_than_memory_allows(tmp_path: Path) -> None:
    packer = zlib.compressobj()
    first, again = (packer.compress(bytes(2**20)) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    packed = first + again * 1_500 + packer.flush()
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>"
    stream = f"<</Filter/FlateDecode/Length {len(packed)}>>stream\n{packed.decode('latin-1')}\nendstream"
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(CATALOG, "<</Type/Pages/Count 1/Kids[3 0 R]>>", page, stream))
    with pytest.raises(UnreadableError) as refusal:
        read_document(path)
    assert str(refusal.value) == "文件展开后太大，读取时占用的内存超过上限；请只留下报告本身再导入。"
