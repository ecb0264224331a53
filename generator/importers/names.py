"""Names of agencies as titles have them, shortened or written out, held against the one that is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.importers.labels import fold

_BODIES = (
    ("管理委员会$|管委会$", "管委"),
    ("委员会$", "委"),
    ("办公[室厅]$", "办"),
    ("街道办事处$|街道办$", "街道"),
    ("(?:人民)?政府", ""),
)
_KINDS = ("分局", "管委", "支队", "大队", "中队", "分中心")
"""Ends of names that tell one body from another whose name ends in the same letter."""


def same_agency(name: str, names: Sequence[str]) -> bool:
    """Whether the name may be one of `names`, shortened or written out: its letters come in their order.

    What the body is must be the same: a government's office is not the government, a branch not the bureau, and the
    bureau of a district not that of its city.
    """
    return any(_same(_plain(name), _plain(fold(other))) for other in names)


def _plain(name: str) -> str:
    """The folded name with the usual ways to shorten what a body is."""
    for pattern, short in _BODIES:
        name = re.sub(pattern, short, name)
    return name


def _same(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if not short or not _within(short, long) or short[-1] != long[-1]:
        return False
    if any(long.endswith(kind) != short.endswith(kind) for kind in _KINDS):
        return False
    return long.endswith(short) or not _names_a_place(short, long)


def _names_a_place(short: str, long: str) -> bool:
    """Whether what the long name has more, after the first letter of the short one, names a district or town."""
    extra, rest = [""], iter(long)
    for letter in short:
        for each in rest:
            if each == letter:
                extra.append("")
                break
            extra[-1] += each
    return any(re.fullmatch(".+(?<!城)[县区旗镇乡]", each) for each in extra[1:])


def _within(short: str, long: str) -> bool:
    rest = iter(long)
    return all(letter in rest for letter in short)
