"""What a build says while it works: a line that counts on a terminal, one line a stage in a log, nothing if quiet."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

_OFTEN = 0.2


@dataclass
class Progress:
    """Tells one reader, on standard error, how far a build is."""

    quiet: bool = False
    spent: dict[str, float] = field(default_factory=dict)
    _stage: str = ""
    _more: list[str] = field(default_factory=list)
    _start: float = 0.0
    _told: float = 0.0

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """A stage of the build, timed and told of in a line."""
        self._stage, self._start = name, time.monotonic()
        self._more = []
        self.counted(0, 0)
        try:
            yield
        finally:
            self._over(name)

    def _over(self, name: str) -> None:
        seconds = time.monotonic() - self._start
        self.spent[name] = self.spent.get(name, 0.0) + seconds
        self.say("，".join([f"{name}：{seconds:.1f} 秒", *self._more]))

    def add(self, text: str) -> None:
        """Something more to say of the stage when it is over."""
        self._more.append(text)

    def counted(self, done: int, total: int) -> None:
        """How far the stage is; the time still to go follows from that already spent."""
        now = time.monotonic()
        if self.quiet or not sys.stderr.isatty() or (total and done < total and now - self._told < _OFTEN):
            return
        self._told = now
        left = (now - self._start) / done * (total - done) if done else 0.0
        rest = f"，约剩 {_duration(left)}" if left >= 1 else ""
        sys.stderr.write(f"\r\033[K{self._stage}……{f' {done}/{total}{rest}' if total else ''}")
        sys.stderr.flush()

    def finish(self, counted: str, pages: int, anew: int, where: Path) -> None:
        """Sum up the build: how many pages there are and how many of them were made anew, and how long it took."""
        stages = "，".join(f"{name} {seconds:.1f}" for name, seconds in self.spent.items())
        time = f"用时 {sum(self.spent.values()):.1f} 秒（{stages}）"
        self.say(f"完成：{counted}网页 {pages} 页，重做 {anew} 页，沿用 {pages - anew} 页。{time} → {where}")

    def say(self, text: str) -> None:
        """A line to keep."""
        if not self.quiet:
            clear = "\r\033[K" if sys.stderr.isatty() else ""
            sys.stderr.write(f"{clear}{text}\n")
            sys.stderr.flush()


def _duration(seconds: float) -> str:
    return f"{seconds / 60:.0f} 分钟" if seconds >= 90 else f"{seconds:.0f} 秒"
