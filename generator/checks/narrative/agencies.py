"""Another agency left in the text: its name, its way of speaking of itself, or its duties (narrative.agency)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator.checks.narrative.passages import Passage
from generator.checks.narrative.phrases import any_of
from generator.checks.narrative.scope import YEAR, Scope
from generator.checks.subject import Subject
from generator.model.problem import Problem
from generator.sources.yaml_data import read_data

_ORGAN = "人民政府办公室|人民政府|政府办公室|政府|管理委员会|委员会|局|厅|办事处"
_PLACE = "省|自治区|市|县|区|州|盟|旗|镇|乡|街道"
_LEAD = (
    rf"(?:[一二三四五六七八九十]+是|（[一二三四五六七八九十]{{1,3}}）[^，。；]{{0,14}})?"
    rf"(?:(?:{YEAR}度?+|全年|今年|本年度?+|年内|一年来)，?+)?"
)
_COMPILED = re.compile(rf"由(?P<name>[一-鿿]{{2,24}}?(?:{_ORGAN}|办公室))(?:负责|组织|汇总|牵头)?(?:编制|编写|撰写)")
_WITH_PLACE = re.compile(rf"(?P<place>[一-鿿]{{2,}}(?:{_PLACE}))(?P<rest>.*)")
_OWN_PLACE = re.compile(f".+({_PLACE})")
_NO_NAME = re.compile("我|^(?:本|全|各|该|有|因|在|与|和|对|为|由|从|向|据)|代表|会同|联合|以及|等|根据|按照|关于|的")
_GOVERNMENT = ("", "政府", "人民政府")
_LOCAL = frozenset({"township", "subdistrict"})
_ANYONE = _LOCAL | frozenset({"government", "office", "zone", "organisation"})


@dataclass(frozen=True)
class Signs:
    """The data of `agencies.yml`, ready for use."""

    selves: re.Pattern[str]
    does: re.Pattern[str]
    opening: re.Pattern[str]
    duties: re.Pattern[str]
    counts: re.Pattern[str]
    wide: re.Pattern[str]
    sectors: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    claims: re.Pattern[str]
    shared: re.Pattern[str]
    joint: re.Pattern[str]


@cache
def signs() -> Signs:
    """The signs, read once."""
    data = read_data(Path(__file__).parent / "agencies.yml")
    does, counts = any_of(data["author_does"]), any_of(data["author_counts"])
    name = rf"(?P<name>[一-鿿]{{2,20}}?(?:{_ORGAN}|{_PLACE}))"
    how = rf"(?P<does>(?:共|一共|累计|新)?(?:{counts.pattern})|{does.pattern})"
    return Signs(
        selves=re.compile("我(?<!自我)(?:" + "|".join(data["selves"]) + ")"),
        does=any_of(data["author_does"] + data["author_counts"]),
        opening=re.compile(f"{_LEAD}{name}{how}"),
        counts=counts,
        wide=re.compile(data["wide"]),
        duties=any_of(duty for each in data["sectors"] for duty in each["duties"]),
        sectors=tuple((re.compile(each["names"]), any_of(each["duties"])) for each in data["sectors"]),
        claims=re.compile(data["sector_claims"].replace("{words}", data["sector_words"])),
        shared=re.compile(data["shared"]),
        joint=re.compile(data["joint"]),
    )


def check_agencies(subject: Subject, passages: Sequence[Passage], scope: Scope) -> Iterator[Problem]:
    """A question for each sign that the text, or a sentence of it, was written for another organ."""
    if not scope.name:
        return
    yield from _selves(subject, passages, scope)
    for passage in passages:
        yield from _names(subject, passage, scope)
        yield from _duties(subject, passage, scope)


def _selves(subject: Subject, passages: Sequence[Passage], scope: Scope) -> Iterator[Problem]:
    """One question for each way of speaking of itself that the agency's names do not allow, at its first place."""
    places: dict[str, list[tuple[Passage, re.Match[str]]]] = {}
    for passage in passages:
        for match in signs().selves.finditer(passage.text):
            if not _quoted(passage.text, match.start()) and not any(match[0][1:] in name for name in scope.names):
                places.setdefault(match[0], []).append((passage, match))
    for word, found in places.items():
        passage, match = found[0]
        more = f"（全文共 {len(found)} 处）" if len(found) > 1 else ""
        yield _problem(subject, passage, scope, match.span(), f"写“{word}”{more}", "像是从别的机关的报告里来的")


def _problem(
    subject: Subject, passage: Passage, scope: Scope, span: tuple[int, int], finding: str, guess: str
) -> Problem:
    advice = "请核对，不是本机关的请改正。"
    message = f"{passage.where}{finding}，本报告是“{scope.name}”的，{guess}。{advice}"
    return Problem(passage.at(subject, span[0]), "warning", "narrative.agency", message, advice=advice)


