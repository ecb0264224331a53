"""Progress of a build on standard error: a counter on a terminal, one line per stage in a log, nothing if quiet."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from generator.markup.printed import printed

_MIN_UPDATE_SECONDS = 0.2


@dataclass
class Progress:
    """Reporter of the stages of a build; `seconds` is the total time spent in each."""

    quiet: bool = False
    seconds: dict[str, float] = field(default_factory=dict)
    _stage: str = ""
    _remarks: list[str] = field(default_factory=list)
    _started: float = 0.0
    _updated: float = 0.0

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time a stage and report it in one line when it ends."""
        self._stage, self._started = name, time.monotonic()
        self._remarks = []
        self.count(0, 0)
        try:
            yield
        finally:
            spent = time.monotonic() - self._started
            self.seconds[name] = self.seconds.get(name, 0.0) + spent
            self.print_line("，".join([f"{name}：{spent:.1f} 秒", *self._remarks]))

    def remark(self, text: str) -> None:
        """Add a remark to the line that reports the stage."""
        self._remarks.append(text)

    def count(self, done: int, total: int) -> None:
        """Show on a terminal how far the stage is, and an estimate of the time left."""
        now = time.monotonic()
        if (
            self.quiet
            or not sys.stderr.isatty()
            or (total and done < total and now - self._updated < _MIN_UPDATE_SECONDS)
        ):
            return
        self._updated = now
        left = (now - self._started) / done * (total - done) if done else 0.0
        estimate = f"，约剩 {_duration(left)}" if left >= 1 else ""
        sys.stderr.write(f"\r\033[K{self._stage}……{f' {done}/{total}{estimate}' if total else ''}")
        sys.stderr.flush()

    def finish(self, counts: str, pages: int, rebuilt: int, output: Path) -> None:
        """Report the whole build: the number of pages, how many were rebuilt, and the time spent."""
        stages = "，".join(f"{name} {seconds:.1f}" for name, seconds in self.seconds.items())
        spent = f"用时 {sum(self.seconds.values()):.1f} 秒（{stages}）"
        self.print_line(
            f"完成：{counts}网页 {pages} 页，重做 {rebuilt} 页，沿用 {pages - rebuilt} 页。{spent} → {output}"
        )

    def print_line(self, text: str) -> None:
        """Print a line."""
        if not self.quiet:
            clear = "\r\033[K" if sys.stderr.isatty() else ""
            sys.stderr.write(f"{clear}{printed(text)}\n")
            sys.stderr.flush()


def _duration(seconds: float) -> str:
    return f"{seconds / 60:.0f} 分钟" if seconds >= 90 else f"{seconds:.0f} 秒"
