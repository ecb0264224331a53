"""Generated pages are Markdown that is readable in reviews and in any editor."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.exporters import FORMATS
from generator.model.agency import Agency
from generator.model.catalog import Catalog
from generator.model.form import Forms
from generator.model.problem import Problem
from generator.pages.address import file_of, report_address
from generator.pages.write import all_pages, render, render_pages
from tests.conftest import Golden
from tests.made_reports import REPORTS, stored
from tests.pages.markdown_reader import body, pipe_tables

DOCS = Path(__file__).parents[2] / "docs"
GOLDEN = Path(__file__).parent / "golden"
FIRST_REPORT = "qiyang/zjj/2024/"
"""Address of the project's first report."""

_BEGINNING = re.compile(r"---\n(?:.+\n)+?---\n<!-- gongkai: .+ -->\n\n# \S.*\n\n")
_OFFICIAL_TABLE = re.compile(r'<div class="gk-sheet".*?\n</div>\n', re.DOTALL)
_CHART_OR_CONTROL = re.compile(r"<(figure|form)\b.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<!--.*?-->|</?[a-z][^>]*>", re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]*)\)")
_MAX_HTML_SHARE = 0.2


def test_every_page_begins_with_front_matter_its_origin_and_one_title(pages: dict[str, str]) -> None:
    assert [file for file, page in pages.items() if not _BEGINNING.match(page)] == []
    assert [file for file, page in pages.items() if len(re.findall("^# ", body(page), re.MULTILINE)) != 1] == []


def test_a_report_page_shows_facts_figures_text_and_tables_in_this_order(
    catalog: Catalog, pages: dict[str, str]
) -> None:
    parts = ('\n<div class="gk-facts"', '\n<div class="gk-glance"', "\n## 一、", '\n<div class="gk-sheet"')
    for report in catalog.reports.values():
        file = file_of(report_address(report))
        order = [pages[file].find(part) for part in parts]
        assert -1 not in order, file
        assert order == sorted(order), file
    landmarks = ("\n| 新收申请 |", "\n为深入贯彻落实", "\n## 一、", "\n2024年,我局", "\n## 二、", "\n<table")
    order = [pages[file_of(FIRST_REPORT)].index(each) for each in landmarks]
    assert order == sorted(order)


def test_links_between_pages_lead_to_existing_files(pages: dict[str, str]) -> None:
    files = pages.keys() | {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")}
    found = [(file, link) for file, page in pages.items() for link in _LINK.findall(body(page))]
    internal = [(file, link) for file, link in found if not link.startswith(("https://", "http://"))]
    assert len(internal) > 1000
    assert [link for _, link in internal if not re.fullmatch(r"[^#]+\.md(#[\w.-]+)?", link)] == []
    assert [(file, link) for file, link in internal if _reached(file, link) not in files] == []


def _reached(file: str, link: str) -> str:
    """Return the file that a link in `file` leads to."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(file), link.partition("#")[0]))


def test_html_links_lead_only_to_downloads(pages: dict[str, str]) -> None:
    links = {link for page in pages.values() for link in re.findall(r'\bhref="([^"]*)"', body(page))}
    assert {"report.docx", "findings.json", "feed.xml", "due.ics"} <= links
    assert [link for link in links if link.endswith((".md", "/")) or "#" in link] == []


def test_rows_of_a_table_have_as_many_cells_as_its_head(pages: dict[str, str]) -> None:
    widths = [(file, [len(row) for row in table]) for file, page in pages.items() for table in pipe_tables(body(page))]
    assert len(widths) > 100
    assert [(file, found) for file, found in widths if len(set(found)) != 1 or len(found) == 1] == []


def test_pages_are_mostly_markdown(pages: dict[str, str]) -> None:
    """Apart from official tables, charts and controls, HTML occurs only in wrappers, downloads and line breaks."""
    text = "".join(_CHART_OR_CONTROL.sub("", _OFFICIAL_TABLE.sub("", body(page))) for page in pages.values())
    share = sum(len(tag.encode()) for tag in _TAG.findall(text)) / len(text.encode())
    assert share < _MAX_HTML_SHARE, f"{share:.1%} of the bytes are HTML"


def test_a_heading_on_its_own_line_is_a_heading_and_a_run_in_one_is_bold(
    pages: dict[str, str], made_up_forms: Forms
) -> None:
    first = pages[file_of(FIRST_REPORT)]
    assert "\n<strong>(一)主动公开。</strong>在公开内容上,重点公开" in first
    report = stored(REPORTS[-1], made_up_forms)
    text = "（一）接待\n按时接待。\n（二）转办。及时转办{{visits.left.sum}}件。"
    report = replace(report, text={**report.text, "summary": text})
    catalog = Catalog(Path(), made_up_forms, {"jia": Agency("jia", "甲局", "department")}, {("jia", 2031): report})
    page = dict(render_pages(catalog, []))["jia/2031/index.md"]
    assert "\n\n### （一）接待\n\n按时接待。\n\n<strong>（二）转办。</strong>及时转办12件。\n\n" in page


def test_the_page_of_the_first_report(
    catalog: Catalog, problems: list[Problem], golden: Golden, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page equals the golden file, with a PDF offered even on a machine without a Chinese font."""
    monkeypatch.setattr("generator.pages.report.available_formats", lambda: FORMATS)
    (page,) = (page for page in all_pages(catalog, problems) if page.address == FIRST_REPORT)
    golden(_OFFICIAL_TABLE.sub("(official table)\n", render(page)), GOLDEN / "qiyang-zjj-2024.md")


def test_the_list_of_agencies_is_nested_like_their_tree(site: Path, catalog: Catalog) -> None:
    page = LexborHTMLParser((site / "agencies/index.html").read_text(encoding="utf-8"))
    parents: dict[str, str | None] = {}
    for item in page.css(".gk-page li"):
        above = item.parent.parent if item.parent is not None else None
        parents[_first_link(item)] = _first_link(above) if above is not None and above.tag == "li" else None
    assert parents == {f"../{agency.id}/": f"../{agency.parent}/" if agency.parent else None
                       for agency in catalog.agencies.values()}  # fmt: skip


def _first_link(item: LexborNode) -> str:
    return item.css("a")[0].attributes["href"] or ""


def test_indentation_by_templates_is_not_escaped(pages: dict[str, str]) -> None:
    """Leading spaces are escaped in authors' texts, but must not be in the indentation of a template."""
    assert [name for name, text in pages.items() if re.search(r"^[ -]*&#32;", text, re.MULTILINE)] == []
