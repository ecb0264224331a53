"""Text largely the same as last year's, or as another agency's of the same year (narrative.copied)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from generator.checks.narrative.alike import Likeness, likeness, pieces_in, pieces_of, texts_of
from generator.checks.narrative.passages import short_title
from generator.checks.subject import Subject
from generator.model.problem import Problem

MOSTLY = 0.5
"""The share of a text that may not come from elsewhere."""

_SHOWN = 3
_BRIEF = 24
_CLAUSE = re.compile("[^，。；：！？、]+[，。；：！？、]*")


def check_copies(subject: Subject) -> Iterator[Problem]:
    """A question where half of the text or more is last year's, and one where it is another agency's."""
    report, catalog = subject.report, subject.catalog
    key = (report.agency, report.year)
    texts = texts_of(catalog, report.year) if catalog else None
    if texts and key not in texts.pieces:
        texts = None
    own = texts.pieces[key] if texts else pieces_of(report, subject.form, subject.agency)
    common = texts.common if texts else frozenset[str]()
    if (before := subject.previous) and (form := subject.previous_form):
        last = likeness(own, pieces_of(before, form, subject.agency), (before.agency, before.year), common)
        yield from _told(subject, last, f"本机关 {before.year} 年度的报告")
    nearest = texts.nearest(key) if texts else None
    if catalog and nearest:
        yield from _told(subject, nearest, f"“{catalog.name_in(*nearest.other)}”同年的报告")


def _told(subject: Subject, found: Likeness | None, whose: str) -> Iterator[Problem]:
    """The share, and the longest passages with their places."""
    if found is None or found.share < MOSTLY:
        return
    passages = sorted(_passages(subject, found.shared), key=lambda passage: -len(passage.text))[:_SHOWN]
    listed = "；".join(passage.shown for passage in passages)
    advice = "请按本年的实际工作改写。"
    message = f"正文有 {found.share:.0%} 与{whose}相同（不计数字、名称和通用的语句）。较长的有：{listed}。{advice}"
    at = subject.report.position_in(passages[0].key, passages[0].line, passages[0].start)
    yield Problem(at, "warning", "narrative.copied", message, advice=advice)


@dataclass(frozen=True)
class _Passage:
    """A stretch of a line that stands elsewhere too; `where` tells readers the paragraph."""

    key: str
    where: str
    line: int
    start: int
    text: str

    @property
    def shown(self) -> str:
        """`总体情况第 2 段“加强组织领导……”（58 字）`."""
        short = len(self.text) <= _BRIEF
        text = self.text if short else f"{self.text[: _BRIEF // 2]}……{self.text[-_BRIEF // 3 :]}"
        return f"{self.where}“{text}”（{len(self.text)} 字）"


def _passages(subject: Subject, shared: frozenset[str]) -> Iterator[_Passage]:
    """The runs of clauses that are shared, line by line."""
    for section in subject.form.sections:
        number, title = 0, short_title(subject.form, section.key)
        for line, source in enumerate(subject.report.text.get(section.key, "").split("\n")):
            number += bool(source.strip())
            for start, end in _runs(subject, source, shared):
                text = source[start:end].strip("，。；：、")
                yield _Passage(section.key, f"{title}第 {number} 段", line, start, text)


def _runs(subject: Subject, source: str, shared: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Where clauses with shared pieces follow each other; clauses without any piece go with their neighbours."""
    clauses = [(match, pieces_in(match[0], subject.agency)) for match in _CLAUSE.finditer(source)]
    counted = [(match, not shared.isdisjoint(pieces)) for match, pieces in clauses if pieces]
    for is_shared, group in groupby(counted, key=lambda clause: clause[1]):
        members = [match for match, _ in group]
        if is_shared:
            yield members[0].start(), members[-1].end()
