"""Decode files: by byte order mark, as UTF-8 if valid, otherwise in the encoding whose text is most like Chinese."""

from __future__ import annotations

import codecs
import re
import unicodedata
from contextlib import suppress

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_COMMON_LETTERS = frozenset(
    "的一是在和有年月日公开政府信息公開資訊情况況申请請人行政数數据據机機关關国國不第二三四五六七八九十，。、：；（）《》“”"
)
_NON_TEXT_CATEGORIES = {"Cc", "Cn", "Co", "Cs"}
_DECLARATION = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_\-]+)""", re.IGNORECASE)
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs"}
"""Larger encodings by declared encoding: pages that declare GB2312 also use characters beyond it."""

_CANDIDATES = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be", "utf-8")
_HEAD_BYTES = 4096
_SCORED_CHARS = 20_000


def decode(data: bytes, declared: str | None = None) -> str:
    """Return the text of a file; undecodable bytes become U+FFFD, which is never mistaken for part of a figure."""
    for mark, name in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, errors="replace")
    if b"\0" not in data:
        with suppress(UnicodeDecodeError):
            return data.decode("utf-8")
    names = [_codec_name(declared), _codec_name(_declared_in(data)), *_CANDIDATES]
    texts = [data.decode(name, errors="replace") for name in dict.fromkeys(name for name in names if name)]
    return max(texts, key=_chinese_score)


def is_text(data: bytes) -> bool:
    """Return whether the beginning of a file can be read as text at all."""
    with suppress(UnicodeDecodeError):
        sample = codecs.getincrementaldecoder("utf-8")().decode(data[:_HEAD_BYTES])
        return not _count_non_text(sample)
    sample = decode(data[:_HEAD_BYTES])
    return _count_non_text(sample) <= len(sample) // 50


def _count_non_text(text: str) -> int:
    """Count control, private-use and unassigned characters."""
    return sum(unicodedata.category(each) in _NON_TEXT_CATEGORIES and not each.isspace() for each in text)


def _declared_in(data: bytes) -> str | None:
    found = _DECLARATION.search(data[:_HEAD_BYTES])
    return found.group(1).decode("ascii") if found else None


def _codec_name(name: str | None) -> str | None:
    """Return the name of Python's codec for a declared encoding; None if there is none."""
    name = _SUPERSETS.get((name or "").lower(), name or "")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def _chinese_score(text: str) -> float:
    """Return the share of common Chinese characters at the beginning, less twice that of undecodable ones and NULs."""
    sample = text[:_SCORED_CHARS]
    good = sum(each in _COMMON_LETTERS for each in sample) - 2 * sample.count("\ufffd") - 2 * sample.count("\0")
    return good / max(1, len(sample))
