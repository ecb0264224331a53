"""What people type finds first what they expect."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from generator.model.catalog import Catalog
from tests.search.queries_site import queries_catalog
from tests.search.search_page import loaded, search_address, wait_for_results
from tests.web import served

QUERIES = Path(__file__).with_name("queries.txt")

FIRST_LINKS = """
async (queries) => {
  const byId = (id) => document.getElementById(`gk-search-${id}`);
  const firsts = [];
  for (const query of queries) {
    byId('form').elements.q.value = query;
    byId('form').requestSubmit();
    while (byId('results').getAttribute('aria-busy') !== 'false') await new Promise((done) => setTimeout(done, 2));
    const shown = [...document.querySelectorAll('#gk-search-agency-list a, #gk-search-list h3 a')];
    firsts.push(shown.find((each) => each.checkVisibility())?.pathname ?? '');
  }
  return firsts;
}
"""


@pytest.fixture(scope="module")
def address(publish: Callable[[Catalog], Path]) -> Iterator[str]:
    with served(publish(queries_catalog())) as root:
        yield f"{root}sub/path/"


def first_links(tab: Page, address: str, queries: list[str]) -> list[str]:
    """Return the first address that the page shows for each query, below the site's root."""
    with loaded(tab, f"{address}search/") as page:
        paths: list[str] = page.evaluate(FIRST_LINKS, queries)
    return [path.removeprefix("/sub/path/") for path in paths]


def test_what_people_expect_stands_first(tab: Page, address: str) -> None:
    lines = [line for line in QUERIES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    expected, queries = zip(*(line.split(" ", 1) for line in lines), strict=True)
    found = first_links(tab, address, list(queries))
    wrong = [each for each in zip(queries, expected, found, strict=True) if each[1] != each[2]]
    assert len(queries) > 60
    assert wrong == []


@pytest.mark.parametrize(
    ("query", "heading", "note"),
    [
        ("住建局 2024", "机关", ""),
        ("云岫住健局", "您要找的是", "没有名称是“云岫住健局”的机关，下面是名称相近的机关的报告。"),
        ("夜市摊位古戏台", None, "没有报告一字不差地含有“夜市摊位古戏台”，下面的报告含有“夜市摊位”、“古戏台”。"),
        ("财政局停车收费", "机关", "没有报告含有“停车收费”，下面按机关名称列出。"),
        ("近三年年报", "机关", "下面按年度列出。"),
    ],
)
def test_the_page_says_how_it_understood_the_query(
    tab: Page, address: str, query: str, heading: str | None, note: str
) -> None:
    with loaded(tab, search_address(address, query)) as page:
        wait_for_results(page)
        shown = page.locator("#gk-search-agency-heading").filter(visible=True).all_inner_texts()
        assert shown == ([heading] if heading else [])
        expect(page.locator("#gk-search-note")).to_have_text(note)


def test_if_nothing_is_found_links_lead_on(tab: Page, address: str) -> None:
    with loaded(tab, search_address(address, "没有这样的话")) as page:
        wait_for_results(page)
        links = page.locator("#gk-search-onward a:visible")
        assert [link.get_attribute("href") for link in links.all()] == ["../years/", "../agencies/"]
        page.locator("#gk-search-q").fill("教育局")
        page.keyboard.press("Enter")
        wait_for_results(page)
        expect(page.locator("#gk-search-onward")).to_be_hidden()
