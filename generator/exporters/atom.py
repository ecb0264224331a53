"""The Atom feed (RFC 4287) of corrections and withdrawals of published reports."""

from __future__ import annotations

import uuid
from datetime import date
from html import escape
from posixpath import relpath
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from generator.model.amendments import Amendment, amendments
from generator.model.catalog import Catalog

FEED_PATH = "corrections/feed.xml"
"""The path of the feed below the site, next to the page of corrections."""

_ATOM = "http://www.w3.org/2005/Atom"
_UUID_NAMESPACE = uuid.UUID("8d0f5f2e-6d2b-5c0e-9b86-3b0a7f7f5a11")


def corrections_feed(catalog: Catalog) -> bytes:
    """Return the feed of all corrections and withdrawals, newest first.

    Links are relative if the site's address is unknown.
    """
    site = catalog.site
    register_namespace("", _ATOM)
    feed = Element(f"{{{_ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "zh-CN"})
    entries = amendments(catalog)
    latest = max((each.date for each in entries), default=catalog.as_of)
    _add(feed, "id", _id("feed"))
    _add(feed, "title", f"{site.name}：更正记录")
    _add(feed, "updated", _timestamp(latest))
    _add(SubElement(feed, f"{{{_ATOM}}}author"), "name", site.publisher)
    _add(feed, "link", rel="self", type="application/atom+xml", href=_link(site.url, FEED_PATH))
    _add(feed, "link", rel="alternate", type="text/html", href=_link(site.url, "corrections/"))
    for each in entries:
        _fill_entry(SubElement(feed, f"{{{_ATOM}}}entry"), each, catalog)
    indent(feed)
    text: bytes = tostring(feed, encoding="utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + text + b"\n"


def _fill_entry(entry: Element, amendment: Amendment, catalog: Catalog) -> None:
    site, report, title = catalog.site, amendment.report, f"{amendment.kind}：{catalog.title(amendment.report)}"
    demo = catalog.is_demo(report.agency)
    _add(entry, "id", _id(f"{report.agency}/{report.year}/{amendment.kind}/{amendment.number}"))
    _add(entry, "title", f"（示例数据）{title}" if demo else title)
    _add(entry, "updated", _timestamp(amendment.date))
    if demo:
        _add(entry, "category", term="demo", label="示例数据")
    _add(
        entry,
        "link",
        rel="alternate",
        type="text/html",
        href=_link(site.url, f"{report.agency}/{report.year}/"),
    )
    _add(entry, "content", _html(amendment), type="html")


def _html(amendment: Amendment) -> str:
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


def _timestamp(day: date | None) -> str:
    return f"{(day or date(1970, 1, 1)).isoformat()}T00:00:00+08:00"


def _link(site_url: str, path: str) -> str:
    if site_url:
        return urljoin(site_url, path)
    return relpath(path, "corrections") + ("/" if path.endswith("/") else "")
