"""What other programs take from the built site: shared pages, feeds, Markdown, structured data, sitemap, checksums."""

from __future__ import annotations

import json
import re
import struct
import subprocess
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from posixpath import join, normpath
from typing import Any

import pytest
from lxml import etree
from playwright.sync_api import Browser, Page
from selectolax.lexbor import LexborHTMLParser

from generator.exporters.columns import CELLS, REPORTS, TABLE, cell_columns
from generator.sources.form_loader import load_forms

URL = "https://www.example.gov.cn/sub/path/"
REAL, CORRECTED = "qiyang/zjj/2024/", "demo/wjj/2024/"
TESTS = Path(__file__).parents[1]
LINK = re.compile(r"\]\(<?([^()\s:#<>]+)[)#>]")


@pytest.fixture(scope="module")
def parsed(site: Path) -> dict[str, LexborHTMLParser]:
    """Return every page by its address."""
    pages = sorted(site.rglob("index.html"))
    return {_address(site, path): LexborHTMLParser(path.read_text(encoding="utf-8")) for path in pages}


def _address(site: Path, path: Path) -> str:
    return path.relative_to(site).as_posix().removesuffix("index.html")


def _properties(page: LexborHTMLParser) -> dict[str, str]:
    found = [(str(each.attributes["property"]), str(each.attributes["content"])) for each in page.css("meta[property]")]
    assert len(dict(found)) == len(found)
    return dict(found)


def _structured(page: LexborHTMLParser) -> list[dict[str, Any]]:
    return [json.loads(each.text()) for each in page.css('script[type="application/ld+json"]')]


def _alternates(page: LexborHTMLParser) -> dict[str, str]:
    links = page.css("link[rel~=alternate]")
    return {str(each.attributes["type"]): str(each.attributes["href"]) for each in links}


def test_every_page_can_be_shared_with_title_description_address_and_picture(
    site: Path, parsed: dict[str, LexborHTMLParser]
) -> None:
    for address, page in parsed.items():
        properties = _properties(page)
        assert [each.attributes["lang"] for each in page.css("html")] == ["zh-CN"]
        assert all(properties[f"og:{name}"] for name in ("title", "type", "description", "image:alt")), address
        assert properties["og:url"] == URL + address
        assert properties["og:image"] == f"{URL}assets/share.png"
        for link in page.css("link[rel=icon], link[rel=apple-touch-icon]"):
            assert (site / address / str(link.attributes["href"])).is_file()
    assert "新收16件，办结16件" in _properties(parsed[REAL])["og:description"]
    assert _properties(parsed[CORRECTED])["article:published_time"].startswith("2025-")
    assert _properties(parsed[CORRECTED])["article:modified_time"] == "2025-03-10"


@pytest.mark.parametrize(("name", "size"), [("share", (1200, 630)), ("icon-180", (180, 180)), ("icon-192", (192, 192))])
def test_pictures_have_the_size_that_pages_state(site: Path, name: str, size: tuple[int, int]) -> None:
    data = (site / f"assets/{name}.png").read_bytes()
    assert data.startswith(b"\x89PNG")
    assert struct.unpack(">II", data[16:24]) == size
    assert len(data) < 100_000


def test_feeds_are_found_from_their_pages_and_valid(site: Path, parsed: dict[str, LexborHTMLParser]) -> None:
    schema = etree.RelaxNG(etree.parse(TESTS / "exporters/schemas/atom.rng"))
    feeds = {_address(site, path.with_name("index.html")): etree.parse(path) for path in site.rglob("feed.xml")}
    assert {"", "corrections/", "qiyang/", "qiyang/zjj/", "demo/", "years/2024/"} <= feeds.keys()
    for address, feed in feeds.items():
        schema.assertValid(feed)
        assert _alternates(parsed[address])["application/atom+xml"] == "feed.xml"
        assert parsed[address].css('.gk-page a[href="feed.xml"]'), address
        links = [each.get("href", "") for each in feed.iterfind(".//{*}link")]
        assert all((site / link.removeprefix(URL)).exists() for link in links), address
        if not address.startswith(("demo", "corrections")):
            assert "示例" not in etree.tostring(feed, encoding="unicode")


def test_the_markdown_of_every_page_is_beside_it_with_working_links(
    site: Path, parsed: dict[str, LexborHTMLParser]
) -> None:
    broken = []
    for address, page in parsed.items():
        if page.css("meta[http-equiv=refresh]"):
            continue
        assert _alternates(page)["text/markdown"] == "index.md"
        text = re.sub(
            r"^```.*?^```|`[^`\n]+`", "", (site / address / "index.md").read_text(encoding="utf-8"), flags=re.M | re.S
        )
        targets = {normpath(join(address, link)) for link in LINK.findall(text)}
        broken += [(address, target) for target in targets if not (site / target).exists()]
    assert broken == []
    assert len(list(site.rglob("index.md"))) == len(parsed)


