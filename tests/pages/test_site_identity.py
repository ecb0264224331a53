"""An official and an unofficial site: what their pages, downloads and exports say about whose site it is."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader
from playwright.sync_api import Page
from selectolax.lexbor import LexborHTMLParser

from tests.command_line import PROJECT
from tests.sample_reports import SAMPLES
from tests.web import served, watched

OFFICIAL = """
  official: true
  organizer: 青石县<人民>政府办公室
  contact: 0746-3212345
  report_error: https://www.example.gov.cn/jiucuo
  repository: https://github.com/qingshi/gongkai?a&b
  site_id: 4311810001
  icp: 湘ICP备12345678号-1
  police: 湘公网安备43118102000001号
  navigation: [home, status, about]
"""
OFFICE = {
    "organizer": "某公开<研究>会",
    "contact": "hello@example.org",
    "site_id": 4311810001,
    "icp": "湘ICP备12345678号",
}
SITE_LABELS = ("SiteName", "SiteDomain", "SiteIDCode")


def _built(folder: Path, extra: str) -> Path:
    """Build a site of two agencies with these settings; return its folder."""
    shutil.copytree(SAMPLES / "qiyang", folder / "reports/qiyang")
    with (folder / "reports/qiyang/agency.yml").open("a", encoding="utf-8") as file:
        file.write("moved_from: [old]\n")
    address = "https://www.example.gov.cn:8443/gongkai/"
    settings = f"site_name: 青石年报\nsite_url: {address}\nextra:{extra}"
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    cache = {"GONGKAI_CACHE": str(folder / "build/cache"), "GONGKAI_DOCS": str(folder / "build/docs")}
    command = [sys.executable, "-c", "from generator.cli import main; main()", "build"]
    environment = os.environ | cache | {"PYTHONPATH": str(PROJECT)}
    result = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def official(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _built(tmp_path_factory.mktemp("official"), OFFICIAL)


def _page(site: Path, name: str) -> LexborHTMLParser:
    return LexborHTMLParser((site / name / "index.html").read_text(encoding="utf-8"))


def _labels(page: LexborHTMLParser) -> dict[str, str]:
    names = [str(each.attributes["name"]).lower() for each in page.css("meta[name]")]
    assert len(names) == len(set(names)), names
    return {str(each.attributes["name"]): str(each.attributes["content"]) for each in page.css("meta[name]")}


def _text(page: LexborHTMLParser) -> str:
    (content,) = page.css(".gk-page")
    return content.text()


def _footer(page: LexborHTMLParser) -> str:
    (footer,) = page.css("footer.gk-footer")
    return footer.text()


@pytest.mark.parametrize("name", ["", "about", "years/2024", "qiyang", "qiyang/zjj/2024", "manual/checks"])
def test_every_page_of_an_official_site_names_it(official: Path, name: str) -> None:
    page = _page(official, name)
    labels = _labels(page)
    assert [labels[each] for each in SITE_LABELS] == ["青石年报", "www.example.gov.cn", "4311810001"]
    footer = _footer(page)
    for words in (
        "主办单位：青石县<人民>政府办公室",
        "联系方式：0746-3212345",
        "网站标识码：4311810001",
        "政府网站找错",
    ):
        assert words in footer
    assert {"https://beian.miit.gov.cn/", "https://www.example.gov.cn/jiucuo"} <= {
        each.attributes["href"] for each in page.css(".gk-footer a")
    }


@pytest.mark.parametrize(("name", "column"), [("", "首页"), ("years/2024", "2024年"), ("qiyang", "祁阳市人民政府")])
def test_column_pages_of_an_official_site_are_labelled(official: Path, name: str, column: str) -> None:
    labels = _labels(_page(official, name))
    assert (labels["ColumnName"], labels["ColumnType"]) == (column, "政府信息公开")
    assert labels["ColumnDescription"] == labels["description"]
    assert column in labels["ColumnKeywords"]


def test_an_unofficial_site_claims_nothing(site: Path) -> None:
    """The project's own site is one."""
    for name in ("", "about", "years/2024", "qiyang/zjj/2024"):
        page = _page(site, name)
        assert not {*SITE_LABELS, "ColumnKeywords"} & _labels(page).keys()
        assert "主办单位" not in _footer(page)
        assert not page.css("script[src*=reading]")
    assert "本站不是政府网站" in _text(_page(site, "about"))


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({}, "本站没有写明联系方式。报告有误怎么办"),
        ({"contact": "a@b.cn"}, "联系方式：a@b.cn"),
        ({"repository": "https://git.cn/a"}, "指出差错"),
        ({"repository": "https://git.cn/a", "contact": "a@b.cn"}, "联系方式：a@b.cn"),
        ({"report_error": "https://a.cn/e", "contact": "a@b.cn"}, "联系方式：a@b.cn 指出差错"),
        ({"report_error": "https://a.cn/e", "official": True}, "政府网站找错"),
    ],
)
def test_the_footer_names_one_way_to_report_errors_besides_the_contact(settings: dict[str, object], words: str) -> None:
    environment = Environment(loader=FileSystemLoader(PROJECT / "templates/theme"))
    environment.filters["url"] = str
    config = {"site_name": "年报", "extra": settings}
    page = LexborHTMLParser(environment.get_template("partials/footer.html").render(config=config))
    (facts,) = page.css(".gk-footer-facts")
    assert " ".join(facts.text().split()) == words


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("http://a.cn/", "http://a.cn/"),
        ("https://a.cn/", "https://a.cn/"),
        ("a@b.cn", "mailto:a@b.cn"),
        ("0746-3212345", None),
        ("电话1，a@b.cn", None),
        ("信箱：a@b.cn", None),
        ("办公室 a@b.cn", None),
    ],
)
def test_only_an_address_by_itself_is_a_link(written: str, link: str | None) -> None:
    environment = Environment(loader=FileSystemLoader(PROJECT / "templates/theme"))
    html = environment.get_template("partials/contact.html").module.contact(written)  # type: ignore[attr-defined]
    page = LexborHTMLParser(str(html))
    assert page.body is not None
    assert page.body.text() == written
    assert [each.attributes["href"] for each in page.css("a")] == ([link] if link else [])


