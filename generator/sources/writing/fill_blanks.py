"""Fill blank cells of a source file with numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.model.problem import Position

_LINE_END = re.compile("(\r\n|\r|\n)")
_BLANK = re.compile(r"""(?:null|Null|NULL|~|""|'')(?=[\s,\]}#]|$)""")


def fill_blanks(text: str, numbers: Mapping[Position, str]) -> str | None:
    """Return the text with each number at its position; None if one of the positions does not hold a blank.

    Everything else, line ends included, stays as it is.
    """
    parts = _LINE_END.split(text)
    for at, number in sorted(numbers.items(), reverse=True):
        index = 2 * (at.line - 1)
        line = _filled(parts[index], at.column - 1, number) if index < len(parts) else None
        if line is None:
            return None
        parts[index] = line
    return "".join(parts)


def _filled(line: str, column: int, number: str) -> str | None:
    before, rest = line[:column], line[column:]
    if match := _BLANK.match(rest):
        return f"{before}{number}{rest[match.end() :]}"
    if before.endswith(":") and not rest.strip().removeprefix("#"):
        return f"{before} {number}{rest}"
    return None
