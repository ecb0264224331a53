"""Detect the type of a file from its content, and reject a file whose name says otherwise."""

from __future__ import annotations

import re
import struct
from pathlib import Path

from generator.importers.document import UnreadableError
from generator.importers.readers.charset import is_text
from generator.importers.readers.package import open_package, part_names, read_part
from generator.importers.readers.type_names import FILE_TYPES

_HEAD_BYTES = 64 * 1024

# Word opens all of these even if they are named .doc, so a wrong extension goes unnoticed.
_OPENED_BY_WORD = frozenset({"doc", "docx", "rtf", "html", "mht"})
_TYPES_BY_SUFFIX: dict[str, frozenset[str]] = {
    ".doc": _OPENED_BY_WORD,
    ".wps": _OPENED_BY_WORD,
    ".docx": frozenset({"docx"}),
    ".rtf": frozenset({"rtf"}),
    ".odt": frozenset({"odt"}),
    ".xlsx": frozenset({"xlsx"}),
    ".xls": frozenset({"xls", "xlsx", "html", "mht"}),
    ".et": frozenset({"xls", "xlsx"}),
    ".ods": frozenset({"ods"}),
    ".html": frozenset({"html"}),
    ".htm": frozenset({"html"}),
    ".shtml": frozenset({"html"}),
    ".xhtml": frozenset({"html"}),
    ".mht": frozenset({"mht", "html"}),
    ".mhtml": frozenset({"mht", "html"}),
    ".pdf": frozenset({"pdf"}),
    ".md": frozenset({"md"}),
    ".markdown": frozenset({"md"}),
    ".txt": frozenset({"txt"}),
}

_USE_INSTEAD = "请改用 .docx、.xlsx、.pdf、.html 或 .txt 再导入。"
_MACROS = "文件带有宏，为安全起见没有读取；请在 Word、WPS 或 Excel 里另存为不带宏的 .docx 或 .xlsx 再导入。"
_ENCRYPTED = "文件设有打开密码，无法读取；请去掉密码另存一份再导入。"
_IMAGE = "这是一张图片，没有文字可读；请用原来的 Word 文件，或先做文字识别再导入。"
_COMPRESSED = "这是压缩包，不是报告；请先解压，再导入里面的文件。"
_DATA = "这是供程序使用的数据，不是报告的原件；请导入同一份报告的 Word、Excel 或 PDF 文件。"
_PROGRAM = f"这是程序，不是报告；{_USE_INSTEAD}"

_REJECTED_SIGNATURES = (
    (b"\x89PNG", _IMAGE),
    (b"\xff\xd8\xff", _IMAGE),
    (b"GIF8", _IMAGE),
    (b"BM", _IMAGE),
    (b"II*\x00", _IMAGE),
    (b"MM\x00*", _IMAGE),
    (b"Rar!", _COMPRESSED),
    (b"7z\xbc\xaf", _COMPRESSED),
    (b"\x1f\x8b", _COMPRESSED),
    (b"MZ", _PROGRAM),
    (b"\x7fELF", _PROGRAM),
)
_HTML_ELEMENT = re.compile(
    rb"<(!doctype\s+html|html|head|body|table|div|p|span|meta|h[1-6]|center|font)[\s>/]", re.IGNORECASE
)
_HTML_PAGE = re.compile(
    rb"(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)", re.IGNORECASE | re.DOTALL
)
_JSON_OBJECT = re.compile(rb'\{\s*"[^"]*"\s*:')
_CELL_COLUMNS = frozenset({b"section", b"row", b"column", b"printed"})
"""Columns of the CSV files that have a cell on each line, ours among them."""
_MAIL_HEADER = re.compile(
    rb"^(MIME-Version|Content-Type|From|Date|Subject|Snapshot-Content-Location)\s*:", re.IGNORECASE
)


def detect_file_type(path: Path) -> str:
    """Return one of FILE_TYPES; raise UnreadableError for other content, or if the file name says otherwise."""
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if not head.strip(b"\0 \t\r\n"):
        raise UnreadableError("文件是空的，没有内容可读；请确认文件已经完整保存或下载。")
    suffix = path.suffix.lower()
    file_type = _type_by_signature(path, head) or _type_of_text(head, suffix)
    expected = _TYPES_BY_SUFFIX.get(suffix)
    if expected is not None and file_type not in expected:
        raise UnreadableError(
            f"文件名以 {path.suffix} 结尾，内容其实是{FILE_TYPES[file_type]}；请核对是不是拿错了文件，"
            f"没有拿错就把扩展名改为 .{file_type} 再导入。"
        )
    return file_type


