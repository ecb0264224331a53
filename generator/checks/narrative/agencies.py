"""Check for another agency left in the text: its name, its self-designation, or its duties (narrative.agency)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from generator.checks.narrative.passages import Passage
from generator.checks.narrative.phrases import any_of
from generator.checks.narrative.scope import YEAR, Scope
from generator.checks.subject import Subject
from generator.model.problem import Problem
from generator.sources.yaml_data import read_data

_AGENCY = "人民政府办公室|人民政府|政府办公室|政府|管理委员会|委员会|局|厅|办事处"
_PLACE = "省|自治区|市|县|区|州|盟|旗|镇|乡|街道"
_SENTENCE_LEAD = (
    rf"(?:[一二三四五六七八九十]+是|（[一二三四五六七八九十]{{1,3}}）[^，。；]{{0,14}})?"
    rf"(?:(?:{YEAR}度?+|全年|今年|本年度?+|年内|一年来)，?+)?"
)
_COMPILED_BY = re.compile(
    rf"由(?P<name>[一-鿿]{{2,24}}?(?:{_AGENCY}|办公室))(?:负责|组织|汇总|牵头)?(?:编制|编写|撰写)"
)
_WITH_PLACE = re.compile(rf"(?P<place>[一-鿿]{{2,}}(?:{_PLACE}))(?P<rest>.*)")
_OWN_PLACE = re.compile(f".+({_PLACE})")
_NOT_A_NAME = re.compile(
    "我|^(?:本|全|各|该|有|因|在|与|和|对|为|由|从|向|据)|代表|会同|联合|以及|等|根据|按照|关于|的"
)
_GOVERNMENT_SUFFIXES = ("", "政府", "人民政府")
_LOCAL_KINDS = frozenset({"township", "subdistrict"})
_KINDS_WITHOUT_SECTOR = _LOCAL_KINDS | frozenset({"government", "office", "zone", "organisation"})


class Sector(NamedTuple):
    """Patterns of one sector: the names of its agencies, and the duties that only they publish as their own."""

    names: re.Pattern[str]
    duties: re.Pattern[str]


@dataclass(frozen=True)
class Signs:
    """The compiled patterns of `agencies.yml`."""

    self_designations: re.Pattern[str]
    author_verbs: re.Pattern[str]
    opening: re.Pattern[str]
    duties: re.Pattern[str]
    receipt_verbs: re.Pattern[str]
    general_agencies: re.Pattern[str]
    sectors: tuple[Sector, ...]
    sector_claims: re.Pattern[str]
    shared: re.Pattern[str]
    joint: re.Pattern[str]


@cache
def signs() -> Signs:
    """Load the signs, once per process."""
    data = read_data(Path(__file__).parent / "agencies.yml")
    work, receipt = any_of(data["author_does"]), any_of(data["author_counts"])
    name = rf"(?P<name>[一-鿿]{{2,20}}?(?:{_AGENCY}|{_PLACE}))"
    verb = rf"(?P<verb>(?:共|一共|累计|新)?(?:{receipt.pattern})|{work.pattern})"
    return Signs(
        self_designations=re.compile("我(?<!自我)(?:" + "|".join(data["selves"]) + ")"),
        author_verbs=any_of(data["author_does"] + data["author_counts"]),
        opening=re.compile(f"{_SENTENCE_LEAD}{name}{verb}"),
        receipt_verbs=receipt,
        general_agencies=re.compile(data["wide"]),
        duties=any_of(duty for each in data["sectors"] for duty in each["duties"]),
        sectors=tuple(Sector(re.compile(each["names"]), any_of(each["duties"])) for each in data["sectors"]),
        sector_claims=re.compile(data["sector_claims"].replace("{words}", data["sector_words"])),
        shared=re.compile(data["shared"]),
        joint=re.compile(data["joint"]),
    )


def check_agencies(subject: Subject, passages: Sequence[Passage], scope: Scope) -> Iterator[Problem]:
    """Yield a warning for each sign that the text, or one of its sentences, was written for another agency."""
    if not scope.name:
        return
    yield from _self_designations(subject, passages, scope)
    for passage in passages:
        yield from _other_names(subject, passage, scope)
        yield from _other_duties(subject, passage, scope)


def _self_designations(subject: Subject, passages: Sequence[Passage], scope: Scope) -> Iterator[Problem]:
    """Yield one warning, at its first occurrence, for each self-designation that fits none of the agency's names."""
    occurrences: dict[str, list[tuple[Passage, re.Match[str]]]] = {}
    for passage in passages:
        for match in signs().self_designations.finditer(passage.text):
            if not passage.is_quoted(match.start()) and not any(match[0][1:] in name for name in scope.names):
                occurrences.setdefault(match[0], []).append((passage, match))
    for word, found in occurrences.items():
        passage, match = found[0]
        more = f"（全文共 {len(found)} 处）" if len(found) > 1 else ""
        yield _problem(subject, passage, scope, match.span(), f"写“{word}”{more}", "像是从别的机关的报告里来的")


