"""Read dates as originals print them: with hyphens, dots or 年月日, in Arabic or Chinese digits."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_CHINESE_DIGIT = "〇○零一二三四五六七八九"
ARABIC_DATE = r"(?:19|20)[0-9]{2}\s*[-年/.]\s*[0-9]{1,2}\s*[-月/.]\s*[0-9]{1,2}(?![0-9])\s*日?"
_CHINESE_DATE = (
    rf"二[{_CHINESE_DIGIT}]{{3}}\s*年\s*[一二三四五六七八九十]{{1,2}}\s*月\s*[一二三四五六七八九十]{{1,3}}\s*日"
)
_DATE = re.compile(f"{ARABIC_DATE}|{_CHINESE_DATE}")
_YEAR = re.compile(rf"(?<![0-9])((?:19|20)[0-9]{{2}}|二[{_CHINESE_DIGIT}]{{3}})(?![0-9])")
_NUMBER = re.compile(rf"[0-9]+|[{_CHINESE_DIGIT}十]+")

DATE_OF_SIGNATURE = re.compile(
    rf"[（(]?\s*((?:19|20)[0-9]{{2}}\s*年\s*[0-9]{{1,2}}\s*月\s*[0-9]{{1,2}}\s*日"
    rf"|(?:19|20)[0-9]{{2}}(?P<mark>[-/.])[0-9]{{1,2}}(?P=mark)[0-9]{{1,2}}(?![0-9])|{_CHINESE_DATE})\s*[）)]?"
)
"""A date as it is printed below a signature, perhaps in brackets."""

_MONTH = re.compile(
    rf"[（(]?\s*(?:(?:19|20)[0-9]{{2}}\s*年\s*[0-9]{{1,2}}|二[{_CHINESE_DIGIT}]{{3}}\s*年\s*[一二三四五六七八九十]{{1,2}})\s*月\s*[）)]?"
)


def is_date(text: str) -> bool:
    """Return whether the text is nothing but a date as below a signature."""
    return bool(DATE_OF_SIGNATURE.fullmatch(text.strip()))


def is_month(text: str) -> bool:
    """Return whether the text is nothing but a month, from which no date of publication can be taken."""
    return bool(_MONTH.fullmatch(text.strip()))


def date_in(text: str) -> date | None:
    """Return the first date in the text; None if there is none or it does not exist."""
    match = _DATE.search(_normal(text))
    if match is None:
        return None
    try:
        return date(*map(_number, _NUMBER.findall(match[0])))
    except ValueError:
        return None


def years_in(text: str) -> list[int]:
    """Return the years that the text names, each once, in order."""
    return list(dict.fromkeys(int(year.translate(_DIGITS)) for year in _YEAR.findall(_normal(text))))


def without_years(text: str) -> str:
    """Return the text without its years."""
    return re.sub(rf"{_YEAR.pattern}\s*年?", "", _normal(text))


def _normal(text: str) -> str:
    """Return the text with full-width digits as ASCII ones, and without spaces between Chinese characters."""
    return re.sub(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])", "", unicodedata.normalize("NFKC", text))


def _number(text: str) -> int:
    """Return the number in Arabic digits, in Chinese digits (二〇二五), or counted in tens (二十三)."""
    tens, ten, ones = text.partition("十")
    if not ten:
        return int(text.translate(_DIGITS))
    return int((tens or "一").translate(_DIGITS)) * 10 + int((ones or "零").translate(_DIGITS))
