"""The Atom feed (RFC 4287) of corrections."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from generator.exporters.atom import corrections_feed
from generator.model.catalog import Catalog
from generator.model.site import SiteSettings
from generator.sources.catalog import load_catalog
from generator.sources.form_loader import load_forms
from tests.sample_reports import SAMPLES, sample_reports

PROJECT = Path(__file__).parents[2]
ATOM = {"a": "http://www.w3.org/2005/Atom"}
SITE = "https://www.example.gov.cn/gk/"
ADDED = """
published: 2025-03-02
corrections:
  - date: 2025-03-02
    reason: 录入<错误>
    changes: {disclosure.penalties.decisions: [null, 15], disclosure.coercion.decisions: [7, null]}
    text: [overview]
  - {date: 2025-03-02, reason: 录入<错误>, text: [other]}
withdrawn: {date: 2025-04-02, reason: 重复公布}
"""


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    """Load a report that is corrected twice on a day and then withdrawn, and a corrected demonstration report."""
    shutil.copytree(SAMPLES / "qiyang", tmp_path / "qiyang")
    shutil.copytree(sample_reports() / "demo/wjj", tmp_path / "demo/wjj")
    shutil.copy(sample_reports() / "demo/agency.yml", tmp_path / "demo")
    path = tmp_path / "qiyang/zjj/2024.yml"
    path.write_text(path.read_text(encoding="utf-8") + ADDED, encoding="utf-8")
    return load_catalog(tmp_path, load_forms())


def _feed(catalog: Catalog, site_url: str = SITE) -> ElementTree.Element:
    return ElementTree.fromstring(corrections_feed(replace(catalog, site=SiteSettings(url=site_url))))


def _texts(element: ElementTree.Element, path: str) -> list[str]:
    return [each.text or "" for each in element.findall(path, ATOM)]


def test_feed_has_the_required_elements(catalog: Catalog) -> None:
    feed = _feed(catalog)
    entries = feed.findall("a:entry", ATOM)
    assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-CN"
    assert len(entries) == 4
    for each in (feed, *entries):
        assert [len(each.findall(f"a:{name}", ATOM)) for name in ("id", "title", "updated")] == [1, 1, 1]
    assert len(feed.findall("a:author/a:name", ATOM)) == 1
    assert _texts(feed, "a:subtitle") == ["年度报告公布以后的更正和撤回。"]
    assert feed.findall("a:entry/a:published", ATOM) == []
    ids = [*_texts(feed, "a:id"), *_texts(feed, "a:entry/a:id")]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch("urn:uuid:[0-9a-f-]{36}", each) for each in ids)
    moments = [*_texts(feed, "a:updated"), *_texts(feed, "a:entry/a:updated")]
    assert moments == [f"{day}T00:00:00+08:00" for day in (
        "2025-04-02", "2025-04-02", "2025-03-10", "2025-03-02", "2025-03-02",
    )]  # fmt: skip


def test_entries_list_changes_and_mark_demonstration_data(catalog: Catalog) -> None:
    feed = _feed(catalog)
    title = "祁阳市住房和城乡建设局2024年政府信息公开工作年度报告"
    demo = "云岫示例县卫生健康局2024年政府信息公开工作年度报告"
    assert _texts(feed, "a:entry/a:title") == [
        f"撤回：{title}", f"（示例数据）更正：{demo}", f"更正：{title}", f"更正：{title}",
    ]  # fmt: skip
    assert [len(each.findall("a:category[@term='demo']", ATOM)) for each in feed.findall("a:entry", ATOM)] == [
        0,
        1,
        0,
        0,
    ]
    last = _texts(feed, "a:entry/a:content")[-1]
    assert last == (
        "<p>原因：录入&lt;错误&gt;</p><ul>"
        "<li>行政处罚：本年处理决定数量：原为 <del>空白</del>，更正为 <ins>15</ins></li>"
        "<li>行政强制：本年处理决定数量：原为 <del>7</del>，更正为 <ins>空白</ins></li>"
        "<li>一、总体情况：文字有改动</li></ul>"
    )


def test_links_are_absolute_with_a_site_url_and_relative_without(catalog: Catalog) -> None:
    def links(site_url: str) -> list[str]:
        feed = _feed(catalog, site_url)
        return [each.get("href", "") for each in feed.findall("a:link", ATOM) + feed.findall("a:entry/a:link", ATOM)][
            :3
        ]

    absolute = [f"{SITE}corrections/feed.xml", f"{SITE}corrections/", f"{SITE}qiyang/zjj/2024/"]
    assert links(SITE) == absolute
    assert links("") == ["feed.xml", "./", "../qiyang/zjj/2024/"]


def test_feed_is_reproducible(catalog: Catalog) -> None:
    again = load_catalog(catalog.root, load_forms())
    assert corrections_feed(catalog) == corrections_feed(again)


def test_feed_without_corrections_is_valid(tmp_path: Path) -> None:
    feed = _feed(load_catalog(tmp_path, load_forms()))
    assert feed.findall("a:entry", ATOM) == []
    assert _texts(feed, "a:updated") == ["1970-01-01T00:00:00+08:00"]


def test_the_feed_has_the_name_of_its_site_and_of_who_runs_it(catalog: Catalog) -> None:
    site = SiteSettings(name="青石县年报", organizer="青石县人民政府办公室")
    for settings, author in [(site, "青石县人民政府办公室"), (replace(site, organizer=""), "青石县年报")]:
        feed = ElementTree.fromstring(corrections_feed(replace(catalog, site=settings)))
        assert feed.findtext("a:title", "", ATOM) == "青石县年报：更正记录"
        assert feed.findtext("a:author/a:name", "", ATOM) == author
