"""Check for sections without text (narrative.section) and for a missing statement on fees (narrative.fee)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from generator.checks.narrative.passages import short_title
from generator.checks.subject import Subject
from generator.model.form import Form, Section, Statement
from generator.model.problem import Problem

_FEE = re.compile("处理费|收费(?!目录|项目|标准|清单|依据|公示)|费用|收取")
_SUBHEADING = re.compile("[（(][一二三四五六七八九十]{1,3}[）)]([^。；;，,：:]{2,20})")


def check_sections(subject: Subject) -> Iterator[Problem]:
    """Yield a warning for each section or usual subsection without text, and for a missing statement on fees.

    A section that is absent from the file is reported by the loader; a file without any text draws no warnings.
    """
    sections = [section for section in subject.form.sections if section.key not in subject.form.tables]
    texts = {section: subject.report.text.get(section.key, "").strip() for section in sections}
    if not any(texts.values()):
        return
    for section, text in texts.items():
        if not text and f"{section.key}:" in subject.report.at:
            yield _empty(subject, section)
        if not text:
            continue
        yield from _empty_headings(subject, section)
        if (states := _required_statement(subject, section)) and not _mentions_fee(text, subject.form):
            yield _missing_statement(subject, section, states)


def _empty(subject: Subject, section: Section) -> Problem:
    advice = "请补写；确实没有的写“无”。"
    if states := _required_statement(subject, section):
        advice = f"请补写，其中要说明{states.what}收取情况（{states.by}）。"
    message = f"“{section.title}”没有正文。{advice}"
    return Problem(subject.report.position(section.key), "warning", "narrative.section", message, advice=advice)


def _mentions_fee(text: str, form: Form) -> bool:
    """Return whether the text mentions the fee for information; the fees in the tables do not count."""
    for table in form.tables.values():
        for _, row in table.rows.values():
            text = text.replace(row.label, "") if "费" in row.label else text
    return _FEE.search(text) is not None


def _required_statement(subject: Subject, section: Section) -> Statement | None:
    """Return what the section has to state in the report's year, if anything."""
    states = section.states
    return states if states and subject.report.year >= states.first_year else None


def _missing_statement(subject: Subject, section: Section, states: Statement) -> Problem:
    advice = f"请补写一句，例如“{subject.report.year}年，本机关没有收取{states.what}。”"
    finding = f"“{section.title}”没有说明{states.what}收取情况。自 {states.first_year} 年度起应当说明（{states.by}）"
    message = f"{finding}。{advice}"
    return Problem(subject.report.position(section.key), "warning", "narrative.fee", message, advice=advice)


def _empty_headings(subject: Subject, section: Section) -> Iterator[Problem]:
    """Yield a warning for each usual subheading followed directly by the next heading, or by nothing."""
    text = subject.report.text[section.key].split("\n")
    lines = [(number, line.strip()) for number, line in enumerate(text) if line.strip()]
    following = [line for _, line in lines[1:]]
    for (number, line), next_line in zip_longest(lines, following):
        match = _SUBHEADING.fullmatch(line)
        is_usual = match is not None and any(heading in match[1] for heading in section.headings)
        if is_usual and (next_line is None or _SUBHEADING.match(next_line)):
            advice = "请补写内容，或删去这个小标题。"
            message = f"{short_title(subject.form, section.key)}的小标题“{line}”下面没有内容。{advice}"
            position = subject.report.position_in(section.key, number)
            yield Problem(position, "warning", "narrative.section", message, advice=advice)
