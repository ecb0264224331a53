"""Read a source file as text: refuse links and huge files, check the encoding, find invisible characters."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from pathlib import Path

from generator.markup.visible import HIDDEN
from generator.model.problem import Position, Problem
from generator.sources.declared import listed
from generator.sources.faults import ENCODING, LINK, SIZE, UNREADABLE
from generator.sources.faults import INVISIBLE as INVISIBLE_CHECK

MAX_BYTES = 1_000_000
"""Maximum size of a source file, in bytes."""

_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
INVISIBLE = re.compile(f"[{HIDDEN}{_NONCHARACTERS}]")
"""Control, zero-width and text-direction characters and noncharacters: they can hide or change what a text says."""


def read_text_file(path: Path) -> tuple[str | None, list[Problem]]:
    """Return the file's text, or None if it cannot be read as text, and its problems.

    Line ends are line feeds. Invisible characters are replaced by U+FFFD, so that they cannot garble messages or pages.
    """
    try:
        refusal = _refusal(path)
        data = b"" if refusal else path.read_bytes()
    except OSError as error:
        reason = "没有读取它的权限" if isinstance(error, PermissionError) else f"系统错误 {error.errno}"
        refusal = UNREADABLE.at(Position(path), f"读不出这个文件：{reason}。请检查文件权限和磁盘。")
    if refusal:
        return None, [refusal]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, [_encoding_problem(path, data, error.start)]
    if _is_utf16(data):
        return None, [_encoding_problem(path, data, data.index(b"\0"))]
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if is_plainly_visible(text):
        return text, []
    return INVISIBLE.sub("\ufffd", text), listed(_invisible_problems(path, text))


def is_plainly_visible(text: str) -> bool:
    """Return whether the text has no invisible characters; a fast test, much faster than the regular expression."""
    for blank in "\n\r\t\u3000":
        text = text.replace(blank, "")
    return text.isprintable() and "\ufffc" not in text


def _refusal(path: Path) -> Problem | None:
    """Return the problem because of which the file must not be opened, or None. Raises OSError if it has no status."""
    status = path.lstat()
    if stat.S_ISLNK(status.st_mode):
        return LINK.at(Position(path), "这是一个符号链接，不能作为来源文件。请换成文件本身。")
    if not stat.S_ISREG(status.st_mode):
        return UNREADABLE.at(Position(path), "这不是普通文件，不能读取。请换成普通的文本文件。")
    if status.st_size > MAX_BYTES:
        size = f"文件有 {status.st_size} 字节，超过上限 {MAX_BYTES} 字节"
        return SIZE.at(Position(path), f"{size}。年度报告用不到这么大，请检查是否混入了别的内容。")
    return None


def _encoding_problem(path: Path, data: bytes, start: int) -> Problem:
    lines = data[:start].replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    at = Position(path, len(lines), len(lines[-1].decode("utf-8-sig", errors="replace")) + 1)
    name = _likely_encoding(data)
    found = f"，而是 {name}" if name else ""
    return ENCODING.at(at, f"文件不是 UTF-8 编码{found}。请用编辑器打开，另存为 UTF-8。")


def _likely_encoding(data: bytes) -> str | None:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or _is_utf16(data):
        return "UTF-16"
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    return "GB18030（GBK）" if re.search("[一-鿿]", text) else None


def _is_utf16(data: bytes) -> bool:
    """Return whether the data look like UTF-16 without a byte order mark: many zero bytes, as in two-byte ASCII."""
    return data.count(b"\0") > 1 + len(data) // 20


def _invisible_problems(path: Path, text: str) -> Iterator[Problem]:
    """Yield a problem for each line with invisible characters, at the first of them."""
    for number, line in enumerate(text.split("\n"), 1):
        if found := list(INVISIBLE.finditer(line)):
            codes = "、".join(sorted({f"U+{ord(match.group()):04X}" for match in found}))
            message = f"这一行有 {len(found)} 个看不见的字符（{codes}），会改变文字的意思。请删去后重新输入。"
            yield INVISIBLE_CHECK.at(Position(path, number, found[0].start() + 1), message)
