"""What cannot be seen is shown by its number, and nothing else is."""

from __future__ import annotations

import sys
import unicodedata

from generator.markup.visible import visible

IGNORABLE = (
    "ad 34f 61c 115f-1160 17b4-17b5 180b-180f 200b-200f 202a-202e 2060-206f 3164 fe00-fe0f feff ffa0 fff0-fff8"
    " 1bca0-1bca3 1d173-1d17a e0000-e0fff"
)
"""The property Default_Ignorable_Code_Point of Unicode 16.0."""

BLANK = "2800 1d159 fff9-fffc fffe-ffff 13430-1343f"
"""Empty patterns and note heads, marks of notes and objects, no characters, and format controls of hieroglyphs."""

_UNSEEN_CATEGORIES = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_FIRST_BYTE, _LAST_BYTE = 0xDC80, 0xDCFF


def _codes(ranges: str) -> set[int]:
    ends = (each.split("-") for each in ranges.split())
    return {code for each in ends for code in range(int(each[0], 16), int(each[-1], 16) + 1)}


def test_exactly_what_cannot_be_seen_is_shown_by_its_number() -> None:
    unseen = _codes(f"{IGNORABLE} {BLANK}") | {
        code for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) in _UNSEEN_CATEGORIES
    }
    shown = {code for code in range(sys.maxunicode + 1) if visible(chr(code)) != chr(code)}
    assert {f"{code:x}" for code in unseen ^ shown} == set()


def test_bytes_and_other_characters_have_different_numbers() -> None:
    assert visible("\udc80\udcff\udc7f\udd00\u200b\n") == "<0x80><0xFF><U+DC7F><U+DD00><U+200B><U+000A>"
