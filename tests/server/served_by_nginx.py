"""The recipe for nginx: types, compression, caching, the 404 page and the content security policy."""

from __future__ import annotations

from urllib.error import HTTPError

import pytest
from playwright.sync_api import Page

from tests.server.conftest import Server
from tests.web import watched

TYPES = {
    "": "text/html; charset=utf-8",
    "qiyang/zjj/2024/report.json": "application/json; charset=utf-8",
    "qiyang/zjj/2024/report.csv": "text/csv; charset=utf-8",
    "status/2024/due.ics": "text/calendar; charset=utf-8",
    "corrections/feed.xml": "text/xml; charset=utf-8",
    "assets/theme/scope.js": "application/javascript; charset=utf-8",
    "assets/gongkai.css": "text/css; charset=utf-8",
    "assets/logo.svg": "image/svg+xml; charset=utf-8",
    "qiyang/zjj/2024/report.docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@pytest.mark.parametrize("path", TYPES)
def test_types_are_named_and_text_is_compressed(server: Server, path: str) -> None:
    data, headers = server.get(path, gzip=True)
    assert headers["content-type"] == TYPES[path]
    assert (headers.get("content-encoding") == "gzip") == (
        not path.endswith("docx") and len(server.get(path)[0]) >= 1000
    )
    assert headers["cache-control"] == "no-cache"
    assert data


def test_the_search_index_is_compressed(server: Server) -> None:
    assert any(server.site.glob("search/data/**/*.bin"))
    (server.site / "search/data/large.bin").write_bytes(bytes(2000))
    _, headers = server.get("search/data/large.bin", gzip=True)
    assert (headers["content-type"], headers["content-encoding"]) == ("application/octet-stream", "gzip")


def test_files_with_a_digest_in_their_name_are_kept(server: Server) -> None:
    (bundle,) = server.site.glob("assets/javascripts/bundle.*.min.js")
    _, headers = server.get(bundle.relative_to(server.site).as_posix())
    assert headers["cache-control"] == "public, max-age=31536000, immutable"


def test_an_unknown_address_shows_the_404_page(server: Server) -> None:
    with pytest.raises(HTTPError) as raised:
        server.get("qiyang/nowhere/")
    assert raised.value.code == 404
    assert raised.value.read() == (server.site / "404.html").read_bytes()


@pytest.mark.parametrize("path", ["", "qiyang/zjj/2024/", "search/?q=2024", "years/2024/", "agencies/", "404.html"])
def test_the_policy_allows_what_pages_do_and_no_inline_script(server: Server, tab: Page, path: str) -> None:
    assert "'unsafe-inline'" not in server.get("")[1]["content-security-policy"].partition("style-src")[0]
    with watched(tab, server.address, console=True):
        tab.goto(server.address + path, wait_until="networkidle")
    refused: list[str] = []
    tab.on("console", lambda message: refused.append(message.text))
    tab.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: 'window.ran = 1'}))")
    assert tab.evaluate("window.ran") is None
    tab.wait_for_timeout(100)
    assert any("Content Security Policy" in text for text in refused)