def _type_by_signature(path: Path, head: bytes) -> str | None:
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _type_of_zip(path)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _type_of_ole(path.read_bytes())
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    for signature, message in _REJECTED_SIGNATURES:
        if head.startswith(signature) and b"\0" in head:
            raise UnreadableError(message)
    return None


def _type_of_zip(path: Path) -> str:
    with open_package(path) as package:
        names = part_names(package)
        content_types = read_part(package, "[Content_Types].xml") or b""
        mime_type = (read_part(package, "mimetype") or b"")[:80] if "mimetype" in names else b""
    if b"macroEnabled" in content_types or any(name.lower().endswith("vbaproject.bin") for name in names):
        raise UnreadableError(_MACROS)
    if b"wordprocessingml.document.main+xml" in content_types or "word/document.xml" in names:
        return "docx"
    if b"spreadsheetml.sheet.main+xml" in content_types or "xl/workbook.xml" in names:
        return "xlsx"
    if mime_type.startswith(b"application/vnd.oasis.opendocument.text"):
        return "odt"
    if mime_type.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return "ods"
    if "OFD.xml" in names:
        raise UnreadableError("这是 OFD 版式文件，暂时不能读取；请用原来的 Word 文件，或用阅读器另存为 PDF 再导入。")
    raise UnreadableError(f"这是压缩包或别种文件，不是报告；如果是压缩包请先解压，{_USE_INSTEAD}")


def _type_of_ole(data: bytes) -> str:
    """Return the type of an OLE compound file by the streams it has."""

    def entry_of(stream: str) -> int:
        return data.find(stream.encode("utf-16-le") + b"\0\0")

    if entry_of("EncryptedPackage") >= 0:
        raise UnreadableError(_ENCRYPTED)
    word_entry = entry_of("WordDocument")
    if word_entry >= 0:
        if _is_encrypted_word(data, word_entry):
            raise UnreadableError(_ENCRYPTED)
        return "doc"
    if entry_of("Workbook") >= 0 or entry_of("Book") >= 0:
        return "xls"
    raise UnreadableError(f"这不是 Word、WPS 文字或 Excel 的文件，无法读取；{_USE_INSTEAD}")


def _is_encrypted_word(data: bytes, entry: int) -> bool:
    """Return whether the WordDocument stream of a directory entry has the flag for encryption."""
    try:
        (sector_power,) = struct.unpack_from("<H", data, 30)
        (sector,) = struct.unpack_from("<I", data, entry + 116)
        (flags,) = struct.unpack_from("<H", data, ((sector + 1) << sector_power) + 10)
    except (struct.error, OverflowError, MemoryError):
        return False
    return bool(flags & 0x0100)


def _type_of_text(head: bytes, suffix: str) -> str:
    ascii_head = head.replace(b"\0", b"") if head.startswith((b"\xff\xfe", b"\xfe\xff")) else head
    start = ascii_head.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").removeprefix(b"\xef\xbb\xbf").lstrip()
    if b"<?mso-application" in start[:2048]:
        raise UnreadableError("这是 Word 或 Excel 的 XML 文件，暂时不能读取；请打开后另存为 .docx 或 .xlsx 再导入。")
    if _MAIL_HEADER.match(start) and re.search(rb"^Content-Type\s*:", start, re.IGNORECASE | re.MULTILINE):
        return "mht"
    if _JSON_OBJECT.match(start) or set(start.partition(b"\n")[0].strip().split(b",")) >= _CELL_COLUMNS:
        raise UnreadableError(_DATA)
    if suffix in {".md", ".markdown"} and not re.match(rb"<(!doctype|html)", start, re.IGNORECASE):
        return "md"
    if _HTML_PAGE.match(start) or (suffix != ".txt" and _HTML_ELEMENT.search(start)):
        return "html"
    if not is_text(head):
        raise UnreadableError(f"认不出这是什么文件，无法读取；{_USE_INSTEAD}")
    return "html" if suffix in {".html", ".htm", ".shtml", ".xhtml"} else "txt"
