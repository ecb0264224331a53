"""Paragraph marks of the original are kept; only hard-wrapped lines are joined."""

from itertools import pairwise
from pathlib import Path

import pytest

from generator.importers.document import Document, Paragraph
from generator.importers.prose import text_of
from generator.importers.readers.worker import read_in_process
from generator.importers.recognise import recognise
from generator.importers.wrapped_paragraphs import join_wrapped
from generator.model.form import Form, Forms
from generator.model.report import Report
from tests.importers.documents import document, flattened

ITEMS = ["1.公开的内容还不够全面", "2.政策解读的形式较单一", "3.公开队伍建设有待加强", "4.平台的互动功能有不足"]
WRAPPED = "今年以来，我局按照政府信息公开的要求，细化任务分工，明确责任科室，对照目录逐项核对公开的内容，" * 3


def test_a_wrapped_line_is_joined_with_the_next() -> None:
    lines = [
        ("公开的内容", True),
        ("还不够全面", False),
        ("Web", True),
        ("site", False),
        ("共1", True),
        ("4件", False),
        ("末行", True),
    ]
    parts = [Paragraph(text, f"第 {at} 行", wrapped=wrapped) for at, (text, wrapped) in enumerate(lines, 1)]
    assert text_of(list(join_wrapped(parts))) == "公开的内容还不够全面\nWeb site\n共14件\n末行"


def _with_problems(report: Report, form: Form, lines: list[str]) -> list[str]:
    """Return the lines of the report as text, with these lines as the text of section five."""
    texts = [part.text for part in flattened(report, form, "|\n").parts if isinstance(part, Paragraph)]
    at = texts.index(report.text["problems"])
    return [*texts[:at], *lines, *texts[at + 1 :]]


def _problems(path: Path, source: str, forms: Forms) -> str:
    path.write_text(source, "utf-8")
    return recognise(read_in_process(path), forms, "jia", 2023).report.text["problems"]


@pytest.mark.parametrize("suffix", ["txt", "md"])
def test_short_paragraphs_of_plain_text_stay_apart(
    suffix: str, report: Report, form: Form, forms: Forms, tmp_path: Path
) -> None:
    source = "\n".join(_with_problems(report, form, ITEMS))
    assert _problems(tmp_path / f"甲.{suffix}", source, forms) == "\n".join(ITEMS)


@pytest.mark.parametrize("block", ["<p>{}</p>", "<div>{}</div>", "{}<br>"])
def test_short_paragraphs_of_a_page_stay_apart(
    block: str, report: Report, form: Form, forms: Forms, tmp_path: Path
) -> None:
    texts = [WRAPPED[start : start + 12] for start in range(0, 60, 12)]
    source = "".join(block.format(line) for line in _with_problems(report, form, texts))
    assert _problems(tmp_path / "甲.html", source, forms) == "\n".join(texts)


def test_hard_wrapped_text_is_joined(report: Report, form: Form, forms: Forms, tmp_path: Path) -> None:
    lines = [WRAPPED[start : start + 28] for start in range(0, len(WRAPPED), 28)]
    source = "\n".join(_with_problems(report, form, lines))
    assert _problems(tmp_path / "甲.txt", source, forms) == WRAPPED


def test_hard_wrapped_text_before_the_first_section_is_joined(report: Report, form: Form, forms: Forms) -> None:
    title, *rest = document(report, form).parts
    preamble = [Paragraph("根据《条例》", "第 2 行", wrapped=True), Paragraph("编制本报告。", "第 3 行")]
    assert (
        recognise(Document((title, *preamble, *rest)), forms, "jia", 2023).report.preamble == "根据《条例》编制本报告。"
    )


def test_a_figure_broken_over_two_lines_is_not_two_figures(form: Form, forms: Forms) -> None:
    """A row without a sum cannot tell `39 5738` from `3 95738`; after figures that stand apart, none is joined."""
    rows = [
        ("第二十条第（一）项 本年制发件数 本年废止件数 现行有效件数 规章3", True),
        ("957 38 行政规范性文件 1 2", True),
        ("3", False),
    ]
    lines = [(form.sections[1].title, False), *rows]
    parts = [Paragraph(text, f"第 {at} 行", wrapped=wrapped) for at, (text, wrapped) in enumerate(lines, 1)]
    table = recognise(Document(tuple(parts)), forms, "jia", 2023).report.tables["disclosure"]
    assert [cell.printed for cell in table["regulations"]] == ["?"] * 3
    assert [cell.printed for cell in table["normative"]] == ["1", "2", "3"]


def test_titles_and_labels_broken_over_two_lines_are_found(report: Report, form: Form, forms: Forms) -> None:
    text = "".join(part.text for part in flattened(report, form, " ").parts if isinstance(part, Paragraph))
    breaks = [text.index(each) + 4 for each in (form.title, form.sections[3].title, "行政规范性文件", "需要另行制作")]
    edges = [0, *sorted(breaks), len(text)]
    pieces = [text[start:end] for start, end in pairwise(edges)]
    parts = [Paragraph(piece, f"第 {at} 行", wrapped=True) for at, piece in enumerate(pieces, 1)]
    found = recognise(Document(tuple(parts)), forms, "jia", 2023)
    assert (found.report.tables, found.report.text, found.report.notes) == (report.tables, report.text, {})
