"""Feeds: which reports each has, in which order, under which ids, and what makes one stale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from lxml import etree

from generator.builder.feed_tasks import feed_tasks
from generator.exporters.atom import Feed
from generator.model.agency import Agency
from generator.model.catalog import Catalog
from generator.model.form import Forms
from generator.model.news import last_change
from generator.model.report import Cell, Correction, Report, Withdrawal
from generator.model.site import SiteSettings
from tests.made_reports import REPORTS, stored

SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parents[1] / "exporters/schemas/atom.rng"))
ATOM = {"a": "http://www.w3.org/2005/Atom"}
SITE = SiteSettings(name="甲市年报", url="https://www.example.gov.cn/gk/")

AGENCIES = {
    "shi": Agency("shi", "甲市人民政府", "government"),
    "shi/a": Agency("shi/a", "乙局", "department"),
    "shi/demo": Agency("shi/demo", "示例局", "department", demo=True),
    "xian": Agency("xian", "丙县人民政府", "government"),
}


@pytest.fixture
def catalog(forms: Forms) -> Catalog:
    """Return reports with all kinds of days, one corrected, one withdrawn, and demo data below a real agency."""
    old, _, new = (stored(path, forms) for path in REPORTS[:3])
    reports = [
        replace(new, agency="shi", year=2024, published=date(2025, 3, 20), published_at=time(9, 30)),
        replace(new, agency="shi/a", year=2024, published=date(2025, 1, 20), corrections=_corrected(2025, 2, 1)),
        replace(old, agency="shi/a", year=2020, published=None),
        replace(new, agency="shi/a", year=2023, withdrawn=Withdrawal(date(2025, 4, 1), "重复")),
        replace(new, agency="shi/demo", year=2024, published=date(2025, 1, 5)),
        replace(new, agency="xian", year=2023, published=date(1924, 1, 5)),
    ]
    return Catalog(Path(), forms, AGENCIES, {(each.agency, each.year): each for each in reports}, site=SITE)


def _corrected(*day: int) -> tuple[Correction, ...]:
    return (Correction(date(*day), "录入<错误>", text=("overview",)),)


def _feeds(catalog: Catalog) -> dict[str, etree._Element]:
    feeds = {task.name: etree.fromstring(task.run()) for task in feed_tasks(catalog)}
    for feed in feeds.values():
        SCHEMA.assertValid(feed)
    return feeds


def _titles(feed: etree._Element) -> list[str]:
    return [str(each.text) for each in feed.findall("a:entry/a:title", ATOM)]


def _title(name: str, year: int) -> str:
    return f"{name}{year}年政府信息公开工作年度报告"


def test_every_feed_has_its_own_reports_newest_first(catalog: Catalog) -> None:
    feeds = {name: _titles(feed) for name, feed in _feeds(catalog).items()}
    withdrawn, corrected = f"撤回：{_title('乙局', 2023)}", f"更正：{_title('乙局', 2024)}"
    own = [withdrawn, corrected, _title("乙局", 2024), _title("乙局", 2020)]
    city = [withdrawn, _title("甲市人民政府", 2024), *own[1:]]
    county = _title("丙县人民政府", 2023)
    demo = f"（示例数据）{_title('示例局', 2024)}"
    assert feeds == {
        "feed.xml": [*city[:4], county, city[4]],
        "shi/feed.xml": city,
        "shi/a/feed.xml": own,
        "shi/demo/feed.xml": [demo],
        "xian/feed.xml": [county],
        "years/2024/feed.xml": [city[1], corrected, own[2]],
        "years/2023/feed.xml": [withdrawn, county],
        "years/2020/feed.xml": [own[3]],
        "corrections/feed.xml": [withdrawn, corrected],
    }


def test_days_come_from_the_sources_and_unknown_ones_are_said(catalog: Catalog) -> None:
    feeds = _feeds(catalog)
    entries = {str(each.findtext("a:title", "", ATOM)): each for each in feeds["feed.xml"].findall("a:entry", ATOM)}
    days = {
        title: (each.findtext("a:updated", "", ATOM), each.findtext("a:published", None, ATOM))
        for title, each in entries.items()
    }
    assert days[_title("甲市人民政府", 2024)] == ("2025-03-20T09:30:00+08:00",) * 2
    for name, year in (("丙县人民政府", 2023), ("乙局", 2020)):
        assert days[_title(name, year)] == (f"{year + 1}-01-01T00:00:00+08:00", None)
        assert "公布日期没有写明" in str(entries[_title(name, year)].findtext("a:content", "", ATOM))
    assert days[f"更正：{_title('乙局', 2024)}"] == ("2025-02-01T00:00:00+08:00", None)
    assert feeds["feed.xml"].findtext("a:updated", "", ATOM) == "2025-04-01T00:00:00+08:00"
    assert "件" in str(entries[_title("甲市人民政府", 2024)].findtext("a:content", "", ATOM))


@pytest.mark.parametrize("url", [SITE.url, ""])
def test_links_lead_from_the_feed_to_the_pages(catalog: Catalog, url: str) -> None:
    feeds = _feeds(replace(catalog, site=replace(SITE, url=url)))
    for name, page, entry in (
        ("feed.xml", "./", "shi/a/2023/"), ("shi/a/feed.xml", "./", "2023/"),
        ("years/2024/feed.xml", "./", "../../shi/2024/"),
    ):  # fmt: skip
        links = [each.get("href") for each in feeds[name].iterfind(".//a:link", ATOM)][:3]
        place = url + name.removesuffix("feed.xml")
        if url:
            assert links == [url + name, place, url + ("shi/2024/" if "years" in name else "shi/a/2023/")]
        else:
            assert links == ["feed.xml", page, entry]


def test_an_entry_is_the_same_in_all_feeds_and_keeps_its_id_when_the_agency_moves(catalog: Catalog) -> None:
    def ids(catalog: Catalog) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for feed in _feeds(catalog).values():
            for each in feed.findall("a:entry", ATOM):
                found.setdefault(str(each.findtext("a:title", "", ATOM)), set()).add(
                    str(each.findtext("a:id", "", ATOM))
                )
        return found

    before = ids(catalog)
    assert {len(each) for each in before.values()} == {1}
    assert len(set.union(*before.values())) == len(before)
    moved = replace(AGENCIES["xian"], id="shi/xian", moved_from=("xian",))
    reports = {(moved.id if id == "xian" else id, year): replace(each, agency=moved.id) if id == "xian" else each
               for (id, year), each in catalog.reports.items()}  # fmt: skip
    agencies = {id: each for id, each in AGENCIES.items() if id != "xian"} | {moved.id: moved}
    assert ids(replace(catalog, agencies=agencies, reports=reports)) == before
    feeds = _feeds(catalog)
    assert len({feed.findtext("a:id", "", ATOM) for feed in feeds.values()}) == len(feeds)


def test_a_feed_has_the_newest_entries_and_says_how_many_there_are(catalog: Catalog) -> None:
    report = catalog.reports["shi", 2024]
    agencies = {f"a{at:03}": Agency(f"a{at:03}", f"第{at}局", "department") for at in range(53)}
    reports = {
        (id, 2024): replace(report, agency=id, published=date(2025, 1, 1 + at % 28)) for at, id in enumerate(agencies)
    }
    feed = _feeds(replace(catalog, agencies=agencies, reports=reports))["feed.xml"]
    assert len(_titles(feed)) == 50
    assert "最新的50条，全部53条" in str(feed.findtext("a:subtitle", "", ATOM))
    days = [each.text for each in feed.findall("a:entry/a:updated", ATOM)]
    assert days == sorted(days, key=str, reverse=True)


def _shown(catalog: Catalog) -> Mapping[str, list[tuple[str, int]]]:
    """Return the reports that are inputs of each feed."""
    feeds = [arg for task in feed_tasks(catalog) if isinstance(task.run, partial) for arg in task.run.args]
    return {
        feed.path: [(each.report.agency, each.report.year) for each in feed.items]
        for feed in feeds
        if isinstance(feed, Feed)
    }


def test_a_changed_figure_leaves_feeds_alone_that_do_not_show_it(catalog: Catalog) -> None:
    report = catalog.reports["shi/a", 2024]
    changed = replace(catalog, reports={**catalog.reports, ("shi/a", 2024): _with_figure(report)})
    before, after = ({task.name: task.run() for task in feed_tasks(each)} for each in (catalog, changed))
    different = {name for name in before if before[name] != after[name]}
    assert different == {"feed.xml", "shi/feed.xml", "shi/a/feed.xml", "years/2024/feed.xml"}
    assert different == {name for name, shown in _shown(catalog).items() if (report.agency, report.year) in shown}


def _with_figure(report: Report) -> Report:
    row = report.tables["requests"]["new"]
    tables = {**report.tables, "requests": {**report.tables["requests"], "new": (*row[:6], Cell("977", Decimal(977)))}}
    return replace(report, tables=tables)


def test_the_last_change_is_known_only_if_all_days_are(catalog: Catalog) -> None:
    reports = catalog.reports
    assert last_change([reports["shi", 2024], reports["shi/a", 2024]]) == date(2025, 3, 20)
    assert last_change([reports["shi/a", 2024]]) == date(2025, 2, 1)
    assert last_change([reports["shi", 2024], reports["shi/a", 2020]]) is None
    assert last_change([reports["xian", 2023]]) is None
    assert last_change([]) is None
