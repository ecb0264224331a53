"""The search page finds exactly the reports that contain the words; `make bench-search` tries many more."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from generator.model.catalog import Catalog
from tests.search.expected import random_substrings, reports_containing, searchable_fields
from tests.search.search_page import loaded, search_all


@pytest.mark.parametrize("seed", range(2))
def test_random_substrings_of_generated_reports(tab: Page, sample_address: str, sample: Catalog, seed: int) -> None:
    fields = searchable_fields(sample)
    with loaded(tab, f"{sample_address}search/") as page:
        for query in random_substrings(sample, 16, seed):
            found = search_all(page, query)
            assert len(found) == len(set(found)), query
            assert set(found) == reports_containing(fields, query), query


def test_random_substrings_of_the_projects_reports(tab: Page, real_address: str, real: Catalog) -> None:
    fields = searchable_fields(real)
    with loaded(tab, f"{real_address}search/") as page:
        for query in random_substrings(real, 20, 1):
            assert set(search_all(page, query)) == reports_containing(fields, query), query


DIFFICULT_QUERIES = """
16件|１６件|ＡＰＰ|wi-fi|m2|⼈民|𠮷林|é持续|İ县|ΑΣ|株式会社|½|각|甲乙|甲 乙|区|𬭚|𬭚城县教|没有这句话
2024 行政处罚|2024年 儋州 依申请公开|局2023年度政府|北门 2020|儋州市建设局|政务公开 行政复议 𠮷林 app
儋州市住房和城乡建设局2024年政府信息公开工作年度报告|2024年度|2022年度 处罚|公开 的|𠮷 公开|处罚 局 镇
“行政处罚”|"行政处罚" 儋州|「政务公开 行政复议」|‘2024年度’|“行政”处罚|“镇”
""".replace("\n", "|").strip("|")


def test_difficult_queries(tab: Page, sample_address: str, sample: Catalog) -> None:
    fields = searchable_fields(sample)
    with loaded(tab, f"{sample_address}search/") as page:
        found = {query: set(search_all(page, query)) for query in DIFFICULT_QUERIES.split("|")}
    assert found == {query: reports_containing(fields, query) for query in DIFFICULT_QUERIES.split("|")}
    assert len([query for query, reports in found.items() if not reports]) <= 6
