"""Explanations: below the table whose rows they explain, and all of them on one page."""

from __future__ import annotations

import re

from generator.model.catalog import Catalog
from generator.pages.glossary import glossary_view


def test_each_table_of_a_report_is_followed_by_the_meaning_of_its_rows(pages: dict[str, str]) -> None:
    page = pages["qiyang/zjj/2024/index.md"]
    blocks = re.findall(r"<summary>表中各项的意思</summary>\n\n(.*?)\n\n条款指", page, re.DOTALL)
    assert [len(block.splitlines()) for block in blocks] == [6, 22, 6]
    assert "国家安全、公共安全、经济安全、社会稳定" in blocks[1]
    assert "（第十四条）" in blocks[1]
    assert page.index(blocks[1]) > page.index('id="requests-table"')
    assert "表中各项的意思" not in pages["demo/wjj/2024/v1/index.md"]


def test_the_glossary_lists_every_explanation_of_the_official_forms_once(
    catalog: Catalog, pages: dict[str, str]
) -> None:
    view = glossary_view(catalog)
    listed = [term for group in view["groups"] for term in group.terms]
    official = [form for form in catalog.forms.values() if form.first_year]
    assert {term.explanation for term in listed} == {each for form in official for each in form.explanations}
    assert len({term.explanation for term in listed}) == len(listed)
    page = pages["glossary/index.md"]
    anchors = re.findall(r"\{ #(\S+) \}$", page, re.MULTILINE)
    assert len(anchors) == len(set(anchors)) == len(listed) + len(view["groups"])
    assert "国务院令第711号" in page
    fees = [term for term in listed if term.anchor.startswith("disclosure.fees")]
    assert [term.forms for term in fees] == ["2021年格式", "2019年格式（试行）"]


ARTICLES = {
    "第十四条": ("国家秘密", "禁止公开", "国家安全、公共安全、经济安全、社会稳定"),
    "第十五条": ("第三方合法权益",),
    "第十六条第一款": ("人事管理、后勤管理、内部工作流程",),
    "第十六条第二款": ("讨论记录、过程稿、磋商信函、请示报告", "行政执法案卷"),
    "第二十条第（一）项": ("规章",),
    "第二十条第（五）项": ("行政许可",),
    "第二十条第（六）项": ("行政处罚", "行政强制"),
    "第二十条第（八）项": ("行政事业性收费",),
    "第二十条第（九）项": ("集中采购",),
    "第三十条": ("补正",),
    "第三十五条": ("频次明显超过合理范围",),
    "第三十六条第（一）、（二）项": ("告知获取的方式、途径和时间",),
    "第三十六条第（四）、（五）项": ("经检索没有",),
    "第三十六条第（六）项": ("已经答复过",),
    "第三十六条第（七）项": ("不动产登记",),
    "第三十七条": ("区分处理",),
    "第三十八条": ("加工、分析",),
    "第三十九条第一款": ("信访、投诉、举报",),
    "第三十九条第二款": ("公开出版物",),
    "第四十二条": ("信息处理费",),
    "第五十一条": ("行政复议", "行政诉讼"),
}
"""What the cited articles of the regulation of 2019 are about, in its words."""


def test_every_article_cited_is_about_what_it_explains(catalog: Catalog) -> None:
    cited = [each for form in catalog.forms.values() for each in form.explanations if each.article]
    assert {each.article for each in cited} == set(ARTICLES)
    assert [each for each in cited if not any(words in each.text for words in ARTICLES[each.article])] == []
