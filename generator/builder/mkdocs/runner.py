"""Run MkDocs over a folder of Markdown files.

MkDocs runs many times over few pages rather than once over all: memory stays bounded and all processors work. The
worker process (`worker.py`) is started once, because loading MkDocs takes a while.

Pages that the navigation or hand-written pages link to must exist in every run. A page that is not part of a run is
replaced by an empty placeholder.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

_WORKER = Path(__file__).with_name("worker.py")
"""The script of the worker; run as a module, it would first import the whole builder."""

_ENVIRONMENT = {"NO_MKDOCS_2_WARNING": "1"}
"""Environment of a run."""


class MkDocsError(RuntimeError):
    """MkDocs could not build the pages; the message is its output."""


class MkDocsWorker(NamedTuple):
    """The worker process and its control socket."""

    process: subprocess.Popen[bytes]
    socket: socket.socket

    def stop(self) -> None:
        """Stop the process and all its runs."""
        self.socket.close()
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


_worker: MkDocsWorker | None = None


def start_worker(config: Path) -> MkDocsWorker:
    """Start the worker unless it is running, and return it; call this before forking processes that use it."""
    global _worker
    if _worker and _worker.process.poll() is not None:
        atexit.unregister(_worker.stop)
        _worker.stop()
        _worker = None
    if _worker is None:
        ours, theirs = socket.socketpair()
        command = [sys.executable, "-P", str(_WORKER), str(config)]
        with theirs:
            process = subprocess.Popen(  # noqa: S603
                command, stdin=theirs.fileno(), stdout=subprocess.DEVNULL, start_new_session=True
            )
        _worker = MkDocsWorker(process, ours)
        atexit.register(_worker.stop)
    return _worker


def run_mkdocs(config: Path, docs: Path, site: Path) -> None:
    """Build `site` from the Markdown below `docs` with the MkDocs file `config`. Raises MkDocsError, OSError."""
    worker = _worker or start_worker(config)
    arguments = ["build", "--strict", "--config-file", str(config), "--site-dir", str(site)]
    environment = {"SOURCE_DATE_EPOCH": "0", **os.environ, "GONGKAI_DOCS": str(docs), **_ENVIRONMENT}
    status, printed, fault = _request(worker.socket, [arguments, environment])
    if fault:
        code, reason, file = fault
        raise OSError(code, reason, file or str(site))
    if status:
        raise MkDocsError(f"mkdocs: {printed}")


def _request(control: socket.socket, request: list[object]) -> tuple[int, str, list[Any] | None]:
    """Send a request over a new connection; return exit status, output, and number, text and file of an OS error."""
    ours, theirs = socket.socketpair()
    with ours, suppress(OSError):
        with theirs:
            socket.send_fds(control, [b"\n"], [theirs.fileno()])
        with ours.makefile("rw", encoding="utf-8") as lines:
            lines.write(json.dumps(request) + "\n")
            lines.flush()
            answer = lines.readline()
        if answer.endswith("\n"):
            status, printed, fault = json.loads(answer)
            return status, printed, fault
    return 1, "没有启动，或者没有做完就被系统结束了；后一种多半是内存不够。", None


def html_of(file: str) -> str:
    """Return where MkDocs puts the page of a Markdown file: `a/b.md` becomes `a/b/index.html`."""
    stem = file.removesuffix(".md")
    folder, slash, name = stem.rpartition("/")
    return f"{folder}{slash}index.html" if name in ("index", "README") else f"{stem}/index.html"


def add_placeholders(docs: Path, files: Iterable[str]) -> list[str]:
    """Write an empty page for each file that is missing below `docs`; return the names written."""
    missing = [file for file in files if not (docs / file).exists()]
    for file in missing:
        (docs / file).parent.mkdir(parents=True, exist_ok=True)
        (docs / file).write_text("# 页\n", encoding="utf-8")
    return missing
