"""What a file really is, told from its content; its name must not claim something else."""

from __future__ import annotations

import re
import struct
from pathlib import Path

from generator.importers.document import UnreadableError
from generator.importers.readers.charset import is_text
from generator.importers.readers.package import names_of, open_package, read_part

HEAD = 64 * 1024

NAMES = {
    "docx": "Word 文档（.docx）",
    "doc": "旧版 Word 或 WPS 文档（.doc）",
    "rtf": "RTF 文档（.rtf）",
    "odt": "开放文档（.odt）",
    "xlsx": "Excel 工作簿（.xlsx）",
    "xls": "旧版 Excel 工作簿（.xls）",
    "ods": "开放表格（.ods）",
    "html": "网页（.html）",
    "mht": "单个文件网页（.mht）",
    "pdf": "PDF（.pdf）",
    "md": "Markdown 文本（.md）",
    "txt": "纯文本（.txt）",
}

# Word opens each of these under the name of a document, so nobody notices that it is something else.
_DOCUMENTS = frozenset({"doc", "docx", "rtf", "html", "mht"})
_CLAIMS: dict[str, frozenset[str]] = {
    ".doc": _DOCUMENTS,
    ".wps": _DOCUMENTS,
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

_OFFER = "请改用 .docx、.xlsx、.pdf、.html 或 .txt 再导入。"
_MACROS = "文件带有宏，为安全起见没有读取；请在 Word、WPS 或 Excel 里另存为不带宏的 .docx 或 .xlsx 再导入。"
_LOCKED = "文件设有打开密码，无法读取；请去掉密码另存一份再导入。"

_REFUSED = (
    (b"\x89PNG", "这是一张图片，没有文字可读；请用原来的 Word 文件，或先做文字识别再导入。"),
    (b"\xff\xd8\xff", "这是一张图片，没有文字可读；请用原来的 Word 文件，或先做文字识别再导入。"),
    (b"GIF8", "这是一张图片，没有文字可读；请用原来的 Word 文件，或先做文字识别再导入。"),
    (b"BM", "这是一张图片，没有文字可读；请用原来的 Word 文件，或先做文字识别再导入。"),
    (b"II*\x00", "这是一张图片，没有文字可读；请用原来的 Word 文件，或先做文字识别再导入。"),
    (b"MM\x00*", "这是一张图片，没有文字可读；请用原来的 Word 文件，或先做文字识别再导入。"),
    (b"Rar!", "这是压缩包，不是报告；请先解压，再导入里面的文件。"),
    (b"7z\xbc\xaf", "这是压缩包，不是报告；请先解压，再导入里面的文件。"),
    (b"\x1f\x8b", "这是压缩包，不是报告；请先解压，再导入里面的文件。"),
    (b"MZ", f"这是程序，不是报告；{_OFFER}"),
    (b"\x7fELF", f"这是程序，不是报告；{_OFFER}"),
)
_HTML = re.compile(rb"<(!doctype\s+html|html|head|body|table|div|p|span|meta|h[1-6]|center|font)[\s>/]", re.IGNORECASE)
_PAGE = re.compile(rb"(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)", re.IGNORECASE | re.DOTALL)
_MAIL = re.compile(rb"^(MIME-Version|Content-Type|From|Date|Subject|Snapshot-Content-Location)\s*:", re.IGNORECASE)


def kind_of(path: Path) -> str:
    """One of NAMES; raises UnreadableError when nothing can be done with such a file, or its name claims another."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head.strip(b"\0 \t\r\n"):
        raise UnreadableError("文件是空的，没有内容可读；请确认文件已经完整保存或下载。")
    suffix = path.suffix.lower()
    kind = _by_signature(path, head) or _by_text(head, suffix)
    allowed = _CLAIMS.get(suffix)
    if allowed is not None and kind not in allowed:
        raise UnreadableError(
            f"文件名以 {path.suffix} 结尾，内容其实是{NAMES[kind]}；请核对是不是拿错了文件，"
            f"没有拿错就把扩展名改为 .{kind} 再导入。"
        )
    return kind


def _by_signature(path: Path, head: bytes) -> str | None:
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(path)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole_kind(path.read_bytes())
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    for mark, sentence in _REFUSED:
        if head.startswith(mark) and b"\0" in head:
            raise UnreadableError(sentence)
    return None


def _zip_kind(path: Path) -> str:
    with open_package(path) as package:
        names = names_of(package)
        types = read_part(package, "[Content_Types].xml") or b""
        mime = (read_part(package, "mimetype") or b"")[:80] if "mimetype" in names else b""
    if b"macroEnabled" in types or any(name.lower().endswith("vbaproject.bin") for name in names):
        raise UnreadableError(_MACROS)
    found = (
        ("docx", b"wordprocessingml.document.main+xml" in types or "word/document.xml" in names),
        ("xlsx", b"spreadsheetml.sheet.main+xml" in types or "xl/workbook.xml" in names),
        ("odt", mime.startswith(b"application/vnd.oasis.opendocument.text")),
        ("ods", mime.startswith(b"application/vnd.oasis.opendocument.spreadsheet")),
    )
    for kind, so in found:
        if so:
            return kind
    if "OFD.xml" in names:
        raise UnreadableError("这是 OFD 版式文件，暂时不能读取；请用原来的 Word 文件，或用阅读器另存为 PDF 再导入。")
    raise UnreadableError(f"这是压缩包或别种文件，不是报告；如果是压缩包请先解压，{_OFFER}")


def _ole_kind(data: bytes) -> str:
    def holds(name: str) -> int:
        return data.find(name.encode("utf-16-le") + b"\0\0")

    if holds("EncryptedPackage") >= 0:
        raise UnreadableError(_LOCKED)
    entry = holds("WordDocument")
    if entry >= 0:
        if _word_locked(data, entry):
            raise UnreadableError(_LOCKED)
        return "doc"
    if holds("Workbook") >= 0 or holds("Book") >= 0:
        return "xls"
    raise UnreadableError(f"这不是 Word、WPS 文字或 Excel 的文件，无法读取；{_OFFER}")


def _word_locked(data: bytes, entry: int) -> bool:
    """Whether the stream that the directory entry leads to says that the document is encrypted."""
    try:
        (power,) = struct.unpack_from("<H", data, 30)
        (sector,) = struct.unpack_from("<I", data, entry + 116)
        (flags,) = struct.unpack_from("<H", data, ((sector + 1) << power) + 10)
    except (struct.error, OverflowError, MemoryError):
        return False
    return bool(flags & 0x0100)


def _by_text(head: bytes, suffix: str) -> str:
    plain = head.replace(b"\0", b"") if head.startswith((b"\xff\xfe", b"\xfe\xff")) else head
    start = plain.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").removeprefix(b"\xef\xbb\xbf").lstrip()
    if b"<?mso-application" in start[:2048]:
        raise UnreadableError("这是 Word 或 Excel 的 XML 文件，暂时不能读取；请打开后另存为 .docx 或 .xlsx 再导入。")
    if _MAIL.match(start) and re.search(rb"^Content-Type\s*:", start, re.IGNORECASE | re.MULTILINE):
        return "mht"
    if suffix in {".md", ".markdown"} and not re.match(rb"<(!doctype|html)", start, re.IGNORECASE):
        return "md"
    whole_page = re.match(
        rb"(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)", start, re.IGNORECASE | re.DOTALL
    )
    if whole_page or (suffix != ".txt" and _HTML.search(start)):
        return "html"
    if not is_text(head):
        raise UnreadableError(f"认不出这是什么文件，无法读取；{_OFFER}")
    return "html" if suffix in {".html", ".htm", ".shtml", ".xhtml"} else "txt"
