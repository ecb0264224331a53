"""A preview on this machine: serves the site and builds it anew when a source file is saved."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from generator import listing
from generator.build import PROJECT, Build, run_build
from generator.typeset import TypesetError

_POLL_SECONDS = 0.5


def serve_site(build: Build, port: int) -> None:
    """Build, then serve until interrupted; problems are told and the last good site stays up."""
    _rebuild(build)
    build.site.mkdir(parents=True, exist_ok=True)
    handler = partial(_Handler, directory=str(build.site))
    with ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        build.progress.say(f"预览：http://127.0.0.1:{server.server_address[1]}/ （Ctrl+C 结束）")
        threading.Thread(target=_watch, args=(build,), daemon=True).start()
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            build.progress.say("已结束。")


class _Handler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each request."""


def _watch(build: Build) -> None:
    seen = _state(build)
    while True:
        time.sleep(_POLL_SECONDS)
        now = _state(build)
        if now != seen:
            seen = now
            _rebuild(build)


def _state(build: Build) -> dict[Path, int]:
    """When each source, template and hand-written page was last saved."""
    folders = (build.reports, PROJECT / "templates", PROJECT / "docs")
    saved: dict[Path, int] = {}
    for folder in folders:
        for file in folder.rglob("*"):
            with suppress(FileNotFoundError):  # an editor's temporary file, gone again
                saved[file] = file.lstat().st_mtime_ns
    return saved


def _rebuild(build: Build) -> None:
    try:
        problems = run_build(build)
    except (OSError, TypesetError) as error:
        build.progress.say(str(error))
        return
    build.progress.say(listing.as_text(problem for problem in problems if problem.level != "note").rstrip())