def test_the_sitemap_lists_all_pages_but_those_not_to_be_listed(
    site: Path, parsed: dict[str, LexborHTMLParser]
) -> None:
    tree = etree.parse(site / "sitemap.xml")
    etree.XMLSchema(etree.parse(TESTS / "exporters/schemas/sitemap.xsd")).assertValid(tree)
    listed = {str(each.findtext("{*}loc")): each.findtext("{*}lastmod") for each in tree.getroot()}
    hidden = {URL + address for address, page in parsed.items() if page.css("meta[name=robots][content=noindex]")}
    assert listed.keys() == {URL + address for address in parsed} - hidden
    assert listed[f"{URL}years/2025/"] == "2026-03-13"
    assert listed[f"{URL}{REAL}"] is None  # published on an unknown day
    assert f"Sitemap: {URL}sitemap.xml" in (site / "robots.txt").read_text(encoding="utf-8")


def _required(item: dict[str, Any], names: str) -> None:
    assert [name for name in names.split() if not item.get(name)] == []


@pytest.mark.parametrize("address", [REAL, CORRECTED])
def test_a_report_is_structured_data_with_its_files(
    site: Path, parsed: dict[str, LexborHTMLParser], address: str
) -> None:
    report, dataset = _structured(parsed[address])
    assert (report["@type"], dataset["@type"]) == ("Report", "Dataset")
    _required(report, "name url inLanguage temporalCoverage publisher license")
    _required(dataset, "name description url creator license temporalCoverage distribution includedInDataCatalog")
    assert 50 <= len(dataset["description"]) <= 5000
    assert dataset["url"] == report["url"] == URL + address
    files = {each["contentUrl"].removeprefix(URL): each for each in dataset["distribution"]}
    assert {path.removeprefix(address) for path in files} >= {"report.csv", "report.json", "report.xlsx"}
    for path, each in files.items():
        assert (each["@type"], "/" in each["encodingFormat"]) == ("DataDownload", True)
        assert (site / path).is_file()
    record = json.loads((site / address / "report.json").read_text(encoding="utf-8"))
    days = [each["date"] for each in record["corrections"]]
    for item in (report, dataset):
        assert item.get("datePublished") == record["published"]
        assert item.get("dateModified") == max(days, default=None)


def test_the_data_page_is_a_dataset_of_all_reports(site: Path, parsed: dict[str, LexborHTMLParser]) -> None:
    (dataset,) = _structured(parsed["data/"])
    _required(dataset, "name description url creator license temporalCoverage distribution")
    assert dataset["temporalCoverage"] == "2024-01-01/2024-12-31"
    assert all((site / each["contentUrl"].removeprefix(URL)).is_file() for each in dataset["distribution"])
    schemas = [str(each.attributes["href"]) for each in parsed["data/"].css('a[href*="schemas/"]')]
    assert len(schemas) == len(load_forms())


def test_the_dictionary_describes_every_column(parsed: dict[str, LexborHTMLParser]) -> None:
    codes = {each.text() for each in parsed["data/dictionary/"].css("td code")}
    columns = {each.name for columns in (TABLE, REPORTS, CELLS) for each in columns}
    assert codes == columns | {each.name for each in cell_columns(load_forms().values())}


def test_checksums_are_of_the_downloads_of_each_agency(site: Path) -> None:
    found = list(site.rglob("SHA256SUMS.txt"))
    listed = 0
    for path in found:
        for line in path.read_text(encoding="ascii").splitlines():
            digest, name = line.split("  ")
            assert sha256((path.parent / name).read_bytes()).hexdigest() == digest
            listed += 1
    assert listed == sum(1 for _ in _reports(site))
    checked = subprocess.run(["sha256sum", "-c", "SHA256SUMS.txt"], cwd=site / "qiyang/zjj", capture_output=True)
    assert checked.returncode == 0


def _reports(site: Path) -> Iterator[Path]:
    return (path for path in site.rglob("report.*") if path.parent.name.isdigit())


def test_nothing_leads_to_the_machine_of_whoever_built_it(parsed: dict[str, LexborHTMLParser]) -> None:
    found = {
        str(each.attributes[name])
        for page in parsed.values()
        for name in ("href", "src")
        for each in page.css(f"[{name}]")
    }
    assert [target for target in found if "127.0.0.1" in target or "localhost" in target] == []


def test_a_report_is_cited_without_scripts_and_completed_by_them(browser: Browser, tab: Page, base_url: str) -> None:
    title = "祁阳市住房和城乡建设局2024年政府信息公开工作年度报告"
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(base_url + REAL)
    texts = page.locator(".gk-citation li").all_inner_texts()
    assert texts == [
        f"祁阳市住房和城乡建设局. {title}[R/OL]. [引用日期]. {URL}{REAL}.",
        f"来源：《{title}》，{URL}{REAL}",
    ]
    context.close()
    tab.goto(base_url + REAL)
    tab.locator(".gk-citation button").first.wait_for()
    reference = tab.locator('[data-cite="reference"]').inner_text()
    assert re.fullmatch(rf".*\[R/OL\]\. \[\d{{4}}-\d\d-\d\d\]\. {re.escape(base_url + REAL)}\.", reference)
