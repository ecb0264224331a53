"""The findings file of each report, and the pages that summarise check results."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from generator.checks import Subject
from generator.checks.equations import equations
from generator.formatters.findings import VERDICTS
from generator.model.catalog import Catalog
from generator.model.problem import Problem
from generator.pages.checks import Tally


def test_each_report_has_a_file_with_all_its_findings(site: Path, catalog: Catalog, problems: list[Problem]) -> None:
    for report in catalog.active_reports.values():
        path = f"{report.agency}/{report.year}"
        found = json.loads((site / path / "findings.json").read_text(encoding="utf-8"))
        expected = [problem for problem in problems if problem.at.path == report.path]
        keys = ("path", "line", "column", "level", "check", "cell", "message", "accepted")
        assert [tuple(each[key] for key in keys) for each in found["problems"]] == [
            (
                f"{path}.yml",
                each.at.line,
                each.at.column,
                each.level,
                each.check,
                each.cell,
                each.message,
                each.accepted,
            )
            for each in expected
        ]
        lines = [line for rule in found["equations"] for line in rule["lines"]]
        subject = Subject(report, catalog.form_of(report))
        assert [line["verdict"] for line in lines] == [VERDICTS[each.holds] for each in equations(subject)]
        for line in lines:
            assert {"holds": line["left"] == line["right"], "fails": line["left"] != line["right"]}.get(
                line["verdict"], line["left"] is None
            )


def test_a_report_page_links_to_its_findings(site: Path) -> None:
    page = LexborHTMLParser((site / "qiyang/zjj/2024/index.html").read_text(encoding="utf-8"))
    links = {node.attributes["href"] for node in page.css(".gk-proofs:not(.gk-terms) a")}
    assert links == {"../../../manual/checks/", "findings.json", "../../../checks/"}
    old = LexborHTMLParser(next(site.glob("**/v1/index.html")).read_text(encoding="utf-8"))
    assert old.css(".gk-proofs:not(.gk-terms)")
    assert old.css(".gk-proofs:not(.gk-terms) a") == []


def _rows(page: LexborHTMLParser, heading: str) -> dict[str, list[int]]:
    """Return the numbers of the first table after the heading, by row name."""
    rows = [[cell.text() for cell in row.css("td")] for row in page.css(f"h2#{heading} ~ table")[0].css("tbody tr")]
    return {name: [int(number) for number in numbers] for name, *numbers in rows}


def test_the_index_totals_real_reports_and_demonstration_data_separately(
    site: Path, catalog: Catalog, problems: list[Problem]
) -> None:
    page = LexborHTMLParser((site / "checks/index.html").read_text(encoding="utf-8"))
    for heading, demo in (("years", False), ("demo", True)):
        reports = [each for each in catalog.active_reports.values() if catalog.is_demo(each.agency) is demo]
        paths = {each.path for each in reports}
        verdicts = Counter(
            equation.holds for each in reports for equation in equations(Subject(each, catalog.form_of(each)))
        )
        found = [problem for problem in problems if problem.at.path in paths]
        accepted = sum(problem.accepted is not None for problem in found)
        rows = [numbers for name, numbers in _rows(page, heading).items() if name != "合计"]
        assert [sum(column) for column in zip(*rows, strict=True)] == [
            len(reports), verdicts.total(), verdicts[True], verdicts[False], verdicts[None],
            len(found) - accepted, accepted,
        ]  # fmt: skip


def test_a_year_page_lists_every_warning_and_every_accepted_fault(
    site: Path, catalog: Catalog, problems: list[Problem]
) -> None:
    paths = {report.path: report.year for report in catalog.active_reports.values()}
    for year in catalog.years:
        text = (site / f"checks/{year}/index.html").read_text(encoding="utf-8")
        page = LexborHTMLParser(text)
        expected = [problem for problem in problems if paths.get(problem.at.path) == year]
        for node in page.css("#words ~ ul"):  # lists that explain the words
            node.decompose()
        items = [re.sub(r"\s+", "", node.text()) for node in page.css(".gk-page > ul > li")]
        assert len(items) == len(expected)
        for problem in expected:
            sentence = re.sub(r"\s+", "", problem.message.removesuffix(problem.advice))
            (item,) = [each for each in items if sentence in each]
            assert re.sub(r"\s+", "", problem.accepted or "") in item
            assert item.startswith("说明" if problem.accepted else "疑问")


def test_each_check_links_to_its_manual_entry(site: Path) -> None:
    manual = LexborHTMLParser((site / "manual/checks/index.html").read_text(encoding="utf-8"))
    places = {node.attributes["id"] for node in manual.css("[id]")}
    pages = [LexborHTMLParser(path.read_text(encoding="utf-8")) for path in site.glob("checks/**/index.html")]
    links = {node.attributes["href"] or "" for page in pages for node in page.css("a[href*='manual/checks/#']")}
    assert len(links) > 3
    assert {link.partition("#")[2] for link in links} <= places


def test_tallies_add_up() -> None:
    one = Tally(1, 2, 3, 4, Counter(a=1), Counter(b=1))
    two = Tally(10, 20, 30, 40, Counter(a=2, b=5), Counter(c=1))
    assert one + two == Tally(11, 22, 33, 44, Counter(a=3, b=5), Counter(b=1, c=1))
    assert (one + two).equations == 99
