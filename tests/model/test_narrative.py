"""The grammar of narratives: whatever is not in it is text, published as typed."""

import pytest

from generator.model.form import Forms
from generator.model.narrative import Run, TextBlock, parse, published_text, references, runs
from generator.model.report import Report
from tests.made_reports import REPORTS, stored


def _shown(run: Run) -> str:
    text = f"{{{{{run.text}}}}}" if run.kind == "cell" else run.text
    return f"**{text}**" if run.bold else text


def _outline(block: TextBlock) -> tuple[str, ...]:
    """Return a block as its kind and the texts of its parts."""
    lines = ("".join(map(_shown, line)) for line in (*filter(None, [block.lead]), *block.lines))
    cells = (" | ".join("".join(map(_shown, cell)) for cell in row) for row in block.rows)
    return (block.kind, *lines, *cells)


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("", []),
        ("一段。\n\n  又一段。  ", [("paragraph", "一段。"), ("paragraph", "又一段。")]),
        ("（一）主动公开", [("heading", "（一）主动公开")]),
        ("(十二) 监督保障", [("heading", "(十二) 监督保障")]),
        ("（一）主动公开。本年公开。", [("paragraph", "（一）主动公开。", "本年公开。")]),
        ("（一）本年公开信息，内容较多。", [("paragraph", "（一）本年公开信息，内容较多。")]),
        ("- 甲\n* 乙\n-丙", [("list", "甲", "乙"), ("paragraph", "-丙")]),
        ("| 甲 | 乙 |\n|---|---|\n| 1 | |", [("table", "甲 | 乙", "1 | ")]),
        ("|甲|乙|\n|1|", [("table", "甲 | 乙", "1 | ")]),
        ("||甲|\n|1|2|", [("table", " | 甲", "1 | 2")]),
        ("|---|", [("paragraph", "|---|")]),
        ("**甲**乙", [("paragraph", "**甲**乙")]),
        ("甲** **乙*丙*", [("paragraph", "甲** **乙*丙*")]),
        ("共{{ requests.new.total }}件", [("paragraph", "共{{requests.new.total}}件")]),
        ("**共{{requests.new.total}}件**", [("paragraph", "**共****{{requests.new.total}}****件**")]),
        ("# 不是标题", [("paragraph", "# 不是标题")]),
        (
            "<script>alert(1)</script> [链接](javascript:x)",
            [("paragraph", "<script>alert(1)</script> [链接](javascript:x)")],
        ),
        ("{% raw %}{{", [("paragraph", "{% raw %}{{")]),
        (r"\{{a}}是文字，\**不是粗体\**", [("paragraph", "{{a}}是文字，**不是粗体**")]),
        ("\\- 甲\n\\|乙|丙|\n\\丁", [("paragraph", "- 甲"), ("paragraph", "|乙|丙|"), ("paragraph", "\\丁")]),
    ],
)
def test_text_is_parsed_into_blocks(text: str, blocks: list[tuple[str, ...]]) -> None:
    assert [_outline(block) for block in parse(text)] == blocks


def test_a_run_is_bold_a_cell_or_both() -> None:
    assert runs("甲**乙{{a.b.c}}**{{d.e.f}}") == (
        Run("text", "甲"),
        Run("text", "乙", bold=True),
        Run("cell", "a.b.c", bold=True),
        Run("cell", "d.e.f"),
    )


def test_references_have_a_line_and_an_offset() -> None:
    assert list(references("甲{{a}}\n**{{ b.c.d }}**和{{}}")) == [(0, 1, "a"), (1, 2, "b.c.d"), (1, 16, "")]


@pytest.fixture
def report(forms: Forms) -> Report:
    return stored(REPORTS[2], forms)


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("共{{requests.new.total}}件，**其中{{ requests.new.natural }}件**。", "共6097件，其中1096件。"),
        ("  甲  \n\n乙", "甲\n乙"),
        ("{{requests.new.all}}", "{{requests.new.all}}"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
    ],
)
def test_published_text_has_references_filled_in_and_bold_removed(
    text: str, published: str, report: Report, forms: Forms
) -> None:
    assert published_text(text, report, forms["2021"]) == published


@pytest.mark.parametrize(
    "text", ["{{" + " " * 200_000, "**" * 100_000, "{{" * 100_000, "（一）" + " " * 200_000, "|" * 200_000]
)
def test_no_text_makes_parsing_slow(text: str, report: Report, forms: Forms) -> None:
    """A pattern with exponential backtracking would never finish."""
    assert published_text(text, report, forms["2021"]) == text.strip()
    assert list(parse(text))
