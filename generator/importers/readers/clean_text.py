"""Clean up text as it is read: remove invisible characters, blank lines and meaningless line breaks."""

from __future__ import annotations

import re
import unicodedata

from generator.sources.reading.text_file import INVISIBLE

_INVISIBLE_CATEGORIES = {"Cc", "Cf", "Cs"}
_HAN = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u2018-\u201d\U00020000-\U0003ffff]"
_RADICALS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)} | str.maketrans(
    "⺟⺠⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳⼾",
    "母民虎西见角贝车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟户",
)
"""Radicals that some PDFs contain, mapped to the characters that they look like: fonts draw ⼾ as 户, NFKC has 戶."""

_BREAK_IN_HAN = re.compile(rf"(?<={_HAN})[ \t]*[\r\n]\s*(?={_HAN})")
_LINE_END = re.compile(r"\r\n|[\r\v\f\u2028\u2029]")


def clean_minimally(text: str) -> str:
    """Return the text without blank lines, spaces around lines and characters that no source file may contain."""
    return _without_blank_lines(INVISIBLE.sub("", _LINE_END.sub("\n", text)))


def clean(text: str) -> str:
    """Return the text without blank lines, control and zero-width characters; replace radicals by characters."""
    text = _LINE_END.sub("\n", text.translate(_RADICALS)).replace("\t", " ").replace("\xa0", " ")
    kept = (each for each in text if each == "\n" or unicodedata.category(each) not in _INVISIBLE_CATEGORIES)
    return _without_blank_lines("".join(kept))


def unwrap(text: str) -> str:
    """Return the text on one line; drop line breaks between Chinese characters, and replace any others by a space."""
    return re.sub(r"[ \t\r\n\f]+", " ", _BREAK_IN_HAN.sub("", text))


def _without_blank_lines(text: str) -> str:
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
