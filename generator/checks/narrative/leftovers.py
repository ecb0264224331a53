"""Check for remains of a template or older report: placeholders (narrative.placeholder), and the notice of another
form (narrative.notice).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from generator.checks.narrative.passages import Passage
from generator.checks.subject import Subject
from generator.model.problem import Check, Problem
from generator.sources.declared import NARRATIVE_NOTICE, NARRATIVE_PLACEHOLDER

_UNIT = "件|条|次|元|万元|份|篇|个|年|月|日|号|期|场|人|局|镇|乡|县|市|区|街道|村"
_SURNAMES = "李王张刘陈杨赵黄周吴徐孙朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖蔡潘袁"
_PLACEHOLDER = re.compile(
    rf"(?<![{_SURNAMES}])"
    r"(?<![A-Za-z0-9.@/_×*＊-])(?:[Xx]{2,}|[×✕]{2,}|[*＊]{2,}|○{2,}(?![年一二三四五六七八九]))(?![A-Za-z0-9.@/×*＊])"
    rf"|(?<![A-Za-z0-9×])[×X](?={_UNIT})"
    r"|(?<![A-Za-z0-9/.@])_{2,}(?![A-Za-z0-9])"
    r"|(?<![A-Za-z0-9/.@_])_(?=件|条|次|份|篇|万元)|（）(?=件|条(?!例)|次|份|篇|万元)"
    r"|？{2,}(?=件|条|次|元|万|份|篇|个|年|月)"
    r"|待(?:补充|填写|填报|完善|核实|确认|定)(?=[）】\]])|(?<=[：；。，、])待(?:补充|填写|填报)(?=[。；，、]|$)"
    r"|此处(?:填写|插入|补充|填报|省略)|(?<=[（【])(?:请|按实际|根据实际)(?:填写|补充|情况填写)"
    r"|[【\[](?:数量|数字|年份|日期|金额|单位名称|机关名称|单位|名称|填写[^】\]]{0,10}|请[^】\]]{1,12}|[Xx×])[】\]]"
)
_PLACEHOLDER_HINTS = re.compile(r"[×✕*＊○_？【\[Xx]|（）|待[补填完核确定]|此处|（(?:请|按|根)")
_EXCERPT_MARGIN_CHARS = 10
_MIN_GAP_CHARS = 2
"""Minimum number of characters between two placeholders; closer ones count as one: ×月×日."""
_SUPERSEDED = re.compile("停止|废止|不再|失效|替代|取代")


def check_leftovers(subject: Subject, passage: Passage) -> Iterator[Problem]:
    """Yield a warning for each placeholder and for each citation of another form's notice instead of the form's own."""
    if _PLACEHOLDER_HINTS.search(passage.text):
        last_end = -_MIN_GAP_CHARS
        for match in _PLACEHOLDER.finditer(passage.text):
            start, end = match.span()
            if passage.is_filled(start, end) or passage.is_quoted(start):
                continue
            gap, last_end = start - last_end, end
            if gap < _MIN_GAP_CHARS:
                continue
            excerpt = passage.excerpt(start, end, _EXCERPT_MARGIN_CHARS)
            finding = f"写“{excerpt}”，其中的“{passage.as_typed(start, end)}”像是模板或草稿里没有填的内容"
            yield _problem(subject, passage, NARRATIVE_PLACEHOLDER, start, finding, "请填写，或删去。")
    if any(notice.partition("〔")[0] in passage.text for notice in subject.form.other_notices):
        yield from _notices(subject, passage)
    if any(title in passage.text for title in subject.form.other_notice_titles):
        yield from _notice_titles(subject, passage)


def _notices(subject: Subject, passage: Passage) -> Iterator[Problem]:
    form = subject.form
    own = _citation(form.issued)
    for notice in form.other_notices:
        for match in _citation(notice).finditer(passage.text):
            low, high = passage.sentence_at(match.start())
            if any(passage.matches.last(each, low, high) for each in (own, _SUPERSEDED)):
                continue
            finding = f"引用了“{passage.as_typed(*match.span())}”，{form.name}由{form.issued}规定"
            start = match.start(match.lastgroup or 0)
            yield _problem(subject, passage, NARRATIVE_NOTICE, start, finding, "请核对文号。")


def _notice_titles(subject: Subject, passage: Passage) -> Iterator[Problem]:
    """Yield a warning for the title of another form's notice without its number."""
    form = subject.form
    for title in form.other_notice_titles:
        for match in _cited_title(title).finditer(passage.text):
            low, high = passage.sentence_at(match.start())
            if any(passage.matches.last(each, low, high) for each in (_citation(form.issued), _SUPERSEDED)):
                continue
            if passage.matches.last_word(form.notice_title, low, high) >= 0:
                continue
            start, end = match.span("title")
            finding = f"引用了“{passage.as_typed(start, end)}”，{form.name}由{form.issued}规定"
            yield _problem(subject, passage, NARRATIVE_NOTICE, start, finding, "请核对通知。")


@cache
def _cited_title(title: str) -> re.Pattern[str]:
    """Return a pattern of the notice's title in 《》, of no other issuer and without a number behind it."""
    bare = re.escape(title.removeprefix("关于"))
    return re.compile(
        rf"《(?:国务院办公厅[^《》，。]{{0,16}}?)?(?:关于)?(?:印发)?〈?(?P<title>{bare})"
        r"(?:[》〉]?的通知)?+[》〉](?!（[^）]{2,24}号)"
    )


@cache
def _citation(notice: str) -> re.Pattern[str]:
    """Return a pattern of the notice with any kind of brackets: 〔2019〕, [2019], （2019）."""
    stem, _, rest = notice.partition("〔")
    year, _, number = rest.partition("〕")
    return re.compile(
        rf"{re.escape(stem)}(?P<number>[〔\[（【]{year}[〕\]）】]{number})" if rest else re.escape(notice)
    )


def _problem(subject: Subject, passage: Passage, check: Check, start: int, finding: str, advice: str) -> Problem:
    return check.at(passage.position(subject, start), f"{passage.label}{finding}。", advice)
