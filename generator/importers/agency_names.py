"""Compare an agency's name as a title prints it, shortened or written out, with the agency's own names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.importers.labels import fold, is_subsequence

_SHORT_FORMS = (
    ("管理委员会$|管委会$", "管委"),
    ("委员会$", "委"),
    ("办公[室厅]$", "办"),
    ("街道办事处$|街道办$", "街道"),
    ("(?:人民)?政府", ""),
)
_BODY_TYPES = ("分局", "管委", "支队", "大队", "中队", "分中心")
"""Endings that distinguish types of agency whose names end in the same character."""


def same_agency(name: str, names: Sequence[str]) -> bool:
    """Return whether the name may be one of `names`, shortened or written out.

    The characters of the shorter name must occur in the longer one in the same order. The type of agency must be the
    same: a government's office is not the government, a branch is not the bureau, and a district's bureau is not its
    city's.
    """
    return any(_same(_abbreviated(name), _abbreviated(fold(other))) for other in names)


def _abbreviated(name: str) -> str:
    """Return the folded name with the type of body in its usual short form."""
    for pattern, short in _SHORT_FORMS:
        name = re.sub(pattern, short, name)
    return name


def _same(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if not short or not is_subsequence(short, long) or short[-1] != long[-1]:
        return False
    if any(long.endswith(body) != short.endswith(body) for body in _BODY_TYPES):
        return False
    return long.endswith(short) or not _adds_a_place(short, long)


def _adds_a_place(short: str, long: str) -> bool:
    """Return whether the long name adds a district or town after the first character of the short one."""
    additions, rest = [""], iter(long)
    for character in short:
        for other in rest:
            if other == character:
                additions.append("")
                break
            additions[-1] += other
    return any(re.fullmatch(".+(?<!城)[县区旗镇乡]", addition) for addition in additions[1:])
