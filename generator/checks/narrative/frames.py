"""Find names of other agencies where the author's own name has to stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from generator.checks.narrative.duties import loaded_book
from generator.checks.narrative.names import AGENCY, NAME, is_name, is_own, is_same_level, place_and_rest
from generator.checks.narrative.passages import Passage
from generator.checks.narrative.phrases import any_of
from generator.checks.narrative.scope import LOCAL_KINDS, YEAR, Scope
from generator.sources.yaml_data import read_data

_OFFICE = rf"[一-鿿]{{2,24}}?(?:{AGENCY}|办公室)"
_WRITTEN = "(?:编制|编写|撰写|起草|解释)"
_BASIS = "(?:现)?(?:严格)?(?:根据|按照|依据|依照|结合|遵照)[^。；]{0,80}?"
_FRAMES = re.compile(
    rf"由(?P<by>{_OFFICE})(?:负责|(?:组织|汇总|牵头)[^。；]{{0,40}}?|{_BASIS})?{_WRITTEN}"
    rf"|(?:(?<![一-鿿])(?!本|该|.{{0,6}}由)|报告[系是])(?P<writer>{_OFFICE})"
    rf"(?:(?:{_BASIS}|现)?{_WRITTEN}(?:了|完成|并公布|形成)*(?:本|{YEAR}|。)|现(?:公布|发布)(?:本|{YEAR}))"
    rf"|现(?:将|就|(?:向社会)?(?:公布|发布))(?P<of>{_OFFICE})(?:{YEAR}|政府信息公开|政务公开)"
    rf"|报告[^。；]{{0,24}}?(?:从|在|通过|登录|登陆|访问)(?P<site>{_OFFICE})(?:官方|政务|门户)*网站"
    rf"|在(?P<head>{_OFFICE})(?:党组|党委)的?(?:正确|坚强)*领导下"
    rf"|^[^，。；]{{0,6}}?(?P<signed>{_OFFICE})(?={YEAR}[0-9]+月[0-9]+日$)"
    rf"|(?:与|和|同|联系(?:单位|部门)?：?|致电|咨询|向|到)(?P<contact>(?:(?![可请到与和布])[一-鿿]){{2,24}}?(?:{AGENCY}|办公室)).{{0,16}}?(?:联系|咨询|反映|反馈|查阅|[（，：。；])"
)
_FRAME_WORDS = re.compile("编制|编写|撰写|起草|解释|现[将就向公发]|报告|领导下|日$|疑[问义]|联系(?:单位|部门)：|请联系")
"""Words of which every frame needs one; most paragraphs have none, and the frames are slow to search."""

_ON_DISCLOSURE = "(?:(?:政府)?信息公开|政务公开)工作"
_DISCLOSURE = re.compile(f"《(?:中华人民共和国)?(?:政府信息公开)?条例》|{_ON_DISCLOSURE}")
_COORDINATES = re.compile("政府|政务|数据|管委会|管理委员会")
_CONTACT_WORDS = re.compile("报告|疑问|疑义|联系(?:单位|部门)：|如需[^；]{0,24}请联系")
_CONTACT_CHARS = 40
_LEAD_CLAUSE = "(?:(?:在|按照|根据|围绕|为)[^；，]{2,40}，|[^，；：我本局厅府院办]{2,30}，)?"
_SENTENCE_LEAD = (
    rf"(?:[一二三四五六七八九十]+是|（[一二三四五六七八九十]+）[^，；]{{,14}}?)?"
    rf"(?:(?:{YEAR}(?:度|以来)?+|全年|今年(?:以来)?|本年度?+|年内|一年来|下一步|今后)，?+)?{_LEAD_CLAUSE}"
)
_GROUP = "(?:(?:党组|党委、?政府|党委|党工委|领导班子|主要领导|主要负责人|分管领导|领导|全体干部职工))?"
_AREA_AGENCIES = ("", "政府", "人民政府", "办事处")
_SHORT_NAME_CHARS = 6
"""Length of 管理委员会 with 区 before it; no longer name is without a place."""
_ZONE_AGENCIES = ("管委会", "管理委员会")
_ACTS_ON_AUTHOR = re.compile(
    "全[县市区镇乡]|牵头|我|本(?:局|机关|单位|委|中心)|联合|会同|配合|通报|检查|考核|评估|(?<!为)指导(?!思想)|督|赴|交流|移送|转"
)
_ROLES = {"of": "的报告", "contact": "为联系单位", "site": "的网站", "head": "领导工作", "signed": "署名"}
_IN_HERE = "这里是别的机关的名称"
_IN_OPENING = "这里是别的机关或地方的名称"


@dataclass(frozen=True)
class Openings:
    """Patterns of sentences that open with a name and what an author says of its own work."""

    opening: re.Pattern[str]
    verbs: re.Pattern[str]
    receipts: re.Pattern[str]


def openings_of(data: dict[str, Any]) -> Openings:
    """Return the patterns from the data of `agencies.yml`."""
    work, receipt = any_of(data["author_does"]), any_of(data["author_counts"])
    on_disclosure = rf"(?:(?!{AGENCY})[^；，]){{0,16}}{_ON_DISCLOSURE}"
    verb = (
        rf"(?P<verb>(?:在[^；，]{{0,12}}，)?(?:共|一共|累计|新)?(?:{receipt.pattern})|{on_disclosure}|{work.pattern})"
    )
    opening = re.compile(rf"{_SENTENCE_LEAD}(?P<name>{NAME}){_GROUP}(?:{YEAR}度?)?{verb}")
    return Openings(opening, any_of([*data["author_does"], *data["author_counts"], "公开工作"]), receipt)


@cache
def loaded_openings() -> Openings:
    """Load the patterns, once per process."""
    return openings_of(read_data(Path(__file__).parent / "agencies.yml"))


def replaced_names(passage: Passage, scope: Scope) -> Iterator[tuple[tuple[int, int], str, str]]:
    """Yield the span of each name that stands in the author's place, what the text says, and what that means."""
    reported: set[int] = set()
    for match in _FRAMES.finditer(passage.text) if _FRAME_WORDS.search(passage.text) else ():
        role = match.lastgroup or ""
        if _replaces_in_frame(passage, match, role, scope):
            span = match.span(role)
            reported.add(passage.sentence_at(span[0])[0])
            does = _ROLES.get(role, "编制报告")
            yield span, f"写“{passage.as_typed(*span)}”{does}", _IN_HERE
    openings = loaded_openings()
    sentences = {passage.sentence_at(match.start()) for match in openings.verbs.finditer(passage.text)}
    for low, high in sorted(sentences):
        opening = openings.opening.match(passage.text, low, high)
        if opening and low not in reported and _replaces_author(passage.text, high, opening, scope):
            yield opening.span("name"), f"写“{passage.as_typed(opening.start('name'), opening.end())}”", _IN_OPENING


