"""Run MkDocs over a folder of Markdown files.

It is run in many small runs rather than one large, so that memory stays bounded and all processors work. The program
that does it (`typesetter`) is begun once, as it takes a while to load.
The pages that the navigation and hand-written pages link to must stand in every folder: where they are not to be
typeset, empty ones do.
"""

from __future__ import annotations

import atexit
import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

_WORKER = Path(__file__).with_name("worker.py")
"""Run as a script: as a module it would load the whole builder first."""

_NAVIGATION = re.compile(r"^ +- .+: (\S+\.md)$", re.MULTILINE)


_SETTINGS = {"GONGKAI_CHECK_LINKS": "false", "NO_MKDOCS_2_WARNING": "1"}
"""No folder holds all pages, so those that are linked to cannot all be there."""


class TypesetError(RuntimeError):
    """MkDocs could not build the pages; carries what it printed."""


class Typesetter(NamedTuple):
    """The program under way, and where it is asked for a run."""

    process: subprocess.Popen[bytes]
    door: socket.socket

    def end(self) -> None:
        """Have no more runs done."""
        self.door.close()
        self.process.kill()
        self.process.wait()


_typesetter: Typesetter | None = None


def begin(config: Path) -> Typesetter:
    """Let the program be loaded in the background, if it is not there; before the process that asks for it forks."""
    global _typesetter
    if _typesetter and _typesetter.process.poll() is not None:
        atexit.unregister(_typesetter.end)
        _typesetter.end()
        _typesetter = None
    if _typesetter is None:
        ours, theirs = socket.socketpair()
        command = [sys.executable, "-P", str(_WORKER), str(config)]
        with theirs:
            process = subprocess.Popen(command, stdin=theirs.fileno(), stdout=subprocess.DEVNULL)  # noqa: S603
        _typesetter = Typesetter(process, ours)
        atexit.register(_typesetter.end)
    return _typesetter


def typeset(config: Path, docs: Path, site: Path) -> None:
    """Build `site` from the Markdown below `docs` with the MkDocs file `config`. Raises TypesetError."""
    typesetter = _typesetter or begin(config)
    arguments = ["build", "--strict", "--config-file", str(config), "--site-dir", str(site)]
    settings = {"SOURCE_DATE_EPOCH": "0", **os.environ, "GONGKAI_DOCS": str(docs), **_SETTINGS}
    status, printed = _ask(typesetter.door, [arguments, settings])
    if status:
        raise TypesetError(f"mkdocs: {printed}")


def _ask(door: socket.socket, request: list[object]) -> tuple[int, str]:
    """Have a run done; its exit status and what it printed."""
    ours, theirs = socket.socketpair()
    with ours, suppress(OSError):
        with theirs:
            socket.send_fds(door, [b"\n"], [theirs.fileno()])
        with ours.makefile("rw", encoding="utf-8") as lines:
            lines.write(json.dumps(request) + "\n")
            lines.flush()
            answer = lines.readline()
        if answer.endswith("\n"):
            status, printed = json.loads(answer)
            return status, printed
    return 1, "没有启动，或者没有做完就被系统结束了；后一种多半是内存不够。"


def navigation(config: Path) -> list[str]:
    """The Markdown files that the navigation of the MkDocs file leads to."""
    return _NAVIGATION.findall(config.read_text(encoding="utf-8"))


def html_of(file: str) -> str:
    """Where MkDocs puts the page of a Markdown file: `a/b.md` at `a/b/index.html`."""
    stem = file.removesuffix(".md")
    return f"{stem}.html" if stem.rpartition("/")[2] == "index" else f"{stem}/index.html"


def stand_in(docs: Path, files: Iterable[str]) -> list[str]:
    """Put an empty page where one of the files is missing; returns which were."""
    missing = [file for file in files if not (docs / file).exists()]
    for file in missing:
        (docs / file).parent.mkdir(parents=True, exist_ok=True)
        (docs / file).write_text("# 页\n", encoding="utf-8")
    return missing
