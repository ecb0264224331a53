"""The development server: serves the site locally, rebuilds it when a file is saved, and shows problems in the page.

The built site is unaffected: the server adds a script to every page as it sends it.
"""

from __future__ import annotations

import gc
import json
import multiprocessing
import os
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from generator import formatters
from generator.builder.config import BuildConfig
from generator.builder.run import run_build
from generator.model.paths import PROJECT, shown_path
from generator.model.problem import Problem

_POLL_SECONDS = 0.3
_LONG_POLL_SECONDS = 20
"""Maximum wait of a request for the next build result, in seconds; the page then sends another."""

RESULT_ADDRESS = "/.gongkai/news"
"""The address of the latest build result; no agency and no page of the site can have it."""

_SCRIPT = (PROJECT / "templates" / "preview.js").read_text(encoding="utf-8")


class LatestResult:
    """The result of the last build, in a file: the building process writes it, the serving process reads it."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def write(self, problems: Sequence[Problem], failure: str = "") -> None:
        """Write the result of a build."""
        shown = [_shown(problem) for problem in problems if problem.level != "note"]
        result = {"built": str(time.time_ns()), "failure": failure, "problems": shown}
        part = self._file.with_suffix(".part")
        part.write_text(json.dumps(result), encoding="utf-8")
        part.replace(self._file)

    def since(self, last: str) -> str:
        """Return the newest result; while it is still the one built at `last`, wait up to _LONG_POLL_SECONDS."""
        for _ in range(_LONG_POLL_SECONDS * 10):
            text = self._file.read_text(encoding="utf-8")
            if json.loads(text)["built"] != last:
                break
            time.sleep(0.1)
        return text


def serve_site(config: BuildConfig, port: int) -> None:
    """Build, then serve until interrupted; after a build with errors the last good site stays up.

    A separate process serves, because builds fork and a process that forks should have no threads.
    """
    with tempfile.TemporaryDirectory(prefix="gongkai-") as folder:
        result = LatestResult(Path(folder, "result.json"))
        saved = _saved(config)
        rebuild(config, result)
        config.site.mkdir(parents=True, exist_ok=True)
        server = Server(("127.0.0.1", port), partial(Preview, result, directory=str(config.site)))
        serving = multiprocessing.get_context("fork").Process(target=_serve, args=(server,), daemon=True)
        serving.start()
        config.progress.print_line(f"预览：http://127.0.0.1:{server.server_address[1]}/ （Ctrl+C 结束）")
        try:
            _watch(config, saved, partial(rebuild, config, result))
        except KeyboardInterrupt:
            config.progress.print_line("已结束。")
        finally:
            serving.terminate()


class Server(ThreadingHTTPServer):
    """Server that exits when the building process ends for any reason."""

    daemon_threads = True

    def service_actions(self) -> None:
        """Exit if the parent process has ended; called regularly while serving."""
        parent = multiprocessing.parent_process()
        if parent and not parent.is_alive():
            os._exit(0)


def _serve(server: Server) -> None:
    with suppress(KeyboardInterrupt):
        server.serve_forever()


def rebuild(config: BuildConfig, result: LatestResult) -> None:
    """Build and write the result; an exception is shown in the page and does not end the preview."""
    try:
        problems, failure = run_build(config), ""
    except Exception as error:  # the page shows it, and the next save may fix it
        problems, failure = [], f"没有生成：{error or type(error).__name__}"
        config.progress.print_line(f"{traceback.format_exc()}{failure}")
    config.progress.print_line(formatters.as_text(problem for problem in problems if problem.level != "note").rstrip())
    result.write(problems, failure)
    gc.collect()  # automatic collection is too rare for a long-running process


def _watch(config: BuildConfig, modified: dict[str, int], rebuild: Callable[[], None]) -> None:
    """Rebuild whenever a file has been saved; a file saved during a build causes another."""
    while True:
        time.sleep(_POLL_SECONDS)
        if (now := _saved(config)) != modified:
            modified = now
            rebuild()


def _saved(config: BuildConfig) -> dict[str, int]:
    """Return the modification times of all sources and hand-written pages, but not of the program."""
    saved: dict[str, int] = {}
    for root in (config.reports, PROJECT / "docs"):
        for folder, _, files in os.walk(root):
            for file in (folder, *(os.path.join(folder, name) for name in files)):  # noqa: PTH118
                with suppress(OSError):  # an editor's temporary file that no longer exists
                    saved[file] = os.lstat(file).st_mtime_ns
    return saved


def _shown(problem: Problem) -> dict[str, Any]:
    """Return the fields of a problem that a page shows."""
    where = shown_path(problem.at.path)
    return {"path": where, "line": problem.at.line, "level": problem.level, "message": problem.message}


class Preview(SimpleHTTPRequestHandler):
    """Request handler that serves the site and adds to each page the script that requests build results."""

    def __init__(self, result: LatestResult, *args: Any, **options: Any) -> None:
        self._result = result
        super().__init__(*args, **options)

    def do_GET(self) -> None:
        """Answer a GET request."""
        path, _, query = self.path.partition("?")
        file = Path(self.translate_path(path))
        page = file / "index.html" if path.endswith("/") else file
        if path == RESULT_ADDRESS:
            self._send(self._result.since(query), "application/json")
        elif page.suffix == ".html" and page.is_file():
            text = page.read_text(encoding="utf-8")
            self._send(text.replace("</body>", f"<script>{_SCRIPT}</script></body>"), "text/html")
        elif path == "/" and not page.exists():
            self._send(f"<!doctype html><title>预览</title><body><script>{_SCRIPT}</script></body>", "text/html")
        else:
            super().do_GET()

    def _send(self, text: str, kind: str) -> None:
        data = text.encode()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Do not log requests."""
