"""Run MkDocs over folders of Markdown files, in processes of their own.

MkDocs runs many times over few pages rather than once over all: memory stays bounded and all processors work. A fork
server loads it once (`worker.py`), because that takes a while. Only the main process can start runs: a forked one
cannot use the fork server of its parent.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from multiprocessing import connection, forkserver, resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from generator.builder.engine.pool import LostProcessError, receive, signals_held, start_call
from generator.builder.faults import BuildError

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["generator.builder.mkdocs.fork_server"])

_ENVIRONMENT = {"NO_MKDOCS_2_WARNING": "1"}
"""Environment of a run."""

_MAX_SOCKET_FOLDER_BYTES = 70
"""Maximum length of the temporary folder for the server's socket, whose whole name may have 107 bytes (unix(7))."""

_SAFE_PATH = {"PYTHONSAFEPATH": "1"}
"""Environment in which Python loads no modules from the current folder."""


class MkDocsError(BuildError):
    """MkDocs could not build the pages; the argument is its output."""

    def __str__(self) -> str:
        return f"MkDocs 没有排成网页，原网站保持不变：mkdocs: {self.args[0]}"


class MkDocsRun(NamedTuple):
    """A run of MkDocs, with the settings file `config`.

    It builds the pages below `docs` into `site`, and then moves their Markdown to `markdown`. Pages that the navigation
    or hand-written pages link to must exist in every run: those `needed` that are missing are added for the time of the
    run, as empty pages, or as copies if they are among the files to be `copied`. With `theme` the theme's own files are
    built too.
    """

    config: Path
    docs: Path
    site: Path
    markdown: Path
    needed: Sequence[str]
    theme: bool
    copied: Mapping[str, Path] = {}


def start_server() -> None:
    """Start the fork server unless it is running; called early, it loads MkDocs while this process works."""
    with _as_library(), _short_folder():
        resource_tracker.ensure_running()  # here, because it releases the signals held
        with signals_held():
            forkserver.ensure_running()


@contextmanager
def _short_folder() -> Iterator[None]:
    """Put sockets into /tmp if the temporary folder has too long a name for them."""
    before = tempfile.tempdir
    if len(os.fsencode(tempfile.gettempdir())) > _MAX_SOCKET_FOLDER_BYTES:
        tempfile.tempdir = "/tmp"  # noqa: S108
    try:
        yield
    finally:
        tempfile.tempdir = before


@contextmanager
def _as_library() -> Iterator[None]:
    """Let new processes load neither the main module, which takes long, nor modules of the current folder."""
    main, environment = sys.modules["__main__"], dict(os.environ)
    sys.modules["__main__"] = ModuleType("__main__")
    os.environ.update(_SAFE_PATH)
    try:
        yield
    finally:
        sys.modules["__main__"] = main
        for name in _SAFE_PATH.keys() - environment.keys():
            del os.environ[name]
        os.environ.update(environment)


def run_mkdocs(runs: Sequence[MkDocsRun], jobs: int, on_progress: Callable[[int, int], None]) -> None:
    """Run MkDocs, at most `jobs` times at once. Raises MkDocsError and OSError; then no run is left.

    `on_progress` gets the number of runs that have finished and of all runs.
    """
    left, running = list(runs), dict[Any, BaseProcess]()
    try:
        while left or running:
            while left and len(running) < jobs:
                receiver, process = _start(left.pop(0))
                running[receiver] = process
            for ended in connection.wait(running):
                if fault := receive(ended):
                    raise fault
                running.pop(ended).join()
                on_progress(len(runs) - len(left) - len(running), len(runs))
    except LostProcessError:
        raise MkDocsError("没有启动，或者没有做完就被系统结束了；后一种多半是内存不够。") from None
    finally:
        for process in running.values():
            process.kill()
            process.join()


def _start(run: MkDocsRun) -> tuple[Connection, BaseProcess]:
    """Start a run. Raises LostProcessError if the fork server is killed meanwhile."""
    start_server()
    environment = {"SOURCE_DATE_EPOCH": "0", **os.environ, "GONGKAI_DOCS": str(run.docs), **_ENVIRONMENT}
    try:
        with _as_library():
            return start_call(_CONTEXT, _fault_of, run, environment)
    except (EOFError, ConnectionError):
        raise LostProcessError from None


def _fault_of(run: MkDocsRun, environment: dict[str, str]) -> Exception | None:
    """Make a run in this process, and return the exception to raise for it, if any."""
    from generator.builder.mkdocs.worker import fault_of  # loaded by the fork server

    os.environ.clear()
    os.environ.update(environment)
    return fault_of(run)


def html_of(file: str) -> str:
    """Return where MkDocs puts the page of a Markdown file: `a/b.md` becomes `a/b/index.html`."""
    stem = file.removesuffix(".md")
    folder, slash, name = stem.rpartition("/")
    return f"{folder}{slash}index.html" if name in ("index", "README") else f"{stem}/index.html"
