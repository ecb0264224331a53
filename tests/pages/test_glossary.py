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
