"""Everything that contains the words is found, and everything shown contains them: in a real browser, by the page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from generator.model.catalog import Catalog
from tests.search.searching import opened, search_all
from tests.search.truth import containing, searchable, substrings


@pytest.mark.parametrize("seed", range(3))
def test_random_substrings_of_made_up_reports(browser: Browser, made_address: str, made: Catalog, seed: int) -> None:
    fields = searchable(made)
    with opened(browser, f"{made_address}search/") as page:
        for query in substrings(made, 100, seed):
            found = search_all(page, query)
            assert len(found) == len(set(found)), query
            assert set(found) == containing(fields, query), query


def test_random_substrings_of_the_project_s_reports(browser: Browser, real_address: str, real: Catalog) -> None:
    fields = searchable(real)
    with opened(browser, f"{real_address}search/") as page:
        for query in substrings(real, 100, 1):
            assert set(search_all(page, query)) == containing(fields, query), query


HARD = """
16件|１６件|ＡＰＰ|wi-fi|m2|⼈民|𠮷林|é持续|İ县|ΑΣ|株式会社|½|각|甲乙|甲 乙|区|𬭚|𬭚城县教|没有这句话
2024 行政处罚|2024年 儋州 依申请公开|局2023年度政府|北门 2020|儋州市建设局|政务公开 行政复议 𠮷林 app
儋州市住房和城乡建设局2024年政府信息公开工作年度报告|2024年度|2022年度 处罚|公开 的|𠮷 公开|处罚 局 镇
“行政处罚”|"行政处罚" 儋州|「政务公开 行政复议」|‘2024年度’|“行政”处罚|“镇”
""".replace("\n", "|").strip("|")


def test_words_that_are_hard_to_find(browser: Browser, made_address: str, made: Catalog) -> None:
    fields = searchable(made)
    with opened(browser, f"{made_address}search/") as page:
        found = {query: set(search_all(page, query)) for query in HARD.split("|")}
    assert found == {query: containing(fields, query) for query in HARD.split("|")}
    assert len([query for query, reports in found.items() if not reports]) <= 6
