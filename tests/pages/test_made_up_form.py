"""A made-up form, added as one file, gets correct pages without any code."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from markdown import Markdown

from generator.checks import check_catalog
from generator.model.catalog import Catalog
from generator.model.form import Forms
from generator.pages.write import render_pages
from generator.sources.catalog import load_catalog
from tests.pages.html_tables import PageTable, official_tables
from tests.pages.markdown_reader import body, pipe_tables, rows

REPORT = Path(__file__).parents[1] / "reports" / "2031.yml"


@pytest.fixture
def catalog(tmp_path: Path, made_up_forms: Forms) -> Catalog:
    folder = tmp_path / "reports" / "office"
    folder.mkdir(parents=True)
    (folder / "agency.yml").write_text("name: 某接待处\nkind: office\n", encoding="utf-8")
    shutil.copy(REPORT, folder)
    return load_catalog(tmp_path / "reports", made_up_forms)


@pytest.fixture
def pages(catalog: Catalog) -> dict[str, str]:
    problems = check_catalog(catalog)
    assert [problem.message for problem in problems if problem.level == "error"] == []
    return dict(render_pages(catalog, problems))


@pytest.fixture
def tables(pages: dict[str, str]) -> dict[str, PageTable]:
    return official_tables(
        Markdown(extensions=["attr_list", "generator.markup"]).convert(body(pages["office/2031/index.md"]))
    )


def test_tables_with_four_levels_of_headings_fill_their_grids(tables: dict[str, PageTable]) -> None:
    sizes = {"works": (4, 10), "visits": (9, 11), "hearings": (9, 4)}
    assert set(tables) == set(sizes)
    for section, (width, height) in sizes.items():
        slots = tables[section].slots()
        assert (1 + max(x for _, x in slots), 1 + max(y for y, _ in slots)) == (width, height), section
        assert len(slots) == width * height


def test_cells_name_all_their_headings(catalog: Catalog, tables: dict[str, PageTable]) -> None:
    visits, rows = tables["visits"], catalog.reports["office", 2031].tables["visits"]
    by_headings = {tuple(visits.headings(cell)): cell.text for cell in visits.data()}
    columns = ("来访人员", "居民", "本地", "城镇")
    stub = ("二、结果", "（二）转办", "1.上级", "（1）省")
    assert by_headings[(*columns, *stub)] == rows["referred.upward.province"][0].printed
    assert by_headings["合计", "三、未结"] == rows["left"][-1].printed
    assert len(by_headings) == 7 * 5


def test_the_page_shows_sections_figures_and_equations(pages: dict[str, str]) -> None:
    page = pages["office/2031/index.md"]
    for section in ("一、概况", "二、工程情况", "三、接待来访情况", "四、听证情况", "五、补充说明"):
        assert f"## {section} {{ #" in page
    assert rows(page)["接待"] == ["866 人次"]
    assert "一、接待 = （三）小计 + 三、未结" in page
    assert "某接待处2031年来访接待工作年度报告" in page
    year = next(pipe_tables(pages["years/2031/index.md"]))
    assert dict(zip(*year, strict=True))["听证（次）"] == "27"
