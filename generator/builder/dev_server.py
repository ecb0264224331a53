"""A preview on this machine: serves the site, builds it anew when a file is saved, and shows what is wrong in the page.

The built site knows nothing of this: the server adds a script to every page it sends.
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
from generator.builder import Build, run_build
from generator.model.paths import PROJECT, shown_path
from generator.model.problem import Problem

_POLL_SECONDS = 0.3
_NEWS_SECONDS = 20
"""How long a page's question for news is kept waiting; it then asks again."""

NEWS = "/.gongkai/news"
"""Where pages ask for news; no agency and no page of the site can have this address."""

_SCRIPT = (PROJECT / "templates" / "preview.js").read_text(encoding="utf-8")


class News:
    """What came of the last build, in a file: the process that builds writes it, the one that serves reads it."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def tell(self, problems: Sequence[Problem], failure: str = "") -> None:
        """Note what came of a build."""
        shown = [_shown(problem) for problem in problems if problem.level != "note"]
        told = {"built": str(time.time_ns()), "failure": failure, "problems": shown}
        part = self._file.with_suffix(".part")
        part.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        part.replace(self._file)

    def since(self, seen: str) -> str:
        """What came of a build after the one `seen`; waits a while for it."""
        for _ in range(_NEWS_SECONDS * 10):
            text = self._file.read_text(encoding="utf-8")
            if json.loads(text)["built"] != seen:
                break
            time.sleep(0.1)
        return text


def serve_site(build: Build, port: int) -> None:
    """Build, then serve until interrupted; problems are told and the last good site stays up.

    Serving is left to another process: builds fork, and a process that forks should have no threads.
    """
    with tempfile.TemporaryDirectory(prefix="gongkai-") as folder:
        news = News(Path(folder, "news.json"))
        seen = _saved(build)
        rebuild(build, news)
        build.site.mkdir(parents=True, exist_ok=True)
        server = Server(("127.0.0.1", port), partial(Preview, news, directory=str(build.site)))
        serving = multiprocessing.get_context("fork").Process(target=_serve, args=(server,), daemon=True)
        serving.start()
        build.progress.say(f"预览：http://127.0.0.1:{server.server_address[1]}/ （Ctrl+C 结束）")
        try:
            _watch(build, seen, partial(rebuild, build, news))
        except KeyboardInterrupt:
            build.progress.say("已结束。")
        finally:
            serving.terminate()


class Server(ThreadingHTTPServer):
    """Ends with the process that builds, however that ends."""

    daemon_threads = True

    def service_actions(self) -> None:
        """Called now and then while serving."""
        parent = multiprocessing.parent_process()
        if parent and not parent.is_alive():
            os._exit(0)


def _serve(server: Server) -> None:
    with suppress(KeyboardInterrupt):
        server.serve_forever()


def rebuild(build: Build, news: News) -> None:
    """Build and note what came of it; whatever goes wrong is shown, and never ends the preview."""
    try:
        problems, failure = run_build(build), ""
    except Exception as error:  # whatever it is: the page shows it, and the next save may mend it
        problems, failure = [], f"没有生成：{error or type(error).__name__}"
        build.progress.say(f"{traceback.format_exc()}{failure}")
    build.progress.say(formatters.as_text(problem for problem in problems if problem.level != "note").rstrip())
    news.tell(problems, failure)
    gc.collect()  # now and then is too rarely for a program that stays


def _watch(build: Build, seen: dict[str, int], rebuild: Callable[[], None]) -> None:
    """Rebuild whenever something was saved since what was `seen`, be it while a build was at work."""
    while True:
        time.sleep(_POLL_SECONDS)
        if (now := _saved(build)) != seen:
            seen = now
            rebuild()


def _saved(build: Build) -> dict[str, int]:
    """When each source and hand-written page was last saved; a changed program is seen at the next start."""
    saved: dict[str, int] = {}
    for root in (build.reports, PROJECT / "docs"):
        for folder, _, files in os.walk(root):
            for file in (folder, *(os.path.join(folder, name) for name in files)):  # noqa: PTH118
                with suppress(OSError):  # an editor's temporary file, gone again
                    saved[file] = os.lstat(file).st_mtime_ns
    return saved


def _shown(problem: Problem) -> dict[str, Any]:
    """What a page shows of a problem."""
    where = shown_path(problem.at.path)
    return {"path": where, "line": problem.at.line, "level": problem.level, "message": problem.message}


class Preview(SimpleHTTPRequestHandler):
    """Sends the files of the site; into each page goes the script that asks for news."""

    def __init__(self, news: News, *args: Any, **options: Any) -> None:
        self._news = news
        super().__init__(*args, **options)

    def do_GET(self) -> None:
        """Answer a request."""
        path, _, query = self.path.partition("?")
        file = Path(self.translate_path(path))
        page = file / "index.html" if path.endswith("/") else file
        if path == NEWS:
            self._send(self._news.since(query), "application/json")
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
        """Say nothing of each request."""