@pytest.mark.parametrize("official", [True, False])
def test_only_an_official_site_has_an_official_footer(official: bool) -> None:
    """What the law wants of every site, its ICP filing, is printed on both."""
    environment = Environment(loader=FileSystemLoader(PROJECT / "templates/theme"))
    environment.filters["url"] = str
    config = {"site_name": "年报", "extra": OFFICE | {"official": official}}
    footer = environment.get_template("partials/footer.html").render(config=config)
    assert ("主办单位：某公开&lt;研究&gt;会" in footer, "网站标识码：4311810001" in footer) == (official, official)
    assert ("运行：某公开&lt;研究&gt;会" in footer) is not official
    assert '<a href="mailto:hello@example.org">' in footer
    assert "湘ICP备12345678号" in footer
    note = environment.get_template("partials/site-note.html").render(site=config["extra"])
    assert ("本站不是政府网站" in note) is not official


def test_the_page_about_the_site_says_what_it_is(official: Path) -> None:
    text = _text(_page(official, "about"))
    assert "由青石县<人民>政府办公室主办，是政府网站" in text
    assert "不是政府网站" not in text
    assert "在这里指出，写明网页地址。也可以联系青石县<人民>政府办公室：0746-3212345。" in text


def test_the_filing_page_knows_where_reports_go(official: Path, site: Path) -> None:
    (root,), (unknown,) = (_page(each, "file").css("#gk-file") for each in (official, site))
    assert root.attributes["data-repository"] == "https://github.com/qingshi/gongkai?a&b"
    assert root.attributes["data-contact"] == "0746-3212345"
    assert not {"data-repository", "data-contact"} & unknown.attributes.keys()


def test_the_navigation_shows_what_the_settings_say(official: Path) -> None:
    page = _page(official, "status/2024")
    assert [each.text() for each in page.css(".gk-sections a")] == ["首页", "报送情况", "关于本站"]
    assert [each.text() for each in page.css(".gk-sections [aria-current]")] == ["报送情况"]


