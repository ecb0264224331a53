"""Measure the cost of searches to visitors, and their recall: `python -m tests.benchmarks.search --reports N`.

The reports are made up. Only the search page is built in advance; records are generated on request.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from random import Random
from statistics import median
from typing import NamedTuple
from urllib.parse import quote

from playwright.sync_api import Browser

from generator.model.catalog import Catalog
from generator.model.report import Report
from generator.search.text import headline_fields, searchable_lines, text_fields
from tests.benchmarks.search_site import build_pages, make_catalog, site_files, write_index
from tests.benchmarks.web_traffic import new_visitor, serve_files
from tests.web import chromium

Texts = dict[tuple[str, int], str]
"""The searchable text of each report, by agency and year."""

_RECALL_QUERIES = 300
_VISITORS = 25
_SEARCHES_AFTER_FIRST = 3

_TYPICAL_QUERIES = ["住建 2024", "zjj 2024", "行政处罚", "依申请公开 16件", "教育局", "政务公开 行政复议", "2024年"]

_SLOW_LINE = {"offline": False, "latency": 300, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
"""A slow mobile connection: 300 ms a round trip, 1.6 Mbit/s (in bytes per second)."""

_CANDIDATES = """
async (queries) => {
  const { findCandidates } = await import('../assets/search/query.js');
  const { loadManifest } = await import('../assets/search/data.js');
  const { numbers } = await loadManifest();
  const none = { year: '', region: '', kind: '' };
  const sets = [];
  for (const query of queries) {
    const set = new Uint8Array(Math.ceil(numbers / 8));
    for (const { number } of (await findCandidates(query, none)).listed) set[number >> 3] |= 1 << (number & 7);
    sets.push(btoa(set.reduce((text, byte) => text + String.fromCharCode(byte), '')));
  }
  return sets;
}
"""


class Search(NamedTuple):
    """A search: whether it was the visitor's first, the bytes received by kind, and the reports shown."""

    query: str
    is_first: bool
    received: dict[str, int]
    shown: list[str]

    @property
    def cost(self) -> int:
        """The bytes received for the search itself: its program, its data, and the records of the reports shown."""
        return sum(size for kind, size in self.received.items() if kind != "page")


def random_substrings(texts: list[str], count: int) -> list[str]:
    """Return random strings of 2 to 12 characters from lines of the texts."""
    random = Random(1)
    found: list[str] = []
    while len(found) < count:
        line = random.choice(random.choice(texts).split("\n"))
        length = random.randint(2, 12)
        start = random.randrange(max(1, len(line) - length + 1))
        if len(line) >= length:
            found.append(line[start : start + length])
    return found


def searchable_texts(catalog: Catalog) -> Texts:
    """Return the searchable text of each report, from the sources."""

    def text(report: Report) -> str:
        return searchable_lines([*headline_fields(catalog, report), *text_fields(catalog, report)])

    return {key: text(report) for key, report in catalog.reports.items()}


def run_searches(browser: Browser, address: str, queries: list[str]) -> Iterator[Search]:
    """Yield a search for each query; each visitor starts with an empty cache and makes a few searches."""
    for start in range(0, len(queries), _SEARCHES_AFTER_FIRST + 1):
        with new_visitor(browser) as visitor:
            visitor.page.goto(f"{address}search/")
            for position, query in enumerate(queries[start : start + _SEARCHES_AFTER_FIRST + 1]):
                shown = visitor.search(query)
                yield Search(query, position == 0, visitor.take_received(), shown)


