"""A source file to its text: what must not be read (links, huge files), encodings, characters nobody can see."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from pathlib import Path

from generator.model.problem import Position, Problem

MAX_BYTES = 1_000_000

_INVISIBLE = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc"
    "\ufffe\uffff\U000e0000-\U000e007f"
)
INVISIBLE = re.compile(f"[{_INVISIBLE}]")
"""Control, zero-width and text-direction characters: nobody sees them, and they hide what a text says."""


def source_problem(at: Position, check: str, message: str, cell: str | None = None) -> Problem:
    """A fault of a source file."""
    return Problem(at, "error", f"source.{check}", message, cell)


def read_text_file(path: Path) -> tuple[str | None, list[Problem]]:
    """The file's text, or None where it cannot be read as text at all, with what is wrong with it.

    What cannot be seen is made visible, so that no message and no page can be garbled by it.
    """
    try:
        refusal = _refusal(path)
        data = b"" if refusal else path.read_bytes()
    except OSError as error:
        reason = "没有读取它的权限" if isinstance(error, PermissionError) else f"系统错误 {error.errno}"
        refusal = ("unreadable", f"读不出这个文件：{reason}。请检查文件权限和磁盘。")
    if refusal:
        return None, [source_problem(Position(path), *refusal)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, [_encoding_problem(path, data, error.start)]
    if _is_wide(data):
        return None, [_encoding_problem(path, data, data.index(b"\0"))]
    if is_plainly_visible(text):
        return text, []
    return INVISIBLE.sub("\ufffd", text), list(_invisible(path, text))


def is_plainly_visible(text: str) -> bool:
    """Whether it holds nothing that cannot be seen, found without looking at each letter with a regular expression."""
    for blank in "\n\r\t\u3000":
        text = text.replace(blank, "")
    return text.isprintable() and "\ufffc" not in text


def _refusal(path: Path) -> tuple[str, str] | None:
    """Why the file must not even be opened: check and message. Raises OSError where it cannot be looked at."""
    status = path.lstat()
    if stat.S_ISLNK(status.st_mode):
        return "link", "这是一个符号链接，不能作为来源文件。请换成文件本身。"
    if not stat.S_ISREG(status.st_mode):
        return "unreadable", "这不是普通文件，不能读取。请换成普通的文本文件。"
    if status.st_size > MAX_BYTES:
        size = f"文件有 {status.st_size} 字节，超过上限 {MAX_BYTES} 字节"
        return "size", f"{size}。年度报告用不到这么大，请检查是否混入了别的内容。"
    return None


def _encoding_problem(path: Path, data: bytes, start: int) -> Problem:
    line_start = data.rfind(b"\n", 0, start) + 1
    column = len(data[line_start:start].decode("utf-8-sig", errors="replace")) + 1
    at = Position(path, data.count(b"\n", 0, start) + 1, column)
    name = _likely_encoding(data)
    found = f"，而是 {name}" if name else ""
    return source_problem(at, "encoding", f"文件不是 UTF-8 编码{found}。请用编辑器打开，另存为 UTF-8。")


def _likely_encoding(data: bytes) -> str | None:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or _is_wide(data):
        return "UTF-16"
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    return "GB18030（GBK）" if re.search("[一-鿿]", text) else None


def _is_wide(data: bytes) -> bool:
    """Whether letters, figures and line ends seem to take two bytes each, one of them nothing."""
    return data.count(b"\0") > 1 + len(data) // 20


def _invisible(path: Path, text: str) -> Iterator[Problem]:
    """One fault for each line with such characters, at the first of them."""
    for number, line in enumerate(text.split("\n"), 1):
        if found := list(INVISIBLE.finditer(line)):
            codes = "、".join(sorted({f"U+{ord(match.group()):04X}" for match in found}))
            message = f"这一行有 {len(found)} 个看不见的字符（{codes}），会改变文字的意思。请删去后重新输入。"
            yield source_problem(Position(path, number, found[0].start() + 1), "invisible", message)
