"""The development server: serves the site locally, rebuilds it when a file is saved, and shows problems in the page.

The built site is unaffected: the server adds a script to every page as it sends it.
"""

from __future__ import annotations

import gc
import json
import multiprocessing
import tempfile
import time
import traceback
from collections.abc import Callable, Collection, Sequence
from functools import partial
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

from watchdog import events
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from generator import formatters
from generator.builder.context import BuildConfig
from generator.builder.engine.pool import default_signals
from generator.builder.faults import BuildError
from generator.builder.install import check_site
from generator.builder.preview import Preview, Server
from generator.builder.run import run_build
from generator.model.paths import shown_path
from generator.model.problem import Problem
from generator.program import PAGES
from generator.sources.os_faults import os_fault
from generator.sources.writing import replace_file

_FORK = multiprocessing.get_context("fork")

_CHECK_SECONDS = 2
"""How often the building process looks whether the serving one is still there, in seconds."""

_SETTLE_SECONDS = 0.1
"""How long a build waits after a file was saved, in seconds: editors save a file in several steps."""

_SAVING: list[type[events.FileSystemEvent]] = [
    events.FileCreatedEvent, events.FileModifiedEvent, events.FileMovedEvent, events.FileDeletedEvent,
    events.DirCreatedEvent, events.DirMovedEvent, events.DirDeletedEvent,
]  # fmt: skip
"""What is done to sources when they are saved; reading them is none of it."""


def serve_site(config: BuildConfig, port: int) -> None:
    """Build, then serve until interrupted; after a build with errors the last good site stays up.

    A separate process serves and watches the sources, because builds fork and a process that forks should have no
    threads. Raises SiteError if the folder is no site: its files must not be served.
    """
    check_site(config.site, config.inputs)
    with tempfile.TemporaryDirectory(prefix="gongkai-") as folder:
        result, saved = Path(folder, "result.json"), _FORK.Event()
        write_result(result, [])
        server = Server(("127.0.0.1", port), partial(Preview, result, directory=str(config.site)))
        serving = _FORK.Process(target=_serve, args=(server, config, saved), daemon=True)
        serving.start()
        try:
            rebuild(config, result)
            config.progress.print_line(f"预览：http://127.0.0.1:{server.server_address[1]}/ （Ctrl+C 结束）")
            while serving.is_alive():
                if saved.wait(_CHECK_SECONDS):
                    time.sleep(_SETTLE_SECONDS)
                    saved.clear()
                    rebuild(config, result)
        except KeyboardInterrupt:
            config.progress.print_line("已结束。")
        finally:
            serving.kill()
            serving.join()


def _serve(server: Server, config: BuildConfig, saved: Event) -> None:
    default_signals()
    try:
        watch(config, saved)
    except OSError as error:
        config.progress.print_line(f"不能察觉文件的保存，预览结束：{os_fault(error)}")
    else:
        server.serve_forever()


def rebuild(config: BuildConfig, result: Path) -> None:
    """Build and write the result to the file; an exception is shown in the page and does not end the preview."""
    try:
        problems, failure = run_build(config), ""
    except (OSError, BuildError) as error:
        reason = os_fault(error) if isinstance(error, OSError) else str(error)
        problems, failure = [], f"没有生成：{reason}"
        config.progress.print_line(failure)
    except Exception as error:  # the page shows it, and the next save may fix it
        problems, failure = [], f"没有生成：{error or type(error).__name__}"
        config.progress.print_line(f"{traceback.format_exc()}{failure}")
    config.progress.print_line(formatters.as_text(problem for problem in problems if problem.level != "note").rstrip())
    write_result(result, problems, failure)
    gc.collect()  # automatic collection is too rare for a long-running process


def watch(config: BuildConfig, saved: Event) -> BaseObserver:
    """Return a running observer that sets the event when a source, a hand-written page or the settings are saved."""
    observer, anything = Observer(), _Saved(saved.set)
    own, settings = config.own_pages, config.settings

    def watch_below(*folders: Path) -> None:
        for folder in filter(Path.is_dir, folders):
            observer.schedule(anything, str(folder), recursive=True, event_filter=_SAVING)

    watch_below(*config.inputs, PAGES)
    if settings and own:  # watched by their folder, because editors replace files, and a folder may be new

        def watch_own() -> None:
            watch_below(own)
            saved.set()

        handler = _Saved(watch_own, {str(settings), str(own)})
        observer.schedule(handler, str(settings.parent), event_filter=_SAVING)
    observer.start()
    return observer


class _Saved(events.FileSystemEventHandler):
    """A handler that calls a function when something is saved: anything, or only what is named."""

    def __init__(self, call: Callable[[], None], named: Collection[str] = ()) -> None:
        self._call, self._named = call, named

    def on_any_event(self, event: events.FileSystemEvent) -> None:
        """Call the function."""
        if not self._named or {event.src_path, event.dest_path} & {*self._named}:
            self._call()


def write_result(file: Path, problems: Sequence[Problem], failure: str = "") -> None:
    """Write the result of a build, which the serving process reads at every request of a page."""
    shown = [_shown(problem) for problem in problems if problem.level != "note"]
    result = {"built": str(time.time_ns()), "failure": failure, "problems": shown}
    replace_file(file, json.dumps(result).encode())


def _shown(problem: Problem) -> dict[str, Any]:
    """Return the fields of a problem that a page shows."""
    where = shown_path(problem.at.path)
    return {"path": where, "line": problem.at.line, "level": problem.level, "message": problem.message}
