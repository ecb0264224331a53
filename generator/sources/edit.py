"""Put numbers in the place of blanks in a source file's text, and leave every other byte as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.model.problem import Position

_LINE_END = re.compile("(\r\n|\r|\n)")
_BLANK = re.compile(r"""(?:null|Null|NULL|~|""|'')(?=[\s,\]}#]|$)""")


def with_numbers(text: str, numbers: Mapping[Position, str]) -> str | None:
    """The text with a number at each place; None where one of the places holds something else than a blank."""
    parts = _LINE_END.split(text)
    for at, number in sorted(numbers.items(), reverse=True):
        index = 2 * (at.line - 1)
        line = _with_number(parts[index], at.column - 1, number) if index < len(parts) else None
        if line is None:
            return None
        parts[index] = line
    return "".join(parts)


def _with_number(line: str, column: int, number: str) -> str | None:
    before, rest = line[:column], line[column:]
    if match := _BLANK.match(rest):
        return f"{before}{number}{rest[match.end() :]}"
    if before.endswith(":") and not rest.strip().removeprefix("#"):
        return f"{before} {number}{rest}"
    return None
