"""Serve a site as a static host does, and count what a browser receives."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, Page, expect

_COMPRESSED = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt")
"""File name extensions of the types that static hosts compress."""

ReadFile = Callable[[str], bytes | None]


@contextmanager
def serve_files(read: ReadFile) -> Iterator[str]:
    """Serve the files that `read` returns for a path; yield the address of the site."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path).removeprefix("/")
            name = f"{path}index.html" if not path or path.endswith("/") else path
            data = read(name)
            self.send_response(200 if data is not None else 404)
            body = data or b""
            if name.endswith(_COMPRESSED):
                body = gzip.compress(body, 6)
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Type", guess_type(name)[0] or "application/octet-stream")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Log nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@dataclass
class Visitor:
    """A visitor of the search page, with an empty cache: bytes received, including headers, by kind of file."""

    page: Page
    received: dict[str, int] = field(default_factory=dict)
    _kinds: dict[str, str] = field(default_factory=dict)

    def start_counting(self) -> None:
        session = self.page.context.new_cdp_session(self.page)
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", lambda each: self._requested(each["requestId"], each["request"]["url"]))
        session.on("Network.loadingFinished", lambda each: self._finished(each["requestId"], each["encodedDataLength"]))

    def _requested(self, request: str, url: str) -> None:
        self._kinds[request] = kind_of(urlsplit(url).path)

    def _finished(self, request: str, size: float) -> None:
        kind = self._kinds.get(request, "page")
        self.received[kind] = self.received.get(kind, 0) + int(size)

    def take_received(self) -> dict[str, int]:
        """Return the bytes received since the last call."""
        self.page.wait_for_load_state("networkidle")
        received, self.received = self.received, {}
        return received

    def results(self) -> list[str]:
        """Wait for the results, and return the reports shown, as agency/year."""
        expect(self.page.locator("#gk-search-results")).to_have_attribute("aria-busy", "false", timeout=60_000)
        links: list[str] = self.page.locator("#gk-search-list h3 a").evaluate_all("all => all.map((a) => a.pathname)")
        return [link.strip("/") for link in links]

    def search(self, query: str) -> list[str]:
        """Submit a query and return the reports shown."""
        self.page.locator("#gk-search-q").fill(query)
        self.page.locator("#gk-search-q").press("Enter")
        return self.results()


@contextmanager
def new_visitor(browser: Browser) -> Iterator[Visitor]:
    """Yield a visitor with an empty cache."""
    context = browser.new_context()
    visitor = Visitor(context.new_page())
    visitor.start_counting()
    yield visitor
    context.close()


def kind_of(path: str) -> str:
    """Return the kind of a file: "page" (with the theme), "program" (of the search), "records", or a data folder."""
    if "/search/data/" in path:
        return path.split("/search/data/")[1].split("/")[0].split(".")[0]
    if path.endswith("report.json"):
        return "records"
    return "program" if "/assets/search/" in path and path.endswith(".js") else "page"
