"""Kill the browser while a report is typed, restart it with the same profile, and see how much typing is gone.

`python -m tests.browsers.kills COUNT SEED`, run by `make filing-kills`; at most the last second's typing may be lost.
Every other kill hits only the process that shows the page. At the end the storage is filled, and two tabs type at once.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from playwright.sync_api import BrowserContext, Locator, Page, Playwright, sync_playwright

from tests.browsers.started import Started, started
from tests.command_line import gongkai_process
from tests.sample_reports import sample_reports
from tests.web import CHROMIUM, served

KEYS_PER_SECOND = 5
MAX_LOSS_SECONDS = 1.0
_LONGEST_TYPING_SECONDS = 6
_ROUND_SECONDS = 60

_FILL = """() => {
    for (let size = 1 << 20; size; size >>= 1) {
        try {
            for (;;) localStorage.setItem(`filler-${size}-${localStorage.length}`, 'x'.repeat(size));
        } catch { /* smaller pieces follow */ }
    }
}"""
_EMPTY = """() => {
    for (const key of Object.keys(localStorage)) if (key.startsWith('filler')) localStorage.removeItem(key);
}"""


class Typist:
    """Types into the first text of a draft and remembers when each key went in."""

    def __init__(self, random: Random, url: str) -> None:
        self.random, self.url = random, url
        self.kept = ""
        self.keys: list[tuple[float, str]] = []

    def open(self, context: BrowserContext) -> Page:
        """Return a tab with the one draft, or with a new report if there is none."""
        page = context.new_page()
        page.set_default_timeout(1000 * _ROUND_SECONDS / 3)
        page.goto(f"{self.url}file/")
        page.locator("#gk-file-choice").wait_for()
        go_on = page.get_by_role("button", name="接着填", exact=True)
        if self.kept:
            go_on.first.wait_for()
            assert go_on.count() == 1, "there are several drafts"
            go_on.click()
        else:
            for field, text in {"name": "甲市乙局", "id": "jia/yi", "year": "2025"}.items():
                page.fill(f"#gk-file-{field}", text)
            page.get_by_role("button", name="开始填报").click()
            self.kept = field_of(page).input_value()  # the usual headings
        return page

    def type(self, page: Page, seconds: float) -> None:
        field_of(page).focus()
        page.keyboard.press("Control+End")
        start = time.monotonic()
        for number in range(int(seconds * KEYS_PER_SECOND)):
            time.sleep(max(0, start + number / KEYS_PER_SECOND - time.monotonic()))
            key = self.random.choice("abcdefghij0123456789")
            page.keyboard.press(key)
            self.keys.append((time.monotonic(), key))
        time.sleep(max(0, start + seconds - time.monotonic()))

    def lost(self, page: Page, killed: float) -> float:
        """Return how long before the kill the first lost key was typed, in seconds; go on from what is kept."""
        text = field_of(page).input_value()
        typed = self.kept + "".join(key for _, key in self.keys)
        assert typed.startswith(text), f"{text!r} is not a part of {typed!r}"
        gone = self.keys[len(text) - len(self.kept) :] if len(text) >= len(self.kept) else [(0.0, "")]
        self.kept, self.keys = text, []
        return killed - gone[0][0] if gone else 0.0


def field_of(page: Page) -> Locator:
    return page.locator("section textarea").first


@contextmanager
def limited(seconds: int) -> Iterator[None]:
    """Raise TimeoutError if the block takes longer."""

    def stop(*_: object) -> None:
        raise TimeoutError(f"A round took more than {seconds} s.")

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


def kill_renderers(browser: Started) -> None:
    """Kill the browser's processes that show pages."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and entry.joinpath("cmdline").exists():
            command = entry.joinpath("cmdline").read_bytes()
            if b"--type=renderer" in command and os.getpgid(int(entry.name)) == browser.process.pid:
                os.kill(int(entry.name), signal.SIGKILL)


def one_kill(playwright: Playwright, profile: Path, typist: Typist, *, whole: bool) -> float:
    """Type, kill the browser or what shows the page, and return the seconds of typing that are lost."""
    with started(playwright, Path(CHROMIUM), profile) as browser:
        context = browser.browser.contexts[0]
        page = typist.open(context)
        typist.type(page, typist.random.uniform(0.5, _LONGEST_TYPING_SECONDS))
        killed = time.monotonic()
        if not whole:
            with page.expect_event("crash"):
                kill_renderers(browser)
            time.sleep(1)  # until the browser has noticed the end of the other ones, which it holds ready
            return typist.lost(typist.open(context), killed)
        browser.kill()
    with started(playwright, Path(CHROMIUM), profile) as browser:
        return typist.lost(typist.open(browser.browser.contexts[0]), killed)


def full_storage(playwright: Playwright, profile: Path, typist: Typist) -> None:
    """What is typed while the browser has no room is announced as not kept; it is kept once there is room."""
    with started(playwright, Path(CHROMIUM), profile) as browser:
        page = typist.open(browser.browser.contexts[0])
        page.evaluate(_FILL)
        typist.type(page, 4)  # more than the gap that is too small for a filler
        page.locator(".gk-file-kept.is-error").wait_for()
        page.evaluate(_EMPTY)
        typist.type(page, 1)
        page.locator(".gk-file-kept:not(.is-error)").wait_for()
        time.sleep(MAX_LOSS_SECONDS)
        assert typist.lost(typist.open(browser.browser.contexts[0]), time.monotonic()) == 0


def two_tabs(playwright: Playwright, profile: Path, typist: Typist) -> None:
    """Two tabs type into one draft until the browser is killed; both texts are kept."""
    with started(playwright, Path(CHROMIUM), profile) as browser:
        tabs = [typist.open(browser.browser.contexts[0]) for _ in range(2)]
        for number in range(20):
            field_of(tabs[number % 2]).press_sequentially("XY"[number % 2], delay=1000 / KEYS_PER_SECOND)
        time.sleep(MAX_LOSS_SECONDS)
        browser.kill()
    with started(playwright, Path(CHROMIUM), profile) as browser:
        texts = []
        for number in range(2):
            page = browser.browser.contexts[0].new_page()
            page.goto(f"{typist.url}file/")
            page.get_by_role("button", name="接着填", exact=True).nth(number).click()
            texts.append(field_of(page).input_value())
        assert sorted(text.count("X") + 100 * text.count("Y") for text in texts) == [10, 1000], texts


def _print(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main(count: int, seed: int) -> int:
    random = Random(seed)
    losses = []
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        site, profile = Path(folder) / "site", Path(folder) / "profile"
        built = gongkai_process("build", "--reports", sample_reports(), "--site", site, "--quiet")
        assert built.returncode == 0, built.stderr
        with served(site) as url, sync_playwright() as playwright:
            typist = Typist(random, url)
            for number in range(count):
                with limited(_ROUND_SECONDS):
                    losses.append(one_kill(playwright, profile, typist, whole=number % 2 == 0))
                _print(f"{number + 1}: {losses[-1]:.2f} s of typing lost")
            with limited(_ROUND_SECONDS):
                full_storage(playwright, profile, typist)
            with limited(_ROUND_SECONDS):
                two_tabs(playwright, profile, typist)
    _print(f"{count} kills: at most {max(losses):.2f} s of typing lost; storage full and two tabs: nothing lost")
    return int(max(losses) > MAX_LOSS_SECONDS)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))
