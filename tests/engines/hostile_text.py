"""Two hundred hostile texts in every free field of a report: each engine shows them as typed and runs none."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Dialog

from generator.checks import check_catalog
from generator.model.catalog import Catalog
from generator.model.narrative import published_texts
from generator.model.report import Report
from generator.sources.catalog import load_catalog
from generator.sources.form_loader import load_forms
from tests.engines.builds import ENGINES, build_gongkai_site, build_with, write_docs
from tests.engines.built_page import BuiltPage
from tests.sample_reports import ORIGINAL
from tests.web import served

PROJECT = Path(__file__).parents[2]
SITES = ("gongkai", *ENGINES)

PLAIN = "丁"
ATTACKS = [line for line in (Path(__file__).parent / "attacks.txt").read_text(encoding="utf-8").split("\n") if line]
TEXTS = [
    PLAIN, *(f"{before}{each}{after}" for before, after in (("", ""), ("甲", "乙"), ("（一）", "")) for each in ATTACKS)
]  # fmt: skip
_AGENCIES_PER_WITHDRAWN_REPORT = 4


def _yaml(fields: dict[str, Any]) -> str:
    return "".join(f"{key}: {json.dumps(each, ensure_ascii=False)}\n" for key, each in fields.items())


def _report(text: str) -> str:
    """Return a report with real figures and the text in every free field."""
    tables = ORIGINAL.read_text(encoding="utf-8").partition("# 二、")[2].partition("# 五、")[0]
    lines = [text, f"（二）{text}", f"- {text}", f"- 丁{text}", f"**{text.replace('*', '')}**", f"| 戊 | {text} |"]
    fields = {
        "title": f"{text}2024年报告",
        "index_number": text,
        "document_number": text,
        "licence": text,
        "preamble": text,
        "overview": "\n".join(lines),
        "notes": {"disclosure": text},
        "problems": f"己{text}",
        "other": f"{text}庚\n{text}",
        "closing": text,
        "accepts": [{"check": "identity.title", "reason": text}],
        "corrections": [{"date": "2025-03-02", "reason": text, "text": ["overview"]}],
    }
    return f"# 二、{tables}\n{_yaml(fields)}"


def _agency(text: str) -> str:
    former = [{"name": f"{text}旧局", "until": 2020, "note": text}]
    fields = {"name": f"{text}局", "kind": "department", "short_names": [f"{text}简"], "formerly": former}
    return _yaml({**fields, "site": {"name": text}})


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("hostile") / "reports"
    for number, text in enumerate(TEXTS):
        folder = root / f"a{number}"
        folder.mkdir(parents=True)
        (folder / "agency.yml").write_text(_agency(text), encoding="utf-8")
        (folder / "2024.yml").write_text(_report(text), encoding="utf-8")
        if number % _AGENCIES_PER_WITHDRAWN_REPORT == 0:
            withdrawn = _yaml({"withdrawn": {"date": "2025-03-02", "reason": text}})
            (folder / "2023.yml").write_text(f"{_report(PLAIN)}{withdrawn}", encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def catalog(reports: Path) -> Catalog:
    return load_catalog(reports, load_forms())


@pytest.fixture(scope="module", params=SITES)
def built(request: pytest.FixtureRequest, reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "gongkai":
        return build_gongkai_site(folder, reports, "--skip-downloads")
    return build_with(request.param, write_docs(folder, reports))


def test_the_sources_have_no_errors(catalog: Catalog) -> None:
    assert len(TEXTS) >= 200
    assert len(catalog.agencies) == len(TEXTS)
    assert [problem.message for problem in check_catalog(catalog) if problem.level == "error"] == []


def _author_texts(catalog: Catalog, report: Report) -> Iterator[str]:
    """Yield the texts of the author that the page of a report shows."""
    agency = catalog.agencies[report.agency]
    yield from (agency.name, report.title or "", report.index_number or "", report.document_number or "")
    yield from (report.licence or "", report.corrections[0].reason, report.accepts[0].reason)
    for text in published_texts(report, catalog.form_of(report)).values():
        for line in text.split("\n"):
            yield line.removeprefix("- ")


def _bare(text: str) -> str:
    """Return the text without white space and without bars, which separate table cells in published texts."""
    return re.sub(r"[\s|]+", "", text)


def _article(site: Path, name: str) -> str:
    (part,) = BuiltPage(site, name).parts()["article"]
    return _bare(part.text)


def test_pages_show_the_texts_as_typed(built: Path, catalog: Catalog) -> None:
    lists = [_article(built, f"{place}/index.html") for place in ("agencies", "years/2024")]
    missing = []
    for (agency, year), report in catalog.reports.items():
        report_page, agency_page = (_article(built, f"{place}/index.html") for place in (f"{agency}/{year}", agency))
        texts = [report.withdrawn.reason] if report.withdrawn else list(_author_texts(catalog, report))
        missing += [f"{agency}/{year}: {each}" for each in texts if _bare(each) not in report_page]
        details = catalog.agencies[agency]
        names = [details.name, *details.short_names, *(former.name for former in details.formerly)]
        missing += [f"{agency}: {each}" for each in names if _bare(each) not in agency_page]
        missing += [f"lists: {agency}" for text in lists if _bare(details.name) not in text]
    assert missing == []


def test_titles_and_metadata_hold_the_texts(built: Path, catalog: Catalog) -> None:
    for (agency, year), report in catalog.reports.items():
        page = BuiltPage(built, f"{agency}/{year}/index.html")
        title = catalog.title(report)
        assert _bare(title) in _bare(page.parts()["title"][0].text)
        assert ("ArticleTitle", title) in page.metadata()
        if not report.withdrawn:
            assert page.structured_data()[0]["name"] == title
            assert len(page.parts()["contents"]) == 1


def _elements(site: Path, name: str) -> set[str]:
    return {f"{node.tag} {sorted(node.attributes)}" for node in BuiltPage(site, name).tree.css("*")}


def test_no_text_becomes_markup(built: Path, catalog: Catalog) -> None:
    """No page has elements or attributes that the page of the plain text does not have."""
    plain = catalog.agencies["a0"]
    assert plain.name == f"{PLAIN}局"
    for place in ("", "/2024", "/2023"):
        expected = _elements(built, f"{plain.id}{place}/index.html")
        pages = (f"{agency}{place}/index.html" for agency in catalog.agencies)
        extra = {page: _elements(built, page) - expected for page in pages if (built / page).is_file()}
        assert {page: elements for page, elements in extra.items() if elements} == {}


def test_no_text_is_executed(built: Path, browser: Browser, catalog: Catalog) -> None:
    page = browser.new_page()
    executed: list[str] = []

    def close(dialog: Dialog) -> None:
        executed.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", close)
    page.on("pageerror", lambda error: executed.append(str(error)))
    with served(built.parents[1]) as root:
        for agency, year in catalog.reports:
            page.goto(f"{root}sub/path/{agency}/{year}/", wait_until="load")
        for name in ("", "agencies/", "years/2024/", "corrections/", "checks/2024/", "status/2024/"):
            page.goto(f"{root}sub/path/{name}", wait_until="load")
    page.close()
    assert executed == []
