"""Check for text mostly copied from last year's report, or from another agency's (narrative.copied)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from generator.checks.narrative.passages import short_title
from generator.checks.narrative.similarity import Similarity, pieces_in, pieces_of, similarity, text_index
from generator.checks.subject import Subject
from generator.model.problem import Problem
from generator.sources.declared import NARRATIVE_COPIED

_MAX_SHARE = 0.5
"""Minimum share of copied text, from 0 to 1, for which a warning is given."""

_MAX_LISTED_PASSAGES = 3
_MAX_QUOTE_CHARS = 24
_CLAUSE = re.compile("[^，。；：！？、]+[，。；：！？、]*")


def check_copies(subject: Subject) -> Iterator[Problem]:
    """Yield a warning if at least half of the text is last year's, and another if it is another agency's."""
    report, catalog = subject.report, subject.catalog
    key = (report.agency, report.year)
    index = text_index(catalog, report.year) if catalog else None
    if index and key not in index.pieces:
        index = None
    own = index.pieces[key] if index else pieces_of(report, subject.form, subject.agency)
    common = index.common if index else frozenset[str]()
    if (before := subject.previous) and (form := subject.previous_form):
        to_last = similarity(own, pieces_of(before, form, subject.agency), (before.agency, before.year), common)
        yield from _copied(subject, to_last, f"本机关 {before.year} 年度的报告")
    nearest = index.most_similar(key) if index else None
    if catalog and nearest:
        yield from _copied(subject, nearest, f"“{catalog.name_in(*nearest.other)}”同年的报告")


def _copied(subject: Subject, found: Similarity | None, whose: str) -> Iterator[Problem]:
    """Yield a warning, with the share and the longest copied passages, if at least half of the text is copied."""
    if found is None or found.share < _MAX_SHARE:
        return
    passages = sorted(_copied_runs(subject, found.shared), key=lambda run: -len(run.text))[:_MAX_LISTED_PASSAGES]
    listed = "；".join(passage.shown for passage in passages)
    finding = f"正文有 {found.share:.0%} 与{whose}相同（不计数字、名称和通用的语句）。较长的有：{listed}。"
    position = subject.report.position_in(passages[0].key, passages[0].line, passages[0].start)
    yield NARRATIVE_COPIED.at(position, finding, "请按本年的实际工作改写。")


@dataclass(frozen=True)
class _CopiedRun:
    """A part of a line that also occurs in the other report; `label` names the paragraph in messages."""

    key: str
    label: str
    line: int
    start: int
    text: str

    @property
    def shown(self) -> str:
        """The run in messages: `总体情况第 2 段“加强组织领导……”（58 字）`."""
        text = self.text
        if len(text) > _MAX_QUOTE_CHARS:
            text = f"{text[: _MAX_QUOTE_CHARS // 2]}……{text[-_MAX_QUOTE_CHARS // 3 :]}"
        return f"{self.label}“{text}”（{len(self.text)} 字）"


def _copied_runs(subject: Subject, shared: frozenset[str]) -> Iterator[_CopiedRun]:
    """Yield the runs of copied clauses, line by line."""
    for section in subject.form.sections:
        number, title = 0, short_title(subject.form, section.key)
        for line, source in enumerate(subject.report.text.get(section.key, "").split("\n")):
            number += bool(source.strip())
            for start, end in _run_spans(subject, source, shared):
                text = source[start:end].strip("，。；：、")
                yield _CopiedRun(section.key, f"{title}第 {number} 段", line, start, text)


def _run_spans(subject: Subject, source: str, shared: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield the spans of consecutive clauses with shared pieces; clauses without any piece join their neighbours."""
    clauses = [(match, pieces_in(match[0], subject.agency)) for match in _CLAUSE.finditer(source)]
    counted = [(match, not shared.isdisjoint(pieces)) for match, pieces in clauses if pieces]
    for is_shared, group in groupby(counted, key=lambda clause: clause[1]):
        members = [match for match, _ in group]
        if is_shared:
            yield members[0].start(), members[-1].end()
