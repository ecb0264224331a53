"""Text as a document holds it: what is read and nothing beside it."""

from __future__ import annotations

import re
import unicodedata

from generator.sources.file import INVISIBLE

_INVISIBLE = {"Cc", "Cf", "Cs"}
_HAN = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u2018-\u201d\U00020000-\U0003ffff]"
_LOOK_ALIKES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)} | str.maketrans(
    "⺟⺠⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
    "母民虎西见角贝车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
)
"""Radicals that stand in PDFs for the characters they look like; nobody writes them."""

_BREAK_IN_HAN = re.compile(rf"(?<={_HAN})[ \t]*[\r\n]\s*(?={_HAN})")


_LINE_ENDS = re.compile(r"\r\n|[\r\v\f\u2028\u2029]")


def cleaned_little(text: str) -> str:
    """Text to the letter, but for what no source may hold, blanks at its edges and empty lines."""
    lines = (line.strip() for line in INVISIBLE.sub("", _LINE_ENDS.sub("\n", text)).split("\n"))
    return "\n".join(line for line in lines if line)


def clean(text: str) -> str:
    """Text without what nobody sees: no control or zero-width characters, no empty lines, no look-alikes."""
    text = text.translate(_LOOK_ALIKES)
    text = re.sub(r"\r\n|[\r\v\f\u2028\u2029]", "\n", text).replace("\t", " ").replace("\xa0", " ")
    kept = (each for each in text if each == "\n" or unicodedata.category(each) not in _INVISIBLE)
    lines = (line.strip() for line in "".join(kept).split("\n"))
    return "\n".join(line for line in lines if line)


def unwrapped(text: str) -> str:
    """Text whose line ends mean nothing: between Chinese characters they vanish, elsewhere they are a space."""
    return re.sub(r"[ \t\r\n\f]+", " ", _BREAK_IN_HAN.sub("", text))
