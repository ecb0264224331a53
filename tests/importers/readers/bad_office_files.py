"""Office files that readers must reject."""

import struct
import zipfile
from pathlib import Path

from openpyxl import Workbook

from tests.importers.readers.word_files import part, write_word

PARAGRAPH = "<w:p><w:r><w:t>规章</w:t></w:r></w:p>"


def zip_bomb(path: Path) -> None:
    write_word(path, PARAGRAPH, extra={"word/media/image1.bin": b"\0" * 30_000_000})


def too_much_xml(path: Path) -> None:
    write_word(path, "<w:p/>" * 8_000_000)


def too_many_parts(path: Path) -> None:
    write_word(path, PARAGRAPH, extra={f"word/{number}.bin": b"" for number in range(6_000)})


def external_entity(path: Path) -> None:
    prolog = '<!DOCTYPE w [<!ENTITY secret SYSTEM "file:///etc/hostname">]>'
    write_word(path, "<w:p><w:r><w:t>&secret;</w:t></w:r></w:p>", prolog=prolog)


def billion_laughs(path: Path) -> None:
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    write_word(path, "<w:p><w:r><w:t>&e11;</w:t></w:r></w:p>", prolog=f'<!DOCTYPE w [<!ENTITY e0 "ha">{lines}]>')


def macros(path: Path) -> None:
    write_word(path, PARAGRAPH, extra={"word/vbaProject.bin": b"\xcc\x61"})


def deep_nesting(path: Path) -> None:
    write_word(path, "<w:sdt><w:sdtContent>" * 120 + PARAGRAPH + "</w:sdtContent></w:sdt>" * 120)


def long_table(path: Path) -> None:
    row = f"<w:tr><w:tc>{PARAGRAPH}</w:tc><w:tc>{PARAGRAPH}</w:tc></w:tr>"
    write_word(path, f"<w:tbl>{row * 5_001}</w:tbl>")


def truncated(path: Path) -> None:
    data = write_word(path, PARAGRAPH).read_bytes()
    path.write_bytes(data[: len(data) // 2])


def without_body(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", part("somethingElse", ""))


def long_sheet(path: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("表")
    for _ in range(25_000):
        sheet.append([1])
    book.save(path)


def ole_file(*streams: str, flags: int = 0) -> bytes:
    """Return the beginning of an OLE compound file: header, directory of streams, and the first stream."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<H", header, 30, 9)
    directory = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0") + bytes(52) + struct.pack("<I", 1) + bytes(8) for name in streams
    )
    stream = b"\xec\xa5\xc1\0" + bytes(6) + struct.pack("<H", flags)
    return bytes(header) + directory.ljust(512, b"\0") + stream.ljust(512, b"\0")
