"""Serve a site on a local port, open it in a real browser, and look for what no page may do."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, sync_playwright

from tests.command_line import PROJECT

CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium") or "chromium-headless-shell"
"""The one without windows takes half the processor time: a quarter for a new context."""
_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    """Connections stay open: a page of the site needs a dozen files, a search up to hundreds."""
    disable_nagle_algorithm = True
    """Headers and body are sent in two pieces; the second would wait for the browser to confirm the first."""

    def __init__(self, *args: Any, headers: Mapping[str, str], **options: Any) -> None:
        self._more_headers = headers  # set first: the request is answered in here
        super().__init__(*args, **options)

    def end_headers(self) -> None:
        for name, value in self._more_headers.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing."""


def recommended_policy() -> str:
    """Return the content security policy of the recipe for nginx."""
    recipe = (PROJECT / "templates/server/nginx.conf").read_text(encoding="utf-8")
    return recipe.partition('Content-Security-Policy "')[2].partition('"')[0]


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Yield the URL at which `folder` is served, under the content security policy that the manual recommends."""
    headers = {"Content-Security-Policy": recommended_policy()}
    handler = partial(_Handler, directory=str(folder), headers=headers)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Yield a new Chromium, which `make test` installs; fail if it is missing."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(_FLAGS))
        yield browser
        browser.close()


@contextmanager
def watched(page: Page, address: str, *, console: bool = False) -> Iterator[None]:
    """Fail at the end if the page requested something from another host, or an error was raised (or logged)."""
    host = "/".join(address.split("/")[:3]) + "/"
    unexpected: list[str] = []

    def check_request(request: Request) -> None:
        if not request.url.startswith((host, "data:")):
            unexpected.append(request.url)

    def add_error(error: Error) -> None:
        unexpected.append(str(error))

    def check_message(message: ConsoleMessage) -> None:
        if message.type == "error" and (console or "Content Security Policy" in message.text):
            unexpected.append(message.text)

    page.on("request", check_request)
    page.on("pageerror", add_error)
    page.on("console", check_message)
    try:
        yield
    finally:
        page.remove_listener("request", check_request)
        page.remove_listener("pageerror", add_error)
        page.remove_listener("console", check_message)
    assert unexpected == []


def set_view(page: Page, scheme: str, width: int = 1280, height: int = 720) -> None:
    """Set the size of the page's window, and its colours: `light`, `dark` or `forced`."""
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(
        color_scheme="dark" if scheme == "dark" else "light", forced_colors="active" if scheme == "forced" else "none"
    )


def set_palette(page: Page, palette: str) -> None:
    """Show the page in one of the theme's palettes, `default` or `slate`, at once instead of fading into it."""
    page.add_style_tag(content="*, ::before, ::after { transition: none !important; }")
    page.evaluate("palette => document.body.setAttribute('data-md-color-scheme', palette)", palette)


_WIDTH = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() =>
    done(document.documentElement.scrollWidth))))"""
"""A script that waits until the page has seen the size of its window."""


def width_of(page: Page) -> int:
    """Return the width of the page's content in CSS pixels; a wider window makes it wider."""
    width: int = page.evaluate(_WIDTH)
    return width


_AXE = """async (only) => {
    const elements = [...document.body.querySelectorAll('*')];
    const paths = new Map([[document.documentElement, '']]), alike = new Map();
    const looks = ['color', 'backgroundColor', 'backgroundImage', 'opacity', 'textShadow', 'fontSize', 'fontWeight'];
    for (const each of [document.body, ...elements]) {
        const style = getComputedStyle(each);
        const look = [each.localName, each.className, each.matches(':disabled, [aria-disabled=true]')];
        paths.set(each, [paths.get(each.parentElement), ...look, ...looks.map((name) => style[name])].join());
        const text = [...each.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE)
            .map((node) => node.data).join('').trim();
        const isShown = each.checkVisibility({visibilityProperty: true});
        const key = [paths.get(each), Math.min(text.length, 2), isShown].join();
        alike.set(key, [...alike.get(key) ?? [], each]);
    }
    const judged = new Set([...alike.values()].flatMap((all) => [all[0], all[all.length >> 1], all.at(-1)]));
    const others = elements.filter((each) => !judged.has(each));
    others.forEach((each) => each.setAttribute('data-alike', ''));
    axe.configure({rules: [{id: 'color-contrast', selector: ':not([data-alike])'}]});
    const rules = {'target-size': {enabled: true}};
    const options = only ? {runOnly: {type: 'rule', values: only}} : {rules};
    const {violations} = await axe.run({resultTypes: ['violations'], ...options});
    others.forEach((each) => each.removeAttribute('data-alike'));
    return violations.map(({id, nodes}) => [id, nodes.map((node) => node.target).slice(0, 3)]);
}"""
"""A script that returns the rules that the page breaks. Of the elements that look alike down from the root, the first,
the middle and the last are judged for their contrast, which would otherwise take three quarters of the time."""

_ABOUT_COLORS = ("color-contrast", "link-in-text-block")
"""The rules of axe whose result depends on the palette; all others see the same page in light and in dark."""


def axe_violations(page: Page, *, only_colors: bool = False) -> list[tuple[str, list[Any]]]:
    """Return the accessibility rules that the page breaks as it is shown, each with the first three places."""
    page.evaluate(AXE_SCRIPT)
    return [(id, places) for id, places in page.evaluate(_AXE, _ABOUT_COLORS if only_colors else None)]
