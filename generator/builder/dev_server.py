"""The development server: serves the site locally, rebuilds it when a file is saved, and shows problems in the page.

The built site is unaffected: the server adds a script to every page as it sends it.
"""

from __future__ import annotations

import gc
import json
import multiprocessing
import os
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from watchdog import events
from watchdog.observers import Observer

from generator import formatters
from generator.builder.context import BuildConfig
from generator.builder.engine.pool import default_signals
from generator.builder.faults import BUILD_FAULTS, build_fault
from generator.builder.install import check_site
from generator.builder.preview import Preview, Server
from generator.builder.run import run_build
from generator.model.paths import shown_path
from generator.model.problem import Problem
from generator.program import PAGES
from generator.sources.os_faults import os_fault

_SETTLE_SECONDS = 0.1

_SAVING: list[type[events.FileSystemEvent]] = [
    events.FileCreatedEvent, events.FileModifiedEvent, events.FileMovedEvent, events.FileDeletedEvent,
    events.DirCreatedEvent, events.DirMovedEvent, events.DirDeletedEvent,
]  # fmt: skip
"""What is done to sources when they are saved; reading them is none of it."""

_LONG_POLL_SECONDS = 20
"""Maximum wait of a request for the next build result, in seconds; the page then sends another."""


class LatestResult:
    """The result of the last build, in a file: the building process writes it, the serving process reads it."""

    def __init__(self, file: Path) -> None:
        self._file, self._written = file, multiprocessing.get_context("fork").Condition()

    def write(self, problems: Sequence[Problem], failure: str = "") -> None:
        """Write the result of a build."""
        shown = [_shown(problem) for problem in problems if problem.level != "note"]
        result = {"built": str(time.time_ns()), "failure": failure, "problems": shown}
        part = self._file.with_suffix(".part")
        part.write_text(json.dumps(result), encoding="utf-8")
        with self._written:
            part.replace(self._file)
            self._written.notify_all()

    def since(self, last: str) -> str:
        """Return the newest result; while it is still the one built at `last`, wait up to _LONG_POLL_SECONDS."""
        with self._written:
            self._written.wait_for(lambda: json.loads(self._read())["built"] != last, _LONG_POLL_SECONDS)
            return self._read()

    def _read(self) -> str:
        return self._file.read_text(encoding="utf-8")


def serve_site(config: BuildConfig, port: int) -> None:
    """Build, then serve until interrupted; after a build with errors the last good site stays up.

    A separate process serves, because builds fork and a process that forks should have no threads. Raises SiteError if
    the folder is no site: its files must not be served.
    """
    check_site(config.site, config.inputs)
    with tempfile.TemporaryDirectory(prefix="gongkai-") as folder:
        result = LatestResult(Path(folder, "result.json"))
        saved = _saved(config)
        rebuild(config, result)
        config.site.mkdir(parents=True, exist_ok=True)
        server = Server(("127.0.0.1", port), partial(Preview, result.since, directory=str(config.site)))
        serving = multiprocessing.get_context("fork").Process(target=_serve, args=(server,), daemon=True)
        serving.start()
        config.progress.print_line(f"预览：http://127.0.0.1:{server.server_address[1]}/ （Ctrl+C 结束）")
        try:
            _watch(config, saved, partial(rebuild, config, result))
        except KeyboardInterrupt:
            config.progress.print_line("已结束。")
        finally:
            serving.kill()
            serving.join()


def _serve(server: Server) -> None:
    default_signals()
    server.serve_forever()


def rebuild(config: BuildConfig, result: LatestResult) -> None:
    """Build and write the result; an exception is shown in the page and does not end the preview."""
    try:
        problems, failure = run_build(config), ""
    except (OSError, *BUILD_FAULTS) as error:
        reason = os_fault(error) if isinstance(error, OSError) else build_fault(error)
        problems, failure = [], f"没有生成：{reason}"
        config.progress.print_line(failure)
    except Exception as error:  # the page shows it, and the next save may fix it
        problems, failure = [], f"没有生成：{error or type(error).__name__}"
        config.progress.print_line(f"{traceback.format_exc()}{failure}")
    config.progress.print_line(formatters.as_text(problem for problem in problems if problem.level != "note").rstrip())
    result.write(problems, failure)
    gc.collect()  # automatic collection is too rare for a long-running process


def _watch(config: BuildConfig, modified: dict[str, int], rebuild: Callable[[], None]) -> None:
    """Rebuild whenever a file has been saved; a file saved during a build causes another."""
    while True:
        modified = _changed(config, modified)
        rebuild()


def _changed(config: BuildConfig, modified: dict[str, int]) -> dict[str, int]:
    """Wait until something is saved, and return the new modification times.

    The threads that watch the folders end before this returns, because builds fork.
    """
    saved, observer = _Saved(), Observer()
    for folder in _watched(config):
        observer.schedule(saved, str(folder), recursive=True, event_filter=_SAVING)
    if config.settings:
        observer.schedule(saved, str(config.settings.parent), event_filter=_SAVING)  # editors replace the file
    observer.start()
    try:
        while (now := _saved(config)) == modified:
            saved.wait()
        return now
    finally:
        observer.stop()
        observer.join()


class _Saved(events.FileSystemEventHandler):
    """A handler that waits for anything to be saved."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def on_any_event(self, event: events.FileSystemEvent) -> None:
        """Remember that something was saved."""
        self._event.set()

    def wait(self) -> None:
        """Wait until something is saved, and a moment longer: editors save a file in several steps."""
        self._event.wait()
        time.sleep(_SETTLE_SECONDS)
        self._event.clear()


def _watched(config: BuildConfig) -> list[Path]:
    """Return the folders of reports and hand-written pages."""
    return [folder for folder in (*config.inputs, PAGES) if folder.is_dir()]


def _saved(config: BuildConfig) -> dict[str, int]:
    """Return the modification times of all sources, hand-written pages and settings, but not of the program."""
    saved: dict[str, int] = {}
    if config.settings:
        with suppress(OSError):
            saved[str(config.settings)] = os.lstat(config.settings).st_mtime_ns
    for root in _watched(config):
        for folder, _, files in os.walk(root):
            for file in (folder, *(os.path.join(folder, name) for name in files)):  # noqa: PTH118
                with suppress(OSError):  # an editor's temporary file that no longer exists
                    saved[file] = os.lstat(file).st_mtime_ns
    return saved


def _shown(problem: Problem) -> dict[str, Any]:
    """Return the fields of a problem that a page shows."""
    where = shown_path(problem.at.path)
    return {"path": where, "line": problem.at.line, "level": problem.level, "message": problem.message}
