"""Read a line as a heading: its numeral in any style, and its words."""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.importers.labels import fold
from generator.importers.section_words import is_table_label
from generator.model.form import Form

_NUMERALS = ("一壹1Ⅰ１", "二贰2Ⅱ２", "三叁3Ⅲ３", "四肆4Ⅳ４", "五伍5Ⅴ５", "六陆6Ⅵ６", "七柒7Ⅶ７", "八捌8Ⅷ８")
NUMERAL = "[一二三四五六七八九十壹贰叁肆伍陆柒捌Ⅰ-Ⅻ]{1,2}"
_NUMBER = rf"(?:{NUMERAL}|[0-9０-９]{{1,2}})"
_TOP_NUMBERING = re.compile(rf"\s*(?:第\s*({_NUMBER})\s*(?:部分|章|节)\s*[、.．:：]?|({NUMERAL})\s*[、.．,，:：\s])\s*")
_SUB_NUMBERING = re.compile(
    rf"\s*(?:[（(【〔]\s*({_NUMBER})\s*[）)】〕]|([0-9０-９]{{1,2}})\s*[、.．）)\s]|({NUMERAL})(?![是则]))\s*[、.．:：]?\s*"
)
_ENUMERATION = re.compile(rf"{NUMERAL}[是则]")
_NEGATION = re.compile("无|没有")
"""A line without a numeral that says this is the text of a section rather than its title."""

SENTENCE = re.compile("[，。；！？,;!?]|[:：]$")
"""What no heading has."""

MAX_HEADING_CHARS = 30
"""Letters and digits of a title without its numeral; the forms' longest has 24."""

NO_NUMERAL, OTHER_NUMERAL = -1, -2
"""In place of the number of a section: the heading has no numeral, or one that no section has."""


class Heading(NamedTuple):
    """A line that may be a heading: its number (from 0), whether its numbering is that of sections, and its words."""

    number: int
    is_top: bool
    words: str

    def is_numbered(self, section: int) -> bool:
        """Return whether the heading has the numeral of the section, in the style of section titles."""
        return self.is_top and self.number == section


def heading_of(text: str, form: Form) -> Heading | None:
    """Return the line as a heading; None if it is a sentence, too long, or a label of a table."""
    line = text.strip()
    match = _TOP_NUMBERING.match(line)
    is_top = match is not None
    match = match or _SUB_NUMBERING.match(line)
    line = line.rstrip("。：:．.") if match else line
    words = line[match.end() :] if match else line
    if not 1 < len(fold(words)) <= MAX_HEADING_CHARS or SENTENCE.search(words) or is_table_label(line, form):
        return None
    if not match and (_ENUMERATION.match(line) or _NEGATION.search(line)):
        return None
    numeral = next((group for group in match.groups() if group), "") if match else ""
    return Heading(number_of(numeral) if match else NO_NUMERAL, is_top, words)


def number_of(numeral: str) -> int:
    """Return the index of the section that a numeral stands for; negative if there is no such section."""
    return next((at for at, spellings in enumerate(_NUMERALS) if numeral and numeral in spellings), OTHER_NUMERAL)
