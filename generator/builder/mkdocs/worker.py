"""The MkDocs worker: loads MkDocs once and forks for every run. Only this module imports MkDocs.

`python -P worker.py CONFIG` reads from its standard input, which is a socket: each byte comes with a connection for one
run. On that connection it reads one line of JSON, `[arguments, environment]`, and answers with another,
`[exit status, output, OS error]`. When every sender has closed the socket, it ends itself and all runs.
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
from mkdocs.commands import build  # noqa: F401  (loaded here, or every run would load it)
from mkdocs.config import load_config


def serve(control: socket.socket, config: str) -> None:
    """Answer requests until the control socket is closed; each run is a separate process, which frees its memory."""
    signal.signal(signal.SIGCHLD, _reap)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    gc.disable()  # a run ends before much garbage accumulates
    _preload(config)
    gc.freeze()
    while connections := socket.recv_fds(control, 1, 1)[1]:
        if os.fork() == 0:
            control.close()
            _run(socket.socket(fileno=connections[0]))
        os.close(connections[0])
    os.killpg(0, signal.SIGKILL)  # it was started as the leader of its own group


def _reap(*_: object) -> None:
    """Reap finished runs, so that their processor time is counted."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def list_visible_files(loader: FileSystemLoader) -> list[str]:
    """Return the files of the loader outside hidden folders.

    MkDocs drops the hidden ones anyway, but only after listing the theme's 14,000 icons.
    """
    found = set[str]()
    for root in map(os.fspath, loader.searchpath):
        for folder, folders, names in os.walk(root, followlinks=loader.followlinks):
            folders[:] = [each for each in folders if not each.startswith(".")]
            found.update(f"{folder[len(root) :]}/{name}".lstrip("/") for name in names)
    return sorted(found)


def _preload(config: str) -> None:
    """Load the theme and the Markdown extensions of the configuration."""
    FileSystemLoader.list_templates = list_visible_files  # type: ignore[assignment, method-assign]
    with tempfile.TemporaryDirectory() as docs, suppress(Exception), redirect_stderr(io.StringIO()):
        load_config(config, docs_dir=docs)


def _run(connection: socket.socket) -> None:
    """Run MkDocs as requested and exit without cleaning up, since the process ends; a killed builder gets no answer."""
    with suppress(ConnectionError, json.JSONDecodeError), connection.makefile("rw", encoding="utf-8") as lines:
        arguments, environment = json.loads(lines.readline())
        os.environ.clear()
        os.environ.update(environment)
        output = io.StringIO()
        with redirect_stdout(output), redirect_stderr(output):
            status, fault = _exit_status(arguments)
        lines.write(json.dumps([status, output.getvalue(), fault]) + "\n")
    os._exit(0)


def _told(error: Exception) -> tuple[int, None]:
    """Print what was wrong without the traceback, which is for MkDocs' own developers."""
    sys.stderr.write("".join(traceback.format_exception_only(error)))
    return 1, None


def _exit_status(arguments: list[str]) -> tuple[int, list[object] | None]:
    """Run MkDocs; return its exit status, and number, text and file of an error of the operating system."""
    try:
        cli(arguments)
    except SystemExit as exit_:
        return exit_.code if isinstance(exit_.code, int) else int(exit_.code is not None), None
    except OSError as error:
        if error.errno is not None:
            file = error.filename2 or error.filename  # the one copied to, or the only one
            return 1, [error.errno, error.strerror, file and os.fsdecode(file)]
        return _told(error)
    except Exception as error:
        return _told(error)
    return 0, None


if __name__ == "__main__":
    serve(socket.socket(fileno=sys.stdin.fileno()), sys.argv[1])
