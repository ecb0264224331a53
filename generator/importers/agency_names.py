"""Compare an agency's name as a title prints it, shortened or written out, with the agency's own names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.importers.labels import fold, is_subsequence
from generator.model.agency import Agency

_SHORT_FORMS = (
    ("管理委员会$|管委会$", "管委"),
    ("委员会$", "委"),
    ("办公[室厅]$", "办"),
    ("街道办事处$|街道办$", "街道"),
    ("(?:人民)?政府", ""),
)
_BODY_TYPES = ("分局", "管委", "支队", "大队", "中队", "分中心")
"""Endings that distinguish types of agency whose names end in the same character."""

_ORGAN = re.compile(
    "(?:政府|(?<!社区)[委办厅局署院部室处队所馆街镇乡]|委员会|(?:联合|协|商|学|工)会|中心|街道|银行|党校|公司|供销社|合作社"
    "|(?<!网)站|[省市县旗]|(?<!专)(?<!社)区)$"
)
"""What names of public bodies end with."""

_MAX_ORGAN_CHARS = 30
"""Names of public bodies are not longer; 中华人民共和国 and a department's name take up 20."""

_NO_NAME = re.compile(
    r"[，。；：:、！？|｜>»0-9\[\]【】]|^[（(]?[一二三四五六七八九十]+[）)、]"
    r"|[我本](?:机关|[局办委厅县市区镇乡])|全[省市县区]$"
)
"""Marks of sentences, numbering, facts and menus, and words by which a text speaks of its own author."""


def names_of(agency: Agency | str, year: int) -> list[str]:
    """Return the agency's names in the year and today, long and short; none for an agency known by its id alone."""
    return [] if isinstance(agency, str) else [agency.name_in(year), agency.name, *agency.short_names]


def same_agency(name: str, names: Sequence[str]) -> bool:
    """Return whether the name may be one of `names`, shortened or written out.

    The characters of the shorter name must occur in the longer one in the same order. The type of agency must be the
    same: a government's office is not the government, a branch is not the bureau, and a district's bureau is not its
    city's. A short form among `names`, such as 教育局, does not stand for the longer names of all other places.
    """
    printed, own = _abbreviated(name), [_abbreviated(fold(other)) for other in names]
    return any(
        _same(printed, other) and not (len(printed) > len(other) and _is_short_form(other, own)) for other in own
    )


def is_organ(text: str) -> bool:
    """Return whether the text has the form of a public body's name, as below a report or above its title."""
    name = re.sub(r"\s+|[（(](?:盖章|公章|印章?)[）)]$", "", text)
    return 1 < len(name) <= _MAX_ORGAN_CHARS and bool(_ORGAN.search(name)) and not _NO_NAME.search(name)


def _abbreviated(name: str) -> str:
    """Return the folded name with the type of body in its usual short form."""
    for pattern, short in _SHORT_FORMS:
        name = re.sub(pattern, short, name)
    return name


def _is_short_form(name: str, own: Sequence[str]) -> bool:
    """Return whether an agency's name is a shorter form of another of its names."""
    return any(len(other) > len(name) and is_subsequence(name, other) for other in own)


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
