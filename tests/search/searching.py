"""Drives the search page as a reader does, and tells what it shows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Browser, Page, expect

HITS = "#gk-search-list > li"


@contextmanager
def opened(browser: Browser, address: str, **options: Any) -> Iterator[Page]:
    """A page at the address, which must not fail, nor ask anything of another host, while it is used."""
    context = browser.new_context(**options)
    page = context.new_page()
    host = "/".join(address.split("/")[:3])
    wrong: list[str] = []
    page.on("request", lambda each: None if each.url.startswith((host, "data:")) else wrong.append(each.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(address)
    yield page
    context.close()
    assert wrong == []


def searched(page: Page) -> None:
    """Wait until the page has its answer."""
    expect(page.locator("#gk-search-results")).to_have_attribute("aria-busy", "false")


def address_of(site: str, query: str, **filters: str) -> str:
    more = "".join(f"&{name}={quote(value)}" for name, value in filters.items())
    return f"{site}search/?q={quote(query)}{more}"


def shown(page: Page) -> list[str]:
    """The reports shown, as agency/year, in order."""
    searched(page)
    links: list[str] = page.locator(f"{HITS} h3 a").evaluate_all("all => all.map((each) => each.pathname)")
    return [link.removeprefix("/sub/path/").rstrip("/") for link in links]


def status(page: Page) -> str:
    searched(page)
    return page.locator("#gk-search-status").inner_text()


SEARCH_ALL = """
async (query) => {
  const byId = (id) => document.getElementById(`gk-search-${id}`);
  const answered = async () => {
    while (byId('results').getAttribute('aria-busy') !== 'false') await new Promise((done) => setTimeout(done, 2));
  };
  const form = byId('form');
  form.elements.q.value = query;
  form.requestSubmit();
  await answered();
  while (!byId('more').hidden) {
    byId('more').click();
    await answered();
  }
  return [...document.querySelectorAll('#gk-search-list h3 a')].map((each) => each.pathname);
}
"""


def search_all(page: Page, query: str) -> list[str]:
    """Type the query into the page, send it, and ask for more until there is no more."""
    links: list[str] = page.evaluate(SEARCH_ALL, query)
    return [link.removeprefix("/sub/path/").rstrip("/") for link in links]
