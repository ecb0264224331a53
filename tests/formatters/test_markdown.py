"""The Markdown summary for reviewers and agencies, word for word, with authors' text escaped."""

from __future__ import annotations

import shutil
from pathlib import Path

import markdown
import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.checks.report_changes import report_changes
from generator.formatters import as_markdown, source_base_url
from generator.formatters.revisions import revisions_section
from generator.model.catalog import Catalog
from generator.model.form import Forms
from generator.model.problem import Problem
from generator.sources.catalog import load_catalog
from tests.conftest import Golden


def test_the_whole_summary(catalog: Catalog, problems: list[Problem], golden: Golden) -> None:
    golden(as_markdown(len(catalog.reports), problems, [catalog]), Path(__file__).with_name("summary.md"))


def test_a_summary_without_problems(catalog: Catalog) -> None:
    text = as_markdown(3, [], [catalog])
    assert "共 3 份报告：0 个错误" in text
    assert "没有发现问题。" in text
    assert "没有待处理的事项。" in text


def test_text_of_authors_never_becomes_markup(catalog: Catalog, problems: list[Problem]) -> None:
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
    ("environment", "base_url"),
    [
        ({}, ""),
        (
            {"GITHUB_SERVER_URL": "https://git.example", "GITHUB_REPOSITORY": "a/b", "GITHUB_SHA": "f00"},
            "https://git.example/a/b/blob/f00/",
        ),
        ({"CI_PROJECT_URL": "https://lab.example/a/b", "CI_COMMIT_SHA": "f00"}, "https://lab.example/a/b/-/blob/f00/"),
    ],
)
def test_lines_link_to_the_source_files(
    environment: dict[str, str], base_url: str, catalog: Catalog, problems: list[Problem]
) -> None:
    assert source_base_url(environment) == base_url
    line = next(each.at.line for each in problems if each.check == "requests.applicants")
    text = as_markdown(2, problems, [catalog], base_url)
    assert f"[第 {line} 行]({base_url}%E6%8A%A5%E5%91%8A%20%E5%A4%B9/county/bureau/2024.yml#L{line})" in text


def test_changes_to_published_reports_are_listed(reports: Path, forms: Forms, tmp_path: Path, golden: Golden) -> None:
    bureau, before = reports / "county/bureau", tmp_path / "before"
    text = (bureau / "2024.yml").read_text(encoding="utf-8")
    withdrawn = f"{text}withdrawn: {{date: 2027-03-01, reason: 重复公布}}\n"
    for year in ("2021", "2022", "2023", "2025", "2026"):
        (bureau / f"{year}.yml").write_text(withdrawn if year == "2021" else text, encoding="utf-8")
    shutil.copytree(reports, before)
    (bureau / "2026.yml").write_text(withdrawn, encoding="utf-8")
    (before / "county/nobody").mkdir()
    (before / "county/nobody/2024.yml").write_text(text, encoding="utf-8")
    names = {path.relative_to(before).as_posix() for path in before.rglob("*.yml")} - {"county/bureau/2025.yml"}
    for path in (before / "county/bureau/2022.yml", before / "county/bureau/2025.yml", bureau / "2023.yml"):
        path.unlink()
    changed = text.replace("licensing:   127", "licensing:   null").replace("new:        [15", "new:        [16")
    changed = changed.replace("problems: |\n", "problems: |\n  另有<b>|</b>。\n")
    (bureau / "2024.yml").write_text(changed, encoding="utf-8")
    now = load_catalog(reports, forms)
    revised = report_changes(load_catalog(before, forms), names, now)
    golden("\n".join(revisions_section(revised)), Path(__file__).with_name("revisions.md"))
    page = LexborHTMLParser(markdown.markdown("\n".join(revisions_section(revised)), extensions=["tables"]))
    assert page.css("b") == []
    cells = [node.text() for node in page.css("td")]
    assert cells[:3] == ["行政许可：本年处理决定数量", "127", "（空白）"]
    assert cells[3:] == ["一、本年新收政府信息公开申请数量：自然人", "15", "16"]


def test_changes_are_listed_only_if_a_revision_is_compared(catalog: Catalog) -> None:
    assert "公布内容的变化" not in as_markdown(1, [], [catalog])
    assert "## 公布内容的变化\n\n没有变化。" in as_markdown(1, [], [catalog], revised=[])
