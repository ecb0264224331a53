"""Answer requests of the development server: pages with a script added, files, and the latest build result.

Only the site's own files, asked for under this machine's own names, are served: a page of another site must not read
them through a name that it points to 127.0.0.1 (DNS rebinding).
"""

from __future__ import annotations

import multiprocessing
import os
import re
import sys
from contextlib import suppress
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import IO, Any

from generator.builder.progress import Progress
from generator.program import TEMPLATES

RESULT_ADDRESS = "/.gongkai/news"
"""The address of the latest build result; no agency and no page of the site can have it."""

_OWN_HOST = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:[0-9]{1,5})?", re.IGNORECASE)
"""The values of the header Host under which the server answers."""

_SCRIPT = (TEMPLATES / "preview.js").read_text(encoding="utf-8")

_EMPTY_PAGE = "<!doctype html><title>预览</title><body></body>"


class Server(ThreadingHTTPServer):
    """Server that exits when the building process ends for any reason."""

    daemon_threads = True

    def service_actions(self) -> None:
        """Exit if the parent process has ended; called regularly while serving."""
        parent = multiprocessing.parent_process()
        if parent and not parent.is_alive():
            os._exit(0)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say in one line what went wrong, unless the reader has left."""
        error = sys.exception()
        if not isinstance(error, OSError):
            Progress().print_line(f"预览时出错：{type(error).__name__}。")


class Preview(SimpleHTTPRequestHandler):
    """Request handler that serves the site and adds to each page the script that requests build results."""

    timeout = 60
    """Seconds after which a silent connection is closed."""

    def __init__(self, result: Path, *args: Any, **options: Any) -> None:
        """Set the file with the latest build result, and what every handler is given."""
        self._result = result
        super().__init__(*args, **options)

    def send_head(self) -> Any:
        """Answer a request for a file of the site; return the file to send, or None if nothing is left to send."""
        if not self._is_own_host():
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST, "not a name of this server")
            return None
        path = self.path.partition("?")[0].partition("#")[0]
        if path == RESULT_ADDRESS:
            return self._send(self._result.read_text(encoding="utf-8"), "application/json")
        file = self._file(path)
        if file is None and path == "/":
            return self._send(_with_script(_EMPTY_PAGE), "text/html")
        if file is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        if file.suffix == ".html":
            return self._send(_with_script(file.read_text(encoding="utf-8", errors="replace")), "text/html")
        return super().send_head()

    def _file(self, path: str) -> Path | None:
        """Return the file to serve, None if there is none, or if a link leads to it from outside the site."""
        with suppress(ValueError, OSError):  # no path at all, too long, or gone meanwhile
            found = Path(self.translate_path(path))
            if found.is_dir() and path.endswith("/"):
                found /= "index.html"
            inside = found.resolve().is_relative_to(Path(self.directory).resolve())
            if inside and (found.is_file() or (found.is_dir() and (found / "index.html").is_file())):
                return found
        return None

    def list_directory(self, path: Any) -> None:
        """List no folder."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def _is_own_host(self) -> bool:
        return _OWN_HOST.fullmatch(self.headers.get("Host", "")) is not None

    def _send(self, text: str, kind: str) -> IO[bytes] | None:
        data = text.encode()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)
        return None

    def log_message(self, format: str, *args: object) -> None:
        """Do not log requests."""


def _with_script(page: str) -> str:
    return page.replace("</body>", f"<script>{_SCRIPT}</script></body>")
