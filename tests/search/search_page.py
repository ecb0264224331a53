"""Operate the search page as its users do, and read what it shows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Browser, Page, expect

from tests.web import watched

HITS = "#gk-search-list > li"


@contextmanager
def loaded(tab: Page, address: str) -> Iterator[Page]:
    """Yield the page at the address in the tab; fail at the end if it raised an error or asked another host."""
    with watched(tab, address):
        tab.goto(address)
        yield tab


@contextmanager
def open_page(browser: Browser, address: str, **options: Any) -> Iterator[Page]:
    """Yield the page at the address as `loaded` does, in a context of its own."""
    with browser.new_context(**options) as context, loaded(context.new_page(), address) as page:
        yield page


def wait_for_results(page: Page) -> None:
    """Wait until the page shows its results."""
    expect(page.locator("#gk-search-results")).to_have_attribute("aria-busy", "false")


def search_address(site: str, query: str, **filters: str) -> str:
    parameters = "".join(f"&{name}={quote(value)}" for name, value in filters.items())
    return f"{site}search/?q={quote(query)}{parameters}"


def shown_reports(page: Page) -> list[str]:
    """Return the reports shown, as agency/year, in order."""
    wait_for_results(page)
    links: list[str] = page.locator(f"{HITS} h3 a").evaluate_all("all => all.map((each) => each.pathname)")
    return [link.removeprefix("/sub/path/").rstrip("/") for link in links]


def status_text(page: Page) -> str:
    wait_for_results(page)
    return page.locator("#gk-search-status").inner_text()


SUBMIT = """
async (query) => {
  const byId = (id) => document.getElementById(`gk-search-${id}`);
  byId('form').elements.q.value = query;
  byId('form').requestSubmit();
  while (byId('results').getAttribute('aria-busy') !== 'false') await new Promise((done) => setTimeout(done, 2));
}
"""


def submitted(page: Page, query: str) -> Page:
    """Return the page after submitting the query on it, when it shows the results."""
    page.evaluate(SUBMIT, query)
    return page


SEARCH_ALL = """
async (query) => {
  const byId = (id) => document.getElementById(`gk-search-${id}`);
  const resultsShown = async () => {
    while (byId('results').getAttribute('aria-busy') !== 'false') await new Promise((done) => setTimeout(done, 2));
  };
  const form = byId('form');
  form.elements.q.value = query;
  form.requestSubmit();
  await resultsShown();
  while (!byId('more').hidden) {
    byId('more').click();
    await resultsShown();
  }
  return [...document.querySelectorAll('#gk-search-list h3 a')].map((each) => each.pathname);
}
"""


def search_all(page: Page, query: str) -> list[str]:
    """Submit the query on the page, request more results until there are none, and return the reports."""
    links: list[str] = page.evaluate(SEARCH_ALL, query)
    return [link.removeprefix("/sub/path/").rstrip("/") for link in links]
