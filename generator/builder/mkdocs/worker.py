"""MkDocs, loaded once and forked for every run: the program behind `typeset`, and the only module that knows MkDocs.

`python -m generator.typesetter CONFIG` reads from its standard input, which is a socket: each byte comes with a socket
for one run, which is asked for there as a line of JSON, `[arguments, environment]`, and answered by another,
`[exit status, what was printed]`. It ends when nobody is left who could ask.
"""

from __future__ import annotations

import gc
import io
import json
import os
import signal
import socket
import sys
import tempfile
import traceback
from contextlib import redirect_stderr, redirect_stdout, suppress

from jinja2 import FileSystemLoader
from mkdocs.__main__ import cli
from mkdocs.commands import build  # noqa: F401  (every run would load it)
from mkdocs.config import load_config


def serve(door: socket.socket, config: str) -> None:
    """Answer until the door is closed from outside; each run is a process of its own, and memory goes with it."""
    signal.signal(signal.SIGCHLD, _reap)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who began this program decides when it is over
    gc.disable()  # a run is over before there is any garbage to speak of
    _load(config)
    gc.freeze()
    while wires := socket.recv_fds(door, 1, 1)[1]:
        if os.fork() == 0:
            door.close()
            _run(socket.socket(fileno=wires[0]))
        os.close(wires[0])


def _reap(*_: object) -> None:
    """Let runs that are over go, and have their processor time counted."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def visible_files(loader: FileSystemLoader) -> list[str]:
    """The files that the loader knows, without those in hidden folders.

    MkDocs looks through a theme for files to copy and leaves hidden ones out, but after it has listed 14,000 icons.
    """
    found = set[str]()
    for root in map(os.fspath, loader.searchpath):
        for folder, folders, names in os.walk(root, followlinks=loader.followlinks):
            folders[:] = [each for each in folders if not each.startswith(".")]
            found.update(f"{folder[len(root) :]}/{name}".lstrip("/") for name in names)
    return sorted(found)


def _load(config: str) -> None:
    """Load what the configuration names: the theme and the Markdown extensions."""
    FileSystemLoader.list_templates = visible_files  # type: ignore[assignment, method-assign]
    with tempfile.TemporaryDirectory() as docs, suppress(Exception), redirect_stderr(io.StringIO()):
        load_config(config, docs_dir=docs)


def _run(wire: socket.socket) -> None:
    """Do the run that is asked for, and end without tidying up: what is left goes with the process."""
    with wire.makefile("rw", encoding="utf-8") as lines:
        arguments, environment = json.loads(lines.readline())
        os.environ.clear()
        os.environ.update(environment)
        printed = io.StringIO()
        with redirect_stdout(printed), redirect_stderr(printed):
            status = _status(arguments)
        lines.write(json.dumps([status, printed.getvalue()]) + "\n")
    os._exit(0)


def _status(arguments: list[str]) -> int:
    try:
        cli(arguments)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except Exception:
        traceback.print_exc()
        return 1
    return 0


if __name__ == "__main__":
    serve(socket.socket(fileno=sys.stdin.fileno()), sys.argv[1])
