"""Start a Chromium of any age and drive it through its debugging port; it and its children end as one process group."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Playwright

_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--no-zygote",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--remote-debugging-port=0",
)
_LISTENING = "DevTools listening on "
_START_SECONDS = 20


class Started:
    """A running browser: its connection, and how to kill it."""

    def __init__(self, process: subprocess.Popen[str], browser: Browser) -> None:
        self.process, self.browser = process, browser

    def kill(self) -> None:
        """Kill the browser with all its processes, as a power cut would end them."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(_START_SECONDS)


@contextmanager
def started(playwright: Playwright, program: Path, profile: Path) -> Iterator[Started]:
    """Yield the browser, started with the profile; kill it at the end. Raises RuntimeError if it does not start."""
    command = [str(program), *_FLAGS, f"--user-data-dir={profile}", "about:blank"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        try:
            assert process.stderr
            address = next((line.partition(_LISTENING)[2].strip() for line in process.stderr if _LISTENING in line), "")
            if not address:
                raise RuntimeError(f"{program} did not start")
            browser = playwright.chromium.connect_over_cdp(address, timeout=1000 * _START_SECONDS)
            yield Started(process, browser)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