def recall(browser: Browser, address: str, catalog: Catalog, texts: Texts) -> str:
    """Return a line with the recall and the precision of the index for random strings of the texts."""
    queries = random_substrings(list(texts.values()), _RECALL_QUERIES)
    with new_visitor(browser) as visitor:
        visitor.page.goto(f"{address}search/")
        sets = [b64decode(candidates) for candidates in visitor.page.evaluate(_CANDIDATES, queries)]
    positions = {id: position for position, id in enumerate(catalog.agencies)}
    numbers = {key: catalog.years.index(key[1]) * len(positions) + positions[key[0]] for key in texts}
    expected = found = correct = 0
    for query, candidates in zip(queries, sets, strict=True):
        matching = {numbers[key] for key, text in texts.items() if query in text}
        listed = {number for number in numbers.values() if candidates[number >> 3] >> (number & 7) & 1}
        expected, found, correct = expected + len(matching), found + len(listed), correct + len(matching & listed)
    return f"recall {correct / expected:.3f}; of what the index lists {correct / found:.3f} has the words"


def seconds_to_result(browser: Browser, address: str, query: str) -> float:
    """Return the seconds from opening the search page with the query to its first result, on a slow line."""
    with new_visitor(browser) as visitor:
        session = visitor.page.context.new_cdp_session(visitor.page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", _SLOW_LINE)
        begin = time.perf_counter()
        visitor.page.goto(f"{address}search/?q={quote(query)}", wait_until="commit")
        visitor.page.locator("#gk-search-agency-list a, #gk-search-list h3 a").first.wait_for()
        return time.perf_counter() - begin


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.search", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--reports", type=int, default=7_000, metavar="N")
    options = parser.parse_args()
    catalog = make_catalog(options.reports)
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as folder, chromium() as browser:
        work = Path(folder)
        size = f"{len(catalog.reports)} reports of {len(catalog.agencies)} agencies"
        sys.stdout.write(f"{size}: {write_index(catalog, work)}\n")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
        sys.stdout.write(f"peak memory {peak:.0f} MB, all reports included\n")
        texts = searchable_texts(catalog)
        count = _VISITORS * (_SEARCHES_AFTER_FIRST + 1) - len(_TYPICAL_QUERIES)
        queries = [*_TYPICAL_QUERIES, *random_substrings(list(texts.values()), count)]
        with serve_files(site_files(catalog, build_pages(work), work)) as address:
            searches = list(run_searches(browser, address, queries))
            sys.stdout.write("\n".join(_summary(searches, texts)) + "\n")
            seconds = {query: seconds_to_result(browser, address, query) for query in _TYPICAL_QUERIES}
            slow = ", ".join(f"{query} {each:.1f} s" for query, each in seconds.items())
            sys.stdout.write(f"first result on a slow line: {slow}\n")
            sys.stdout.write(recall(browser, address, catalog, texts) + "\n")


def _summary(searches: list[Search], texts: Texts) -> Iterator[str]:
    for name, is_first in (("first", True), ("next", False)):
        some = [each for each in searches if each.is_first == is_first]
        kinds = sorted({kind for each in some for kind in each.received})
        most = max(some, key=lambda each: each.cost)
        costs = f"median {median(each.cost for each in some) / 1e3:.1f} kB, most {most.cost / 1e3:.1f} kB"
        yield f"{name} search, page and theme apart: {costs} for {most.query}"
        yield f"  medians: {_sizes({kind: median(each.received.get(kind, 0) for each in some) for kind in kinds})}"
        yield f"  the most: {_sizes(most.received)}"
    checked = [(each.query, report) for each in searches if each.query not in _TYPICAL_QUERIES for report in each.shown]
    correct = sum(_contains(report, query, texts) for query, report in checked)
    yield f"precision of what is shown: {correct / len(checked):.3f} of {len(checked)}"


def _sizes(bytes_by_kind: dict[str, float] | dict[str, int]) -> str:
    return ", ".join(f"{kind} {size / 1e3:.1f}" for kind, size in sorted(bytes_by_kind.items()))


def _contains(report: str, query: str, texts: Texts) -> bool:
    agency, year = report.rsplit("/", 1)
    return query in texts[agency, int(year)]


if __name__ == "__main__":
    main()
