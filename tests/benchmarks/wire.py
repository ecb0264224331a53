"""A site as a static host sends it, read in a real browser that counts what comes over the wire."""

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
"""What static hosts compress; other files go as they are."""

Read = Callable[[str], bytes | None]


@contextmanager
def sent(read: Read) -> Iterator[str]:
    """The address of a site whose files `read` knows by their path, while the block runs."""

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
            """Say nothing of each request."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@dataclass
class Reader:
    """Somebody with an empty cache at the search page: bytes received, heads of answers included, by kind of file."""

    page: Page
    bytes: dict[str, int] = field(default_factory=dict)
    _kinds: dict[str, str] = field(default_factory=dict)

    def listen(self) -> None:
        """Count from here on."""
        wire = self.page.context.new_cdp_session(self.page)
        wire.send("Network.enable")
        wire.on("Network.requestWillBeSent", lambda each: self._asked(each["requestId"], each["request"]["url"]))
        wire.on("Network.loadingFinished", lambda each: self._got(each["requestId"], each["encodedDataLength"]))

    def _asked(self, request: str, url: str) -> None:
        self._kinds[request] = kind_of(urlsplit(url).path)

    def _got(self, request: str, size: float) -> None:
        kind = self._kinds.get(request, "page")
        self.bytes[kind] = self.bytes.get(kind, 0) + int(size)

    def taken(self) -> dict[str, int]:
        """What was received since last asked."""
        self.page.wait_for_load_state("networkidle")
        found, self.bytes = self.bytes, {}
        return found

    def answered(self) -> list[str]:
        """The reports shown, as agency/year, once the page has its answer."""
        expect(self.page.locator("#gk-search-results")).to_have_attribute("aria-busy", "false", timeout=60_000)
        links: list[str] = self.page.locator("#gk-search-list h3 a").evaluate_all("all => all.map((a) => a.pathname)")
        return [link.strip("/") for link in links]

    def search(self, query: str) -> list[str]:
        """Type a query into the page and send it."""
        self.page.locator("#gk-search-q").fill(query)
        self.page.locator("#gk-search-q").press("Enter")
        return self.answered()


@contextmanager
def reader(browser: Browser) -> Iterator[Reader]:
    """A reader with an empty cache."""
    context = browser.new_context()
    found = Reader(context.new_page())
    found.listen()
    yield found
    context.close()


def kind_of(path: str) -> str:
    """What a file is for: the page with its theme, the search's program, or data by folder."""
    if "/search/data/" in path:
        return path.split("/search/data/")[1].split("/")[0].split(".")[0]
    if path.endswith("report.json"):
        return "records"
    return "program" if "/assets/search/" in path and path.endswith(".js") else "page"
