"""Decide whose name stands in a text: the author's, or that of another agency."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.narrative.scope import Scope

AGENCY = "政府办公室|政府|管委会|委员会|局|厅|办事处|委(?![托派员任、])"
PLACE = "省|自治区|市|县|区|州|盟|旗|镇|乡|街道"
NAME = rf"[一-鿿]{{1,20}}?(?:{AGENCY}|{PLACE})"
"""Regular expression for a name of an agency or place, up to its first possible end."""

_NOT_A_NAME = re.compile(
    "我|^(?:本|全|各|该|有|因|在|与|和|对|为|由|从|向|据|可|请|现|将|就|经)|代表|会同|联合|以及|等|根据|按照|关于|的|全[省市县区镇乡]"
)
_WITH_PLACE = re.compile(rf"(?P<place>(?:某|[一-鿿]{{2,}})(?:{PLACE}))(?P<rest>.*)")
_OWN_PLACE = re.compile(f".+({PLACE})")
_AREA_END = re.compile("(?:政府|办事处|管理委员会)$")
_LEVELS = ("镇乡道", "县区旗")


def is_name(words: str) -> bool:
    """Return whether the words that end like a name can be one, rather than a phrase: 会同县财政局."""
    return _NOT_A_NAME.search(words) is None


def place_and_rest(name: str) -> tuple[str, str] | None:
    """Return 白芷县水利局 as 白芷县 and 水利局; None if the name contains no place."""
    match = _WITH_PLACE.fullmatch(name)
    return (match["place"], match["rest"]) if match else None


def is_same_level(place: str, own: str) -> bool:
    """Return whether the place is on the administrative level of the agency named `own`."""
    found = _OWN_PLACE.match(own)
    last = found[1] if found else ""
    return any(last[-1:] in group and place[-1] in group for group in _LEVELS if last)


def is_own(name: str, scope: Scope) -> bool:
    """Return whether the name is the agency's, a short form of it, or that of an office within it."""
    plain = name.replace("人民政府", "政府").replace("管委会", "管理委员会")
    stem = re.sub("(?:党政|综合|党政综合)?办公室$", "", plain) or plain
    known = (*scope.names, *own_areas(scope))
    return "小组" in name or any(each in plain or abbreviates(stem, each) for each in known)


def abbreviates(short: str, name: str) -> bool:
    """Return whether `name` contains the characters of `short` in order: 市住房和城乡建设局 and 市住建局."""
    chars = iter(name)
    return all(char in chars for char in short)


def own_areas(scope: Scope) -> Iterator[str]:
    """Yield the area a government, township or zone is named after, with and without the areas that contain it."""
    for name in scope.names:
        area = _AREA_END.sub("", name)
        if area != name:
            yield area
            yield from (tail for tail in re.split(f"(?:{PLACE}|政府)(?=.{{3}})", area)[1:] if len(tail) > 2)
