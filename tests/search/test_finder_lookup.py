"""The finder reads only a few of the files of names, but finds the same agencies as if it had read all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from playwright.sync_api import Page, expect
from pypinyin import lazy_pinyin

from generator.model.agency import Agency
from generator.model.catalog import Catalog
from tests.search.samples import make_catalog
from tests.search.search_page import loaded, search_address, wait_for_results
from tests.web import served

WITH_AND_WITHOUT_INDEX = """
async (queries) => {
  const [finder, data, levels, reading] = await Promise.all(
    ['finder', 'data', 'levels', 'reading'].map((name) => import(`../assets/search/${name}.js`)),
  );
  const wordsOf = (query) => reading.readQuery(query, catalog.years).words.map(reading.bare);
  const catalog = await data.loadCatalog();
  const found = [];
  for (const query of queries) {
    const { agencies, unread } = await finder.findAll(catalog, wordsOf(query), []);
    found.push({ ids: agencies.map(({ id }) => id).sort(), unread });
  }
  await data.loadNames(catalog.agencies);
  const readings = await data.loadReadings();
  return queries.map((query, i) => {
    const words = wordsOf(query);
    const named = (agency) => words.length && words.every((word) => levels.levelOf(word, agency, readings));
    return { query, ...found[i], expected: catalog.agencies.filter(named).map(({ id }) => id).sort() };
  });
}
"""

PLACES = 40

MOST_READ = (6, 7)
"""Files of names; that of the most common names is fetched early, and may be read besides."""


@pytest.fixture(scope="module")
def many() -> Catalog:
    return make_catalog(PLACES, range(2025, 2026), paragraphs=1)


@pytest.fixture(scope="module")
def many_address(publish: Callable[[Catalog], Path], many: Catalog) -> Iterator[str]:
    with served(publish(many)) as root:
        yield f"{root}sub/path/"


def queries(catalog: Catalog, count: int) -> list[str]:
    """Return random queries of one or two words: parts or subsequences of names, pinyin, initials, folder names."""
    random = Random(3)
    agencies = list(catalog.agencies.values())

    def word() -> str:
        agency = random.choice(agencies)
        name = random.choice([agency.name, *agency.short_names, *(former.name for former in agency.formerly)])
        start = random.choice([0, 0, 2, 3, random.randrange(len(name))])
        characters = list(name[start : start + random.randint(1, 9)]) or list(name)
        style = random.randrange(5)
        if style == 0:
            return "".join(each for i, each in enumerate(characters) if i == 0 or random.random() < 0.6)
        if style == 1:
            return "".join(random.choice([sound, sound[0]]) for sound in lazy_pinyin(characters))
        if style == 2:
            return "".join(
                random.choice([each, sound[0], sound])
                for each, sound in zip(characters, lazy_pinyin(characters), strict=True)
            )
        return agency.id.split("/")[-1] if style == 3 else "".join(characters)

    return [" ".join(word() for _ in range(random.choice([1, 1, 2]))) for _ in range(count)]


def test_the_index_finds_what_reading_all_names_finds(tab: Page, many_address: str, many: Catalog) -> None:
    with loaded(tab, f"{many_address}search/") as page:
        answers = page.evaluate(WITH_AND_WITHOUT_INDEX, queries(many, 400))
    mistakes = [each for each in answers if each["ids"] != each["expected"] or each["unread"]]
    assert mistakes == []
    assert len([each for each in answers if each["expected"]]) > 200


def test_if_hundreds_of_names_match_some_are_read_and_the_rest_counted(
    tab: Page, publish: Callable[[Catalog], Path], sample: Catalog
) -> None:
    government = Agency("big", "大县人民政府", "government", ("大县",))
    towns = [Agency(f"big/t{n:03}", f"大县{chr(0x5000 + n)}丁镇人民政府", "township") for n in range(600)]
    catalog = replace(sample, agencies={each.id: each for each in (government, *towns)}, reports={})
    with served(publish(catalog)) as root, loaded(tab, search_address(f"{root}sub/path/", "镇")) as page:
        wait_for_results(page)
        read = names_read(page)
        assert read in MOST_READ
        expect(page.locator(".gk-found-more")).to_have_text("另有约 595 个机关名称相符，加上地名可以缩小范围。")
        page.locator("#gk-search-q").fill(f"大县{chr(0x5000 + 599)}丁镇")
        page.keyboard.press("Enter")
        expect(page.locator("#gk-search-agency-list")).to_contain_text(f"大县{chr(0x5000 + 599)}丁镇人民政府")
        assert names_read(page) == read + 1


def names_read(page: Page) -> int:
    loaded: list[str] = page.evaluate("performance.getEntriesByType('resource').map((each) => each.name)")
    return len([name for name in loaded if "/data/names/" in name])
