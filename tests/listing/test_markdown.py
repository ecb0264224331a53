"""The summary for reviewers and agencies, word for word, and nothing in it that an author could have made markup."""

from __future__ import annotations

from pathlib import Path

import markdown
import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.catalog import Catalog
from generator.listing import as_markdown, source_address
from generator.report import Problem
from tests.conftest import Golden


def test_the_whole_summary(catalog: Catalog, problems: list[Problem], golden: Golden) -> None:
    golden(as_markdown(len(catalog.reports), problems, [catalog]), Path(__file__).with_name("summary.md"))


def test_nothing_to_tell(catalog: Catalog) -> None:
    text = as_markdown(3, [], [catalog])
    assert "共 3 份报告：0 个错误" in text
    assert "没有发现问题。" in text
    assert "没有待处理的事项。" in text


def test_no_text_of_an_author_becomes_markup(catalog: Catalog, problems: list[Problem]) -> None:
    page = LexborHTMLParser(markdown.markdown(as_markdown(2, problems, [catalog])))
    assert {node.tag for node in page.css("body *")} <= {
        "h1",
        "h2",
        "h3",
        "h4",
        "p",
        "ul",
        "ol",
        "li",
        "strong",
        "a",
        "code",
    }
    assert not [node for node in page.css("a") if "evil" in (node.attributes["href"] or "")]


@pytest.mark.parametrize(
    ("environment", "address"),
    [
        ({}, ""),
        (
            {"GITHUB_SERVER_URL": "https://git.example", "GITHUB_REPOSITORY": "a/b", "GITHUB_SHA": "f00"},
            "https://git.example/a/b/blob/f00/",
        ),
        ({"CI_PROJECT_URL": "https://lab.example/a/b", "CI_COMMIT_SHA": "f00"}, "https://lab.example/a/b/-/blob/f00/"),
    ],
)
def test_lines_are_linked_where_the_files_can_be_seen(
    environment: dict[str, str], address: str, catalog: Catalog, problems: list[Problem]
) -> None:
    assert source_address(environment) == address
    line = next(each.at.line for each in problems if each.check == "requests.applicants")
    text = as_markdown(2, problems, [catalog], address)
    assert f"[第 {line} 行]({address}%E6%8A%A5%E5%91%8A%20%E5%A4%B9/county/bureau/2024.yml#L{line})" in text
