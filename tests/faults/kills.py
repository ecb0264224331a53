"""Kill builds at aimed moments while a reader takes pages, and tell every reading that mixes two builds."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing import forkserver
from pathlib import Path
from random import Random
from typing import Any

from generator.builder import publish, run, staging
from generator.builder.context import BuildConfig
from generator.builder.run import run_build
from generator.builder.staging import files_below

MOMENTS: dict[str, tuple[Any, str]] = {
    "before the twin is brought up": (publish, "_catch_up"),
    "while new files move into the twin": (publish, "update_folder"),
    "at the exchange": (staging, "exchange"),
    "after the exchange": (publish, "publish"),
    "while results are recorded": (run, "_record"),
}
"""The functions at which a build is killed, by what it is doing then."""

_PAGES_PER_READING = 10


def killed_build(config: BuildConfig, moment: str, *, after: bool = False) -> None:
    """Build in a process that is killed when the function of the moment is called, or has returned."""
    module, name = MOMENTS[moment]
    original = getattr(module, name)

    def kill(*arguments: Any, **options: Any) -> Any:
        if after:
            original(*arguments, **options)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(module, name, kill)
    try:
        in_process(run_build, config).join()
    finally:
        setattr(module, name, original)


def build_killed_after(config: BuildConfig, seconds: float) -> None:
    """Build in a process that is killed after this time."""
    process = in_process(run_build, config)
    process.join(seconds)
    process.kill()
    process.join()


def in_process(function: Callable[..., object], *arguments: object) -> Any:
    """Start calling a function in a forked process, and return the process."""
    process = multiprocessing.get_context("fork").Process(target=_call_without_server, args=(function, *arguments))
    process.start()
    return process


def _call_without_server(function: Callable[..., object], *arguments: object) -> None:
    """Forget the fork server of the parent, which only the parent can use."""
    forkserver.ForkServer.__init__(forkserver._forkserver)
    function(*arguments)


@dataclass
class Reader:
    """A thread that reads the marker, some pages, and the marker again, until it is stopped."""

    site: Path
    pause_seconds: float = 0.001
    readings: list[tuple[str, dict[str, bytes]]] = field(default_factory=list)
    _stop: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Reader:
        self._thread = threading.Thread(target=self._read)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _read(self) -> None:
        dice, names = Random(1), sorted(name for name in files_below(self.site) if name.endswith("index.html"))
        while not self._stop.wait(self.pause_seconds):
            before, pages = self._marker(), {}
            for name in dice.sample(names, min(_PAGES_PER_READING, len(names))):
                pages[name] = (self.site / name).read_bytes()
            if before == self._marker():
                self.readings.append((before, pages))

    def _marker(self) -> str:
        return (self.site / "build.txt").read_text(encoding="ascii")

    def mixed(self, builds: dict[str, dict[str, bytes]]) -> list[str]:
        """Return the pages read that are not of the build whose marker was read; `builds` has files by marker."""
        return [
            name for marker, pages in self.readings for name, data in pages.items() if builds[marker].get(name) != data
        ]
