"""What people type finds first what they expect."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from generator.model.catalog import Catalog
from tests.search.queries_site import queries_catalog
from tests.search.search_page import loaded
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