def _replaces_in_frame(passage: Passage, match: re.Match[str], role: str, scope: Scope) -> bool:
    """Return whether the name in the frame is another agency's.

    A government's report may be written and answered for by its office; a contact or site may be that of the office in
    charge, and who leads may be above.
    """
    name = match[role]
    if scope.covers_area or not is_name(name) or is_own(name, scope):
        return False
    if role in ("site", "head"):
        return place_and_rest(name) is not None and not _COORDINATES.search(name)
    if role != "contact":
        return True
    low, high = passage.sentence_at(match.start())
    near = max(low, match.start() - _CONTACT_CHARS), min(high, match.end() + _CONTACT_CHARS)
    is_contact = _CONTACT_WORDS.search(passage.text, *near)
    return is_contact is not None and not _COORDINATES.search(name)


def _replaces_author(text: str, high: int, opening: re.Match[str], scope: Scope) -> bool:
    """Return whether the name that opens a sentence about the author's own work is another agency's."""
    name = opening["name"]
    if not is_name(name) or is_own(name, scope):
        return False
    is_receipt = loaded_openings().receipts.search(opening["verb"]) is not None
    placed = place_and_rest(name)
    if scope.covers_area or scope.kind in LOCAL_KINDS:
        is_peer = placed is not None and placed[1] in _AREA_AGENCIES and is_same_level(placed[0], scope.names[0])
        if is_peer or scope.covers_area:
            return is_peer or (scope.kind == "zone" and len(name) > _SHORT_NAME_CHARS and name.endswith(_ZONE_AGENCIES))
    if is_receipt or placed is None:
        return is_receipt or (_is_of_other_field(name, scope) and _reports_on_disclosure(text, opening, high))
    is_above = name.endswith("政府") or not placed[1]
    is_below = scope.kind == "office" and any(placed[0] in own for own in scope.names)
    return not is_above and not is_below and not _ACTS_ON_AUTHOR.search(text, opening.end("name"), high)


def _is_of_other_field(name: str, scope: Scope) -> bool:
    """Return whether the agency and the author have fields of duty, but none in common."""
    book = loaded_book()
    own, other = (book.fields_of(each) for each in ("".join(scope.names), name))
    return scope.kind == "department" and bool(own and other) and not own & other


def _reports_on_disclosure(text: str, opening: re.Match[str], high: int) -> bool:
    """Return whether the sentence is about the disclosure of information, and not about what others do for it."""
    start = opening.end("name")
    if text[start] in "、和与及":
        return False
    return _DISCLOSURE.search(text, opening.start(), high) is not None and not _ACTS_ON_AUTHOR.search(text, start, high)
