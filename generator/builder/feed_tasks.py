"""Feeds as tasks: of the site, of each agency with those below it, of each year, and of corrections.

The newest items of a feed are its input, so a feed is stale only if they, or something they show, changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.builder.engine.tasks import Task
from generator.exporters.atom import FEED_PATH, Feed, corrections_feed, feed_file, feed_of
from generator.model.catalog import Catalog
from generator.model.news import first_id, news, news_of_agencies, news_of_years
from generator.pages.address import HOME, agency_address, year_address
from generator.pages.metadata import description

_SUBJECT = "新公布的政府信息公开工作年度报告，以及更正和撤回"


def feed_tasks(catalog: Catalog) -> Iterator[Task]:
    """Yield a task for each feed; demonstration data is only in the feeds of its own agencies and of corrections."""
    yield Task(FEED_PATH, partial(corrections_feed, catalog))
    for feed in _feeds(catalog):
        yield Task(feed.path, partial(feed_file, catalog, feed, description))


def _feeds(catalog: Catalog) -> Iterator[Feed]:
    found = news(catalog)
    real = [each for each in found if not catalog.is_demo(each.report.agency)]
    name = catalog.site.name
    yield feed_of(HOME, "site", f"{name}：新公布和更正", f"各机关{_SUBJECT}", real)
    by_year = news_of_years(real)
    for year in catalog.years:
        items = by_year.get(year, [])
        yield feed_of(
            year_address(year), f"years/{year}", f"{year}年报告：新公布和更正", f"{year}年的{_SUBJECT}", items
        )
    for id, items in news_of_agencies(catalog, found).items():
        agency = catalog.agencies[id]
        title = f"{'（示例数据）' if catalog.is_demo(id) else ''}{agency.name}：新公布和更正"
        subject = f"{agency.name}{'和所属机关' if catalog.below(id) else ''}{_SUBJECT}"
        yield feed_of(agency_address(agency), f"agencies/{first_id(catalog, agency)}", title, subject, items)
