"""The feed of corrections and withdrawals, for whoever follows what changes after publication (Atom, RFC 4287)."""

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
"""Where it stands below the site's root, beside the page that lists the same."""

_ATOM = "http://www.w3.org/2005/Atom"
_IDS = uuid.UUID("8d0f5f2e-6d2b-5c0e-9b86-3b0a7f7f5a11")
_TITLE = "政府信息公开工作年度报告：更正记录"


def corrections_feed(catalog: Catalog, site_url: str) -> bytes:
    """Every correction and withdrawal, newest first; addresses are whole where the site's own is known."""
    register_namespace("", _ATOM)
    feed = Element(f"{{{_ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "zh-CN"})
    found = amendments(catalog)
    latest = max((each.date for each in found), default=catalog.as_of)
    _add(feed, "id", _id("feed"))
    _add(feed, "title", _TITLE)
    _add(feed, "updated", _moment(latest))
    _add(SubElement(feed, f"{{{_ATOM}}}author"), "name", "政府信息公开工作年度报告")
    _add(feed, "link", rel="self", type="application/atom+xml", href=_link(site_url, FEED_PATH))
    _add(feed, "link", rel="alternate", type="text/html", href=_link(site_url, "corrections/"))
    for each in found:
        _entry(catalog, SubElement(feed, f"{{{_ATOM}}}entry"), each, site_url)
    indent(feed)
    text: bytes = tostring(feed, encoding="utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + text + b"\n"


def _entry(catalog: Catalog, entry: Element, each: Amendment, site_url: str) -> None:
    report, title = each.report, f"{each.kind}：{catalog.title(each.report)}"
    demo = catalog.is_demo(report.agency)
    _add(entry, "id", _id(f"{report.agency}/{report.year}/{each.kind}/{each.number}"))
    _add(entry, "title", f"（示例数据）{title}" if demo else title)
    _add(entry, "updated", _moment(each.date))
    if demo:
        _add(entry, "category", term="demo", label="示例数据")
    _add(entry, "link", rel="alternate", type="text/html", href=_link(site_url, f"{report.agency}/{report.year}/"))
    _add(entry, "content", _told(each), type="html")


def _told(each: Amendment) -> str:
    """The amendment as HTML."""
    cells = (
        f"<li>{escape(label)}：原为 <del>{escape(was) or '空白'}</del>，更正为 <ins>{escape(now) or '空白'}</ins></li>"
        for label, was, now in each.cells
    )
    texts = (f"<li>{escape(text)}：文字有改动</li>" for text in each.texts)
    items = "".join((*cells, *texts))
    return f"<p>原因：{escape(each.reason)}</p>{f'<ul>{items}</ul>' if items else ''}"


def _add(parent: Element, name: str, text: str | None = None, **facts: str) -> None:
    SubElement(parent, f"{{{_ATOM}}}{name}", facts).text = text


def _id(name: str) -> str:
    """The same for the same thing, wherever the site stands."""
    return f"urn:uuid:{uuid.uuid5(_IDS, name)}"


def _moment(day: date | None) -> str:
    return f"{(day or date(1970, 1, 1)).isoformat()}T00:00:00+08:00"


def _link(site_url: str, address: str) -> str:
    if site_url:
        return urljoin(site_url if site_url.endswith("/") else f"{site_url}/", address)
    return relpath(address, "corrections") + ("/" if address.endswith("/") else "")
