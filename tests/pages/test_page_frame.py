"""What every page has around its content: language, named landmarks, labels for search engines and machines."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from unicodedata import normalize

import pdfplumber
import pytest
from playwright.sync_api import Page
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.command_line import PROJECT

REAL, DEMO, SUPERSEDED, LIST = "qiyang/zjj/2024", "demo/2024", "demo/wjj/2024/v1", "years/2024"
PAGES = ("", REAL, DEMO, SUPERSEDED, LIST, "demo", "status", "search", "about", "404.html")

NOT_IN_SNIPPETS = (
    "gk-facts",
    "gk-top",
    "gk-outcomes",
    "gk-glance",
    "gk-terms",
    "gk-proofs",
    "gk-report-foot",
    "gk-demo",
    "gk-accepted",
)
"""Blocks about a report, whose words search engines should not show as its own."""


def _opened(site: Path, page: str) -> LexborHTMLParser:
    path = site / page
    return LexborHTMLParser((path / "index.html" if path.is_dir() else path).read_text(encoding="utf-8"))


def _one(page: LexborHTMLParser, selector: str) -> LexborNode:
    (found,) = page.css(selector)
    return found


@pytest.mark.parametrize("name", PAGES)
def test_landmarks_are_named_and_the_box_searches(site: Path, name: str) -> None:
    page = _opened(site, name)
    assert _one(page, "html").attributes["lang"] == "zh-CN"
    named = [each.attributes.get("aria-label") or "" for each in page.css("nav, .gk-header-search[role=search]")]
    assert "" not in named
    assert {"栏目", "站内检索"} <= set(named)
    box = _one(page, "form.gk-header-search input")
    assert (box.attributes["name"], box.attributes["maxlength"]) == ("q", "100")
    assert box.attributes["aria-label"] == "检索机关、年度或报告全文"
    assert _one(page, "form.gk-header-search button").attributes["aria-label"] == "检索"
    target = str(_one(page, "form.gk-header-search").attributes["action"])
    assert (site / name / target).resolve() == site / "search" or name == "404.html"


@pytest.mark.parametrize(
    ("name", "section", "crumbs"),
    [
        ("", "首页", []),
        (REAL, None, ["首页", "机关", "祁阳市人民政府", "祁阳市住房和城乡建设局", "2024年"]),
        (SUPERSEDED, None, ["首页", "机关", "云岫示例县人民政府", "云岫示例县卫生健康局", "2024年", "旧版 1"]),
        (LIST, "年度", ["首页", "年度", "2024年"]),
        ("status/2024", None, ["首页", "报送情况", "2024年度"]),
        ("checks/2024", None, ["首页", "校验", "2024年度"]),
        ("demo/zjj", None, ["首页", "机关", "云岫示例县人民政府", "云岫示例县住房和城乡建设局"]),
        ("agencies", "机关", ["首页", "机关"]),
        ("data", "数据", ["首页", "数据下载"]),
        ("data/dictionary", "数据", ["首页", "数据下载", "数据字典"]),
        ("search", "检索", ["首页", "检索"]),
        ("manual", None, ["首页", "手册"]),
        ("manual/data", None, ["首页", "手册", "数据手册"]),
        ("howto", "怎样报送", ["首页", "怎样报送"]),
    ],
)
def test_the_section_and_the_place_of_the_page_are_marked(
    site: Path, name: str, section: str | None, crumbs: list[str]
) -> None:
    page = _opened(site, name)
    current = [each.text(strip=True) for each in page.css(".gk-sections [aria-current=page]")]
    assert current == ([section] if section else [])
    assert [each.text(strip=True) for each in page.css("nav.gk-crumbs[aria-label=所在位置] li")] == crumbs
    marked = [each.text(strip=True) for each in page.css(".gk-crumbs [aria-current=page]")]
    assert marked == crumbs[-1:]


def test_the_table_of_each_archive_is_offered_beside_it(site: Path) -> None:
    rows = _opened(site, "data").css("article tbody tr")
    files = [[str(link.attributes["href"]) for link in row.css("a")] for row in rows]
    assert ["2024.zip", "2024.csv"] in files
    assert ["demo-2019.zip", "demo-2019.csv"] in files
    for archive, table in files:
        assert Path(archive).stem == Path(table).stem
        assert (site / "data" / table).is_file()


@pytest.mark.parametrize("name", PAGES)
def test_every_page_can_be_skipped_to_its_title(site: Path, name: str) -> None:
    page = _opened(site, name)
    link = _one(page, "a.md-skip")
    assert link.text(strip=True) == "跳到正文"
    (target,) = page.css(f"[id='{str(link.attributes['href']).lstrip('./#')}']")
    assert target.tag == "h1"


@pytest.mark.parametrize("name", PAGES)
def test_every_page_leads_to_checks_corrections_the_manual_and_whom_to_tell(site: Path, name: str) -> None:
    footer = _one(_opened(site, name), "footer.gk-footer")
    assert {"数据", "校验", "更正记录", "手册"} <= {each.text() for each in footer.css("nav a")}
    (link,) = (each for each in footer.css(".gk-footer-facts a") if each.text() == "报告有误怎么办")
    path, _, place = str(link.attributes["href"]).partition("#")
    assert (site / name / path).resolve() == site / "about" or name == "404.html"
    assert "请向发布机关指出" in _one(_opened(site, "about"), f"h2#{place} + p").text()


def test_every_page_of_the_manual_lists_all_others(site: Path) -> None:
    pages = sorted(path.stem for path in (PROJECT / "docs/manual").glob("*.md") if path.stem != "index")
    for name in [*(f"manual/{each}" for each in pages), "manual", "howto"]:
        page = _opened(site, name)
        links = page.css("nav.gk-manual[aria-label=手册] li a")
        targets = [(site / name / str(each.attributes["href"])).resolve() for each in links]
        assert sorted(targets) == sorted(
            site.resolve() / each for each in (*(f"manual/{one}" for one in pages), "howto")
        )
        current = [each.text() for each in page.css("nav.gk-manual [aria-current=page]")]
        assert len(current) == (name != "manual")


@pytest.mark.parametrize(("name", "kind"), [(REAL, "article"), (DEMO, "article"), (LIST, "website"), ("", "website")])
def test_networks_are_told_which_pages_are_documents(site: Path, name: str, kind: str) -> None:
    assert _one(_opened(site, name), "meta[property='og:type']").attributes["content"] == kind


@pytest.mark.parametrize(
    ("name", "hidden"), [(REAL, False), (LIST, False), (DEMO, True), ("demo", True), (SUPERSEDED, True)]
)
def test_search_engines_leave_out_what_is_no_report_in_force(site: Path, name: str, hidden: bool) -> None:
    robots = [each.attributes["content"] for each in _opened(site, name).css("meta[name=robots]")]
    assert robots == (["noindex"] if hidden else [])


@pytest.mark.parametrize("name", [REAL, DEMO, SUPERSEDED])
def test_remarks_about_a_report_are_not_shown_as_its_words(site: Path, name: str) -> None:
    page = _opened(site, name)
    blocks = [each for kind in NOT_IN_SNIPPETS for each in page.css(f".{kind}")]
    assert len(blocks) > 4
    assert all("data-nosnippet" in each.attributes for each in blocks)


@pytest.mark.parametrize(("name", "above"), [(REAL, "祁阳市人民政府"), ("demo/zjj/2024", "云岫示例县人民政府")])
def test_a_report_names_its_facts_for_machines(site: Path, name: str, above: str) -> None:
    page = _opened(site, name)
    data, _ = (json.loads(each.text()) for each in page.css('script[type="application/ld+json"]'))
    record = json.loads((site / name / "report.json").read_text(encoding="utf-8"))
    assert data["inLanguage"] == "zh-CN"
    assert data["temporalCoverage"] == "2024-01-01/2024-12-31"
    assert data["publisher"] == {
        "@type": "GovernmentOrganization",
        "name": record["name"],
        "parentOrganization": {"@type": "GovernmentOrganization", "name": above},
    }
    assert data["encoding"]["contentUrl"] == f"https://www.example.gov.cn/sub/path/{name}/report.json"
    assert (data.get("datePublished"), data.get("isBasedOn")) == (record["published"], record["source"])
    labels = {each.attributes.get("name"): each.attributes.get("content") for each in page.css("meta[name]")}
    assert labels["ColumnName"] == "政府信息公开年报"
    assert labels["ColumnType"] == "政府信息公开"
    assert (labels.get("PubDate"), labels.get("Url")) == (record["published"], record["source"])


@pytest.mark.parametrize("name", [REAL, "demo/2019"])
def test_headings_of_official_tables_name_what_is_above_them(site: Path, name: str) -> None:
    page = _opened(site, name)
    assert len(page.css(".gk-sheet > table > caption")) == 3
    for heading in page.css(".gk-form tbody th, .gk-form thead th"):
        above = str(heading.attributes.get("headers") or "").split()
        assert all(page.css_first(f"[id='{id}']") for id in above)
    assert any(heading.attributes.get("headers") for heading in page.css(".gk-form th"))


def test_the_charts_of_an_agency_are_told_in_words(site: Path) -> None:
    page = _opened(site, "demo")
    charts = page.css("svg.gk-chart")
    assert {chart.attributes["role"] for chart in charts} == {"img"}
    for chart in charts:
        title, text = (_one(page, f"#{id}").text() for id in str(chart.attributes["aria-labelledby"]).split())
        assert "件" in title
        assert "2024年" in text


def test_the_feed_of_corrections_is_announced(site: Path) -> None:
    feeds = _opened(site, "corrections").css("link[type='application/atom+xml']")
    assert [(each.attributes["href"], str(each.attributes["rel"]).strip()) for each in feeds] == [
        ("feed.xml", "alternate")
    ]


@pytest.mark.parametrize(("name", "is_landscape"), [(REAL, False), (LIST, True)])
def test_pages_are_printed_without_what_is_for_the_screen(
    tab: Page, base_url: str, name: str, is_landscape: bool
) -> None:
    """On A4, upright for reports and broad for lists; headings of tables are repeated and rows are not broken."""
    tab.goto(f"{base_url}{name}/")
    data = tab.pdf(prefer_css_page_size=True)
    tab.emulate_media(media="print")
    hidden = (
        ".gk-header, .gk-sections, .gk-footer, .gk-crumbs, .md-sidebar, .gk-proofs, .gk-report-foot > ul, .gk-tools"
    )
    displays = tab.locator(hidden).evaluate_all("all => all.map((each) => getComputedStyle(each).display)")
    assert set(displays) == {"none"}
    heads = tab.locator(".gk-form thead").evaluate_all("all => all.map((each) => getComputedStyle(each).display)")
    assert set(heads) <= {"table-header-group"}
    inside = tab.locator(".gk-form tr, .gk-sheet").evaluate_all(
        "all => all.map((e) => getComputedStyle(e).breakInside)"
    )
    assert set(inside) <= {"avoid"}
    with pdfplumber.open(io.BytesIO(data)) as opened:
        width, height = opened.pages[0].width, opened.pages[0].height
        assert (width > height) == is_landscape
        assert sorted((width, height)) == pytest.approx([595.3, 841.9], abs=1.5)
        assert "栏目" not in opened.pages[0].extract_text()


def test_a_long_list_repeats_its_heads_on_every_printed_page(tab: Page, base_url: str) -> None:
    tab.goto(f"{base_url}{LIST}/")
    tab.evaluate("""() => {
        const body = document.querySelector('.gk-lists tbody');
        for (let turn = 0; turn < 7; turn += 1) body.append(...[...body.rows].map((row) => row.cloneNode(true)));
    }""")
    with pdfplumber.open(io.BytesIO(tab.pdf(prefer_css_page_size=True))) as opened:
        texts = [normalize("NFKC", page.extract_text()) for page in opened.pages]
    listed = [text for text in texts if text.count("祁阳市住房和城乡建设局") > 1]
    assert len(listed) > 2
    assert [text for text in listed if "新收申请" not in text] == []


def test_no_page_holds_a_script_itself(site: Path) -> None:
    """The recommended content security policy runs files only; what JSON says in a page is data."""
    script = re.compile(r"<script(?![^>]* src=)(?![^>]* type=\"?application/(?:ld\+)?json)|<[^>]* on[a-z]+=")
    pages = {path.relative_to(site): path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    assert len(pages) > 100
    assert [name for name, page in pages.items() if script.search(page)] == []
