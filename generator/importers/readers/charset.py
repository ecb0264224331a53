"""Bytes to text: what a byte order mark says, else UTF-8 where it is that, else what reads most like Chinese."""

from __future__ import annotations

import codecs
import re
import unicodedata
from contextlib import suppress

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_COMMON = frozenset(
    "的一是在和有年月日公开政府信息公開資訊情况況申请請人行政数數据據机機关關国國不第二三四五六七八九十，。、：；（）《》“”"
)
_NO_TEXT = {"Cc", "Cn", "Co", "Cs"}
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_\-]+)""", re.IGNORECASE)
# What pages call GB2312 and GBK is read by the standard that holds both.
_READ_AS = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs"}
_TRIED = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be", "utf-8")


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of a file. A character that cannot be read becomes U+FFFD, which nobody takes for a figure."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, errors="replace")
    if b"\0" not in data:
        with suppress(UnicodeDecodeError):
            return data.decode("utf-8")
    names = [_known(declared), _known(_declared_in(data)), *_TRIED]
    texts = [data.decode(name, errors="replace") for name in dict.fromkeys(name for name in names if name)]
    return max(texts, key=_likeness)


def is_text(data: bytes) -> bool:
    """Whether the beginning of a file reads as text at all."""
    with suppress(UnicodeDecodeError):
        sample = codecs.getincrementaldecoder("utf-8")().decode(data[:4096])
        return not _strange(sample)
    sample = decode(data[:4096])
    return _strange(sample) <= len(sample) // 50


def _strange(text: str) -> int:
    """How many characters are none that anyone writes."""
    return sum(unicodedata.category(each) in _NO_TEXT and not each.isspace() for each in text)


def _declared_in(data: bytes) -> str | None:
    found = _DECLARED.search(data[:4096])
    return found.group(1).decode("ascii") if found else None


def _known(name: str | None) -> str | None:
    name = _READ_AS.get((name or "").lower(), name or "")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def _likeness(text: str) -> float:
    """How much of the beginning is everyday Chinese or plain ASCII, less what could not be read."""
    sample = text[:20_000]
    good = sum(each in _COMMON for each in sample) - 2 * sample.count("\ufffd") - 2 * sample.count("\0")
    return good / max(1, len(sample))