def test_home_page_feed_and_downloads_name_the_site(official: Path) -> None:
    home = _page(official, "")
    assert _labels(home)["SiteName"] == "青石年报"
    assert [each.text() for each in home.css("h1")] == ["查阅各机关、各年度的政府信息公开年报"]
    assert "本站由青石县<人民>政府办公室主办。" in _text(home)
    feed = (official / "corrections/feed.xml").read_text(encoding="utf-8")
    assert "<title>青石年报：更正记录</title>" in feed
    assert "https://www.example.gov.cn:8443/gongkai/corrections/" in feed
    with zipfile.ZipFile(official / "data/2024.zip") as archive:
        readme = archive.read("README.txt").decode("utf-8-sig").splitlines()
    assert "网站：青石年报　https://www.example.gov.cn:8443/gongkai/" in readme
    assert readme[readme.index("主办单位：青石县<人民>政府办公室") + 1] == "联系：0746-3212345"


def test_exports_name_the_site_in_their_properties(official: Path) -> None:
    for kind in ("docx", "xlsx"):
        data = (official / f"qiyang/zjj/2024/report.{kind}").read_bytes()
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            custom = package.read("docProps/custom.xml").decode()
        assert 'name="gongkai-site"><vt:lpwstr>青石年报<' in custom
        assert 'name="gongkai-page"><vt:lpwstr>https://www.example.gov.cn:8443/gongkai/qiyang/zjj/2024/<' in custom


@pytest.mark.parametrize("name", ["", "/zjj", "/zjj/2024"])
def test_an_old_address_leads_on(official: Path, name: str) -> None:
    page, new = _page(official, f"old{name}"), f"qiyang{name}/"
    (refresh,) = page.css("meta[http-equiv=refresh]")
    (link,) = page.css(".gk-page p a")
    assert f"0; url={link.attributes['href']}" == refresh.attributes["content"]
    target = official.joinpath(f"old{name}", str(link.attributes["href"])).resolve()
    assert target == official.resolve() / f"qiyang{name}"
    assert (target / "index.html").is_file()
    canonical = [each.attributes["href"] for each in page.css("link[rel=canonical]")]
    assert canonical == [f"https://www.example.gov.cn:8443/gongkai/{new}"]
    assert _labels(page)["robots"] == "noindex"
    sitemap = (official / "sitemap.xml").read_text(encoding="utf-8")
    assert (f"/{new}<" in sitemap, f"/old{name}/<" in sitemap) == (True, False)


@pytest.fixture(scope="module")
def address(official: Path) -> Iterator[str]:
    with served(official) as root:
        yield root


def test_text_can_be_enlarged_by_keyboard_and_stays_so(tab: Page, address: str) -> None:
    size = "parseFloat(getComputedStyle(document.querySelector('.gk-page')).fontSize)"
    with watched(tab, address, console=True):
        tab.goto(f"{address}qiyang/zjj/2024/")
        before = tab.evaluate(size)
        switch = tab.get_by_role("button", name="大字")
        assert switch.get_attribute("aria-pressed") == "false"
        switch.focus()
        tab.keyboard.press("Enter")
        assert switch.get_attribute("aria-pressed") == "true"
        tab.set_viewport_size({"width": 390, "height": 800})
        for name in ("", "years/2024/", "qiyang/"):
            tab.goto(f"{address}{name}")
            assert tab.evaluate(size) > before * 1.15
            assert tab.evaluate("document.documentElement.scrollWidth") <= 390
        assert switch.get_attribute("aria-pressed") == "true"
        tab.get_by_role("button", name="大字").press("Space")
        assert tab.evaluate("localStorage.getItem('gongkai-text')") is None


def test_a_button_prints(tab: Page, address: str) -> None:
    tab.goto(f"{address}qiyang/zjj/2024/")
    tab.evaluate("window.print = () => { window.printed = true; }")
    tab.get_by_role("button", name="打印").press("Enter")
    assert tab.evaluate("window.printed") is True
