"""Check for what a section lacks or should not have.

Text (narrative.section), a statement on fees (narrative.fee), any problem in the section on problems
(narrative.problems); numbers of sections inside a section (narrative.numbering).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from generator.checks.narrative.passages import short_title
from generator.checks.subject import Subject
from generator.model.form import Form, Section, Statement
from generator.model.problem import Problem, abridged
from generator.sources.declared import NARRATIVE_FEE, NARRATIVE_NUMBERING, NARRATIVE_PROBLEMS, NARRATIVE_SECTION

_FEE = re.compile("处理费|收费(?!目录|项目|标准|清单|依据|公示)|费用|收取")
_SUBHEADING = re.compile("[（(][一二三四五六七八九十]+[）)][^。；;，,：:]{,20}")
_NO_PROBLEM = re.compile(
    "^(?:暂|确)?(?:无|没有)[。；]?$|暂?(?:无|没有|不存在|未发现|未出现)(?:任何|明显|突出|重大|较大|主要|存在|的)*问题(?!导向|意识)"
)
_SHORTCOMING = re.compile(
    "不[足够强高深多齐全健严细准实完及到力便畅规]|有待|[仍还]需|欠缺|薄弱|短板|差距|滞后|缺[乏少]|单一|[偏较][少低弱慢]"
)
"""Words that name a problem after all, as in 未发现重大问题，但更新还不够及时."""

_SECTION_NUMBER = re.compile("[一二三四五六七八九十]+、(?![一二三四五六七八九十]+[、季])")


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
        yield from _no_problem(subject, section, text)
        yield from _section_numbers(subject, section)
        if (states := _required_statement(subject, section)) and not _mentions_fee(text, subject.form):
            yield _missing_statement(subject, section, states)


def _empty(subject: Subject, section: Section) -> Problem:
    advice = "请补写；确实没有的写“无”。"
    if states := _required_statement(subject, section):
        advice = f"请补写，其中要说明{states.what}收取情况（{states.by}）。"
    return NARRATIVE_SECTION.at(subject.report.position(section.key), f"“{section.title}”没有正文。", advice)


def _mentions_fee(text: str, form: Form) -> bool:
    """Return whether the text mentions the fee for information; the fees in the tables do not count."""
    for table in form.tables.values():
        for _, row in table.rows.values():
            text = text.replace(row.label, "")
    return _FEE.search(text) is not None


def _required_statement(subject: Subject, section: Section) -> Statement | None:
    """Return what the section has to state in the report's year, if anything."""
    states = section.states
    return states if states and subject.report.year >= states.first_year else None


def _missing_statement(subject: Subject, section: Section, states: Statement) -> Problem:
    advice = f"请补写一句，例如“{subject.report.year}年，本机关没有收取{states.what}。”"
    finding = f"“{section.title}”没有说明{states.what}收取情况。自 {states.first_year} 年度起应当说明（{states.by}）。"
    return NARRATIVE_FEE.at(subject.report.position(section.key), finding, advice)


def _empty_headings(subject: Subject, section: Section) -> Iterator[Problem]:
    """Yield a warning for each usual subheading followed directly by the next heading, or by nothing."""
    text = subject.report.text[section.key].split("\n")
    lines = [(number, line.strip()) for number, line in enumerate(text) if line.strip()]
    following = [line for _, line in lines[1:]]
    for (number, line), next_line in zip_longest(lines, following):
        is_usual = _SUBHEADING.fullmatch(line) and any(heading in line for heading in section.headings)
        if is_usual and (next_line is None or _SUBHEADING.match(next_line)):
            finding = f"{short_title(subject.form, section.key)}的小标题“{line}”下面没有内容。"
            position = subject.report.position_in(section.key, number)
            yield NARRATIVE_SECTION.at(position, finding, "请补写内容，或删去这个小标题。")


def _no_problem(subject: Subject, section: Section, text: str) -> Iterator[Problem]:
    """Yield a warning if the section is on problems, and its text says that there is none and names none.

    Article 50 of 政府信息公开条例 requires the main problems and the improvements.
    """
    denial = _NO_PROBLEM.search(text) if "问题" in section.title else None
    if denial is None or _SHORTCOMING.search(text):
        return
    source = subject.report.text[section.key]
    number = source.count("\n", 0, source.index(text) + denial.start())
    advice = "请写明本年工作中的主要问题和改进措施；确实没有的，写入 accepts 说明理由。"
    finding = f"“{section.title}”写“{abridged(denial[0])}”，没有写出问题。"
    yield NARRATIVE_PROBLEMS.at(subject.report.position_in(section.key, number), finding, advice)


def _section_numbers(subject: Subject, section: Section) -> Iterator[Problem]:
    """Yield one warning for the first line numbered as the form numbers its sections: 二、."""
    for number, line in enumerate(subject.report.text[section.key].split("\n")):
        if match := _SECTION_NUMBER.match(line.strip()):
            advice = "部分以下请用“（一）”；是另一部分的标题或正文的，请移到那一部分。"
            title = short_title(subject.form, section.key)
            finding = f"{title}里有一行用“{match[0]}”编号，与报告各部分的编号相混：“{abridged(line.strip())}”。"
            yield NARRATIVE_NUMBERING.at(subject.report.position_in(section.key, number), finding, advice)
            return
