"""Reports for tests: the files in `reports/`, whose figures are consistent and all different, and random ones."""

import datetime
from pathlib import Path

from hypothesis import strategies as st

from generator.markup.visible import shows_something
from generator.model.form import Form, Forms
from generator.model.report import OPEN, Accept, Cell, Correction, Report, Withdrawal
from generator.sources import load_report
from generator.sources.reading.cells import MARKS, read_cell
from generator.sources.reading.fields import tidy
from generator.sources.reading.text_file import INVISIBLE

REPORTS = sorted((Path(__file__).parent / "reports").glob("*.yml"))
"""A report in each official form and in the made-up one; the file name is the year."""

AWKWARD = (
    "  缩进", "# 井号", "甲 # 乙", "甲: # 乙", "键: 值", "甲:乙", "：", ": 甲", "? 甲", "- 列表", ",", "甲,", "---",
    "...", "|", "> 折", "'单引号'", '"双引号"', "“引号”", "{{requests.new.total}}", "{a: 1}", "[1, 2]", "&甲",
    "*乙", "!标签", "%指令", "@甲", "`乙`", "null", "~", "NO", "yes", "0123", "1e3", "2024-01-31", "12:30", "=",
    "<<", "?", "\\n", "\\u200b", "a\\", "甲\t乙", "甲\u3000乙", "甲\u00a0乙", "😀 emoji", "𠀀", "é", "＃", "\ue000",
    "�", "字" * 2000, "# yaml-language-server: $schema=x",
)  # fmt: skip
"""Texts that a YAML reader or a careless YAML writer could misinterpret."""


def stored(path: Path, forms: Forms) -> Report:
    """Return a report of `reports/`; fail if it has problems."""
    report, problems = load_report(path, "jia", int(path.stem), forms)
    assert report
    assert not problems
    return report


def _is_line(text: str) -> bool:
    return not set("\n\r") & set(text) and not INVISIBLE.search(text) and tidy(text) == text and shows_something(text)


_letters = st.characters(exclude_categories=["Cs", "Cc"])
_lines = (st.sampled_from(AWKWARD) | st.text(_letters, min_size=1, max_size=40)).filter(_is_line)
_texts = st.lists(_lines | st.just(""), max_size=5).map("\n".join).map(tidy)
_optional_lines = st.none() | _lines
_days = st.dates(datetime.date(1990, 1, 1), datetime.date(2099, 12, 31))
_clocks = st.builds(datetime.time, st.integers(0, 23), st.integers(0, 59))
_years = st.integers(1990, 2099)

_printed = (
    st.integers(0, 10**15 - 1).map(str)
    | st.decimals(-(10**6), 10**6, places=3).map(str)
    | st.sampled_from(
        [*MARKS, "", OPEN, "22（其中修订16件）", "2笔", "251000元", "1,234", "约3件", "null", "~", "甲: 乙", "# 3件"]
    )
    | _lines
)


@st.composite
def _tables(draw: st.DrawFn, form: Form) -> dict[str, dict[str, tuple[Cell, ...]]]:
    """Return tables of zeros, except for some cells with unusual but valid contents."""
    unusual = draw(st.dictionaries(st.sampled_from(list(form.cells)), _printed, max_size=8))
    tables: dict[str, dict[str, tuple[Cell, ...]]] = {}
    for section, table in form.tables.items():
        for row, (block, heading) in table.rows.items():
            pairs = (
                read_cell(unusual.get(f"{section}.{row}.{column.name}", "0"), block.unit_of(heading, column))
                for column in block.column_leaves
            )
            cells = tuple(Cell("/") if fault else cell for cell, fault in pairs)
            tables.setdefault(section, {})[row] = cells
    return tables


@st.composite
def random_reports(draw: st.DrawFn, form: Form) -> Report:
    """Return reports in the form with any optional keys, and awkward texts and cells."""
    cells, texts = st.sampled_from(list(form.cells)), [section.key for section in form.sections]
    sides = st.none() | st.tuples(*[st.decimals(-(10**6), 10**6, places=2)] * 2)
    accepts = st.builds(Accept, _lines, st.none() | st.sampled_from(list(form.places)), _lines, sides)
    changes = st.dictionaries(cells, st.tuples(_lines | st.just(""), _lines | st.just("")), max_size=3)
    corrections = st.builds(Correction, _days, _lines, changes, st.lists(st.sampled_from(texts), max_size=2).map(tuple))
    named = form.first_year is None or draw(st.booleans())
    return Report(
        agency="jia",
        year=draw(_years) if named else draw(st.integers(form.first_year or 0, form.last_year or 2099)),
        form=form.id,
        tables=draw(_tables(form)),
        text={key: draw(_texts) for key in texts if key not in form.tables},
        form_named=named,
        published=(published := draw(st.none() | _days)),
        published_at=draw(st.none() | _clocks) if published else None,
        source=draw(st.none() | st.sampled_from(["https://www.example.gov.cn/a?b=c#d", "http://例.中国/{1}:[2]"])),
        title=draw(_optional_lines),
        preamble=draw(_texts) or None,
        closing=draw(_texts) or None,
        index_number=draw(_optional_lines),
        document_number=draw(_optional_lines),
        licence=draw(_optional_lines),
        notes={key: text for key in form.tables if (text := draw(_texts))},
        accepts=draw(st.lists(accepts, max_size=3).map(tuple)),
        corrections=draw(st.lists(corrections, max_size=2).map(tuple)),
        withdrawn=draw(st.none() | st.builds(Withdrawal, _days, _lines)),
    )