def _problem(
    subject: Subject, passage: Passage, scope: Scope, span: tuple[int, int], finding: str, guess: str
) -> Problem:
    advice = "请核对，不是本机关的请改正。"
    message = f"{passage.label}{finding}，本报告是“{scope.name}”的，{guess}。{advice}"
    return Problem(passage.position(subject, span[0]), "warning", "narrative.agency", message, advice=advice)


def _other_names(subject: Subject, passage: Passage, scope: Scope) -> Iterator[Problem]:
    """Yield a warning for each name of another agency in place of the author's."""
    if "编" in passage.text and not scope.covers_area:
        for match in _COMPILED_BY.finditer(passage.text):
            if not _is_own(match["name"], scope):
                span = match.span("name")
                finding = f"写“{passage.as_typed(*span)}”编制报告"
                yield _problem(subject, passage, scope, span, finding, "这里是别的机关的名称")
    sentences = {passage.sentence_at(match.start()) for match in signs().author_verbs.finditer(passage.text)}
    for low, high in sorted(sentences):
        opening = signs().opening.match(passage.text, low, high)
        if opening and _replaces_author(opening["name"], opening["verb"], scope):
            span = opening.span("name")
            quote = passage.as_typed(span[0], opening.end())
            yield _problem(subject, passage, scope, span, f"写“{quote}”", "这里是别的机关或地方的名称")


def _replaces_author(name: str, verb: str, scope: Scope) -> bool:
    """Return whether the name that opens a sentence about the author's own work is another agency's."""
    if _NOT_A_NAME.search(name) or _is_own(name, scope):
        return False
    is_receipt = signs().receipt_verbs.search(verb) is not None
    placed = _WITH_PLACE.fullmatch(name)
    if scope.covers_area or scope.kind in _LOCAL_KINDS:
        is_peer = (
            placed is not None
            and placed["rest"] in _GOVERNMENT_SUFFIXES
            and _is_same_level(placed["place"], scope.names[0])
        )
        return is_peer or (is_receipt and not scope.covers_area)
    is_above = name.endswith("政府") or (placed is not None and not placed["rest"])
    return is_receipt or (placed is not None and not is_above)


def _is_same_level(place: str, own: str) -> bool:
    """Return whether the two places are on the same administrative level."""
    found = _OWN_PLACE.match(own)
    last = found[1] if found else ""
    return any(last[-1:] in group and place[-1] in group for group in ("镇乡道", "县区旗") if last)


def _is_own(name: str, scope: Scope) -> bool:
    """Return whether the name is the agency's, a short form of it, or that of an office within it."""
    plain = name.replace("人民政府", "政府").replace("管委会", "管理委员会")
    stem = re.sub("(?:党政|综合|党政综合)?办公[室厅]$", "", plain) or plain
    known = (*scope.names, *_areas(scope))
    return "小组" in name or any(each in plain or _abbreviates(stem, each) for each in known)


def _abbreviates(short: str, name: str) -> bool:
    """Return whether `name` contains the characters of `short` in order: 市住房和城乡建设局 and 市住建局."""
    chars = iter(name)
    return all(char in chars for char in short)


def _areas(scope: Scope) -> Iterator[str]:
    """Yield the area a government, township or zone is named after, with and without the areas that contain it."""
    for name in scope.names:
        area = re.sub("(?:政府|办事处|管理委员会)$", "", name)
        if area != name:
            yield area
            yield from (tail for tail in re.split(f"(?:{_PLACE}|政府)(?=.{{3}})", area)[1:] if len(tail) > 2)


def _other_duties(subject: Subject, passage: Passage, scope: Scope) -> Iterator[Problem]:
    """Yield a warning for a duty that is clearly another agency's, if the department's own sector is known."""
    found, name = signs(), "".join(scope.names)
    if scope.kind in _KINDS_WITHOUT_SECTOR or found.general_agencies.search(name):
        return
    if not any(sector.names.search(name) for sector in found.sectors):
        return
    for match in found.sector_claims.finditer(passage.text):
        if match["sector"] not in name:
            yield from _duty(subject, passage, scope, match.span("duty"))
            return
    if not found.duties.search(passage.text):
        return
    for sector in found.sectors:
        if not sector.names.search(name) and (duty := sector.duties.search(passage.text)):
            yield from _duty(subject, passage, scope, duty.span())
            return


def _duty(subject: Subject, passage: Passage, scope: Scope, span: tuple[int, int]) -> Iterator[Problem]:
    """Yield the warning unless the text says that the duty is shared."""
    found, sentence = signs(), passage.sentence_at(span[0])
    shared = found.shared.search(re.sub("[我本]局", "", _clause(passage.text, span)))
    if not shared and not found.joint.search(passage.text, *sentence):
        finding = f"写到“{passage.as_typed(*span)}”"
        yield _problem(subject, passage, scope, span, finding, "这像是别的机关的职责")


def _clause(text: str, span: tuple[int, int]) -> str:
    """Return the clause around the span."""
    start = max(text.rfind(mark, 0, span[0]) for mark in "，；：。") + 1
    ends = [text.find(mark, span[1]) for mark in "，；：。"]
    return text[start : min([end for end in ends if end >= 0], default=len(text))]
