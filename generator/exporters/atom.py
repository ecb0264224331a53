"""Atom feeds (RFC 4287) of published reports and of their corrections and withdrawals."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, time
from html import escape
from posixpath import dirname, relpath
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from generator.model.amendments import Amendment, amendments
from generator.model.catalog import Catalog
from generator.model.news import News, first_id
from generator.model.report import Report

FEED = "feed.xml"
"""The name of a feed, in the folder of the page that it belongs to."""

FEED_PATH = f"corrections/{FEED}"
"""The path of the feed of corrections below the site."""

MAX_ENTRIES = 50
"""The largest number of entries of a feed: readers fetch it whole, often every hour."""

_ATOM = "http://www.w3.org/2005/Atom"
_UUID_NAMESPACE = uuid.UUID("8d0f5f2e-6d2b-5c0e-9b86-3b0a7f7f5a11")

Describe = Callable[[Catalog, Report], str]
"""Returns a report in a few sentences: its title and its figures."""


@dataclass(frozen=True)
class Feed:
    """A feed: the page it belongs to (its address), its title, its newest items and the number of all items.

    `name` makes its id, which never changes.
    """

    page: str
    name: str
    title: str
    subject: str
    items: Sequence[News]
    total: int

    @property
    def path(self) -> str:
        """The path of the file below the site."""
        return f"{self.page}{FEED}"


def feed_of(page: str, name: str, title: str, subject: str, items: Sequence[News]) -> Feed:
    """Return the feed of a page, with the newest of the items."""
    return Feed(page, name, title, subject, items[:MAX_ENTRIES], len(items))


def corrections_feed(catalog: Catalog) -> bytes:
    """Return the feed of corrections and withdrawals, with demonstration data."""
    items = [News(each.report, each.date, each) for each in amendments(catalog)]
    subject = "年度报告公布以后的更正和撤回"
    feed = feed_of("corrections/", "feed", f"{catalog.site.name}：更正记录", subject, items)
    return feed_file(catalog, feed, lambda catalog, report: "")


def feed_file(catalog: Catalog, feed: Feed, describe: Describe) -> bytes:
    """Return the feed as a file, newest first. Links are relative if the site's address is unknown."""
    site = catalog.site
    register_namespace("", _ATOM)
    root = Element(f"{{{_ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "zh-CN"})
    _add(root, "id", _id(feed.name))
    _add(root, "title", feed.title)
    rest = f"这里是最新的{len(feed.items)}条，全部{feed.total}条见网页。" if feed.total > len(feed.items) else ""
    _add(root, "subtitle", f"{feed.subject}。{rest}")
    _add(root, "updated", _timestamp(feed.items[0].day if feed.items else catalog.as_of))
    _add(SubElement(root, f"{{{_ATOM}}}author"), "name", site.publisher)
    _add(root, "link", rel="self", type="application/atom+xml", href=_link(site.url, feed, feed.path))
    _add(root, "link", rel="alternate", type="text/html", href=_link(site.url, feed, feed.page))
    for each in feed.items:
        _fill_entry(SubElement(root, f"{{{_ATOM}}}entry"), feed, each, catalog, describe)
    indent(root)
    text: bytes = tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + text + b"\n"


def _fill_entry(entry: Element, feed: Feed, item: News, catalog: Catalog, describe: Describe) -> None:
    report, amendment = item.report, item.amendment
    demo, title = catalog.is_demo(report.agency), catalog.title(report)
    key = f"{first_id(catalog, catalog.agencies[report.agency])}/{report.year}"
    _add(entry, "id", _id(f"{key}/{amendment.kind}/{amendment.number}" if amendment else key))
    title = f"{amendment.kind}：{title}" if amendment else title
    _add(entry, "title", f"（示例数据）{title}" if demo else title)
    is_dated = not amendment and item.day == report.published
    moment = _timestamp(item.day, report.published_at if is_dated else None)
    _add(entry, "updated", moment)
    if is_dated:
        _add(entry, "published", moment)
    if demo:
        _add(entry, "category", term="demo", label="示例数据")
    page = _link(catalog.site.url, feed, f"{report.agency}/{report.year}/")
    _add(entry, "link", rel="alternate", type="text/html", href=page)
    content = _amended(amendment) if amendment else _published(describe(catalog, report), is_dated=is_dated)
    _add(entry, "content", content, type="html")


def _published(description: str, *, is_dated: bool) -> str:
    """Return the description of a published report as HTML."""
    unknown = "" if is_dated else "<p>公布日期没有写明，或者写错了；这里按报告年度结束的次日排列。</p>"
    return f"<p>{escape(description)}</p>{unknown}"


def _amended(amendment: Amendment) -> str:
    """Return the reason and the changes as HTML."""
    cells = (
        f"<li>{escape(label)}：原为 <del>{escape(was) or '空白'}</del>，更正为 <ins>{escape(now) or '空白'}</ins></li>"
        for label, was, now in amendment.cells
    )
    texts = (f"<li>{escape(text)}：文字有改动</li>" for text in amendment.texts)
    items = "".join((*cells, *texts))
    return f"<p>原因：{escape(amendment.reason)}</p>{f'<ul>{items}</ul>' if items else ''}"


def _add(parent: Element, name: str, text: str | None = None, **attributes: str) -> None:
    SubElement(parent, f"{{{_ATOM}}}{name}", attributes).text = text


def _id(name: str) -> str:
    """Return a permanent id, independent of the site's address."""
    return f"urn:uuid:{uuid.uuid5(_UUID_NAMESPACE, name)}"


def _timestamp(day: date | None, clock: time | None = None) -> str:
    """Return the moment in China's time, at midnight if no time of day is known."""
    return f"{(day or date(1970, 1, 1)).isoformat()}T{clock or time():%H:%M:%S}+08:00"


def _link(site_url: str, feed: Feed, path: str) -> str:
    """Return the address of a path below the site."""
    if site_url:
        return urljoin(site_url, path)
    return relpath(path or ".", dirname(feed.path) or ".") + ("/" if path.endswith("/") or not path else "")
