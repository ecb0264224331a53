"""Sections without text (narrative.section), and what a section must speak of but does not (narrative.fee)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.narrative.passages import short_title
from generator.checks.subject import Subject
from generator.form import Section
from generator.report import Problem

_OTHER_FEES = re.compile("行政事业性收费")
_FEE = re.compile(
    "处理费|信息公开[^。；]{0,14}(?:收费|费用|收取)|(?:收费|费用|收取)[^。；]{0,14}信息公开"
    "|(?:未|没有|无|不)(?:发生|产生|出现|存在)?(?:向[^，。；]{0,8})?(?:收取|收费|发生收费)[^，。；]{0,8}"
)
_SUBHEADING = re.compile("[（(][一二三四五六七八九十]{1,3}[）)](.{2,20})")


def check_sections(subject: Subject) -> Iterator[Problem]:
    """A question for each section or usual subsection without a text, and for a statement that is missing."""
    for section in subject.form.sections:
        if section.key in subject.form.tables:
            continue
        text = subject.report.text.get(section.key, "")
        if not text.strip():
            yield _empty(subject, section)
            continue
        yield from _empty_headings(subject, section, text)
        if section.states and subject.report.year >= section.states.first_year and not _states(text):
            yield _unstated(subject, section)


def _empty(subject: Subject, section: Section) -> Problem:
    advice = "请补写；确实没有的写“无”。"
    if section.states and subject.report.year >= section.states.first_year:
        advice = f"请补写，其中要说明{section.states.what}收取情况（{section.states.by}）。"
    message = f"“{section.title}”没有正文。{advice}"
    return Problem(subject.report.position(section.key), "warning", "narrative.section", message, advice=advice)


def _states(text: str) -> bool:
    return bool(_FEE.search(_OTHER_FEES.sub("", text)))


def _unstated(subject: Subject, section: Section) -> Problem:
    assert section.states is not None
    states = section.states
    advice = f"请补写一句，例如“{subject.report.year}年，本机关没有收取{states.what}。”"
    finding = f"“{section.title}”没有说明{states.what}收取情况。自{states.first_year}年度起应当说明（{states.by}）"
    message = f"{finding}。{advice}"
    return Problem(subject.report.position(section.key), "warning", "narrative.fee", message, advice=advice)


def _empty_headings(subject: Subject, section: Section, text: str) -> Iterator[Problem]:
    """A usual subsection whose heading is followed by the next heading at once."""
    lines = [(number, line.strip()) for number, line in enumerate(text.split("\n")) if line.strip()]
    for (number, line), (_, following) in zip(lines, [*lines[1:], (0, "（")], strict=True):
        match = _SUBHEADING.fullmatch(line)
        if match and any(heading in match[1] for heading in section.headings):
            last = following == "（"
            if last or _SUBHEADING.match(following):
                title = short_title(subject.form, section.key)
                advice = "请补写内容，或删去这个小标题。"
                message = f"{title}的小标题“{line}”下面没有内容。{advice}"
                at = subject.report.position_in(section.key, number)
                yield Problem(at, "warning", "narrative.section", message, advice=advice)