def _quoted(text: str, place: int) -> bool:
    return any(text.rfind(mark, 0, place) > text.rfind(close, 0, place) for mark, close in ("“”", "《》"))


def _names(subject: Subject, passage: Passage, scope: Scope) -> Iterator[Problem]:
    """Another organ's name where the author's should be."""
    for match in _COMPILED.finditer(passage.text) if "编" in passage.text else ():
        if not _is_own(match["name"], scope) and not scope.is_collective:
            span = match.span("name")
            yield _problem(subject, passage, scope, span, f"写“{passage.typed(*span)}”编制报告", "这里是别的机关的名称")
    sentences = {passage.sentence_at(match.start()) for match in signs().does.finditer(passage.text)}
    for low, high in sorted(sentences):
        opening = signs().opening.match(passage.text, low, high)
        if opening and _stands_for_author(opening["name"], opening["does"], scope):
            span = opening.span("name")
            quote = passage.typed(span[0], opening.end())
            yield _problem(subject, passage, scope, span, f"写“{quote}”", "这里是别的机关或地方的名称")


def _stands_for_author(name: str, does: str, scope: Scope) -> bool:
    """Whether a name at the head of a sentence is another's, and the sentence one an author writes of itself."""
    if _NO_NAME.search(name) or _is_own(name, scope):
        return False
    counts = signs().counts.search(does) is not None
    placed = _WITH_PLACE.fullmatch(name)
    if scope.is_collective or scope.kind in _LOCAL:
        is_peer = placed is not None and placed["rest"] in _GOVERNMENT and _on_a_level(placed["place"], scope.names[0])
        return is_peer or (counts and not scope.is_collective)
    is_above = name.endswith("政府") or (placed is not None and not placed["rest"])
    return counts or (placed is not None and not is_above)


def _on_a_level(place: str, own: str) -> bool:
    """Whether the two are places of one kind."""
    found = _OWN_PLACE.match(own)
    last = found[1] if found else ""
    return any(last[-1:] in group and place[-1] in group for group in ("镇乡道", "县区旗") if last)


def _is_own(name: str, scope: Scope) -> bool:
    """Whether the name is the agency's, a shorter form of it, or that of an office within it."""
    plain = name.replace("人民政府", "政府").replace("管委会", "管理委员会")
    stem = re.sub("(?:党政|综合|党政综合)?办公[室厅]$", "", plain) or plain
    known = (*scope.names, *_areas(scope))
    return "小组" in name or any(each in plain or _abbreviates(stem, each) for each in known)


def _abbreviates(short: str, name: str) -> bool:
    """Whether all letters of the one stand in the other, in order: 市住建局 in 市住房和城乡建设局."""
    letters = iter(name)
    return all(letter in letters for letter in short)


def _areas(scope: Scope) -> Iterator[str]:
    """The area that a government, township or zone is named after, with and without those around it."""
    for name in scope.names:
        area = re.sub("(?:政府|办事处|管理委员会)$", "", name)
        if area != name:
            yield area
            yield from (tail for tail in re.split(f"(?:{_PLACE}|政府)(?=.{{3}})", area)[1:] if len(tail) > 2)


def _duties(subject: Subject, passage: Passage, scope: Scope) -> Iterator[Problem]:
    """Duties plainly another organ's, in the report of a department whose own are known."""
    found, name = signs(), "".join(scope.names)
    if scope.kind in _ANYONE or found.wide.search(name):
        return
    if not any(names.search(name) for names, _ in found.sectors):
        return
    for match in found.claims.finditer(passage.text):
        if match["sector"] not in name:
            yield from _duty(subject, passage, scope, match.span("duty"))
            return
    for names, duties in found.sectors if found.duties.search(passage.text) else ():
        if not names.search(name) and (duty := duties.search(passage.text)):
            yield from _duty(subject, passage, scope, duty.span())
            return


def _duty(subject: Subject, passage: Passage, scope: Scope, span: tuple[int, int]) -> Iterator[Problem]:
    found, sentence = signs(), passage.sentence_at(span[0])
    shared = found.shared.search(re.sub("[我本]局", "", _clause(passage.text, span)))
    if not shared and not found.joint.search(passage.text, *sentence):
        finding = f"写到“{passage.typed(*span)}”"
        yield _problem(subject, passage, scope, span, finding, "这像是别的机关的职责")


def _clause(text: str, span: tuple[int, int]) -> str:
    """The clause around a stretch."""
    start = max(text.rfind(mark, 0, span[0]) for mark in "，；：。") + 1
    ends = [text.find(mark, span[1]) for mark in "，；：。"]
    return text[start : min([end for end in ends if end >= 0], default=len(text))]
