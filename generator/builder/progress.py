"""Progress of a build on standard error: a bar on a terminal, one line per stage in a log, nothing if quiet."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from generator.markup.printed import printed


@dataclass
class Progress:
    """Reporter of the stages of a build; `seconds` is the total time spent in each."""

    quiet: bool = False
    seconds: dict[str, float] = field(default_factory=dict)
    _stage: str = ""
    _remarks: list[str] = field(default_factory=list)
    _bar: Any = None

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time a stage and report it in one line when it ends."""
        self._stage, self._remarks, started = name, [], time.monotonic()
        if self._on_terminal():
            sys.stderr.write(f"{name}……\r")  # the next line is longer and covers it
            sys.stderr.flush()
        try:
            yield
        finally:
            spent = time.monotonic() - started
            self.seconds[name] = self.seconds.get(name, 0.0) + spent
            self.print_line("，".join([f"{name}：{spent:.1f} 秒", *self._remarks]))

    def remark(self, text: str) -> None:
        """Add a remark to the line that reports the stage."""
        self._remarks.append(text)

    def count(self, done: int, total: int, label: str = "") -> None:
        """Show on a terminal how far the stage is, and an estimate of the time left.

        A part of a stage that is counted by itself has a label of its own.
        """
        if not total or not self._on_terminal():
            return
        label = label or self._stage
        if self._bar is None or (self._bar.label, self._bar.length) != (label, total):
            self._end_bar()
            self._bar = click.progressbar(length=total, label=label, show_pos=True, file=sys.stderr)
        self._bar.update(done - self._bar.pos)

    def _on_terminal(self) -> bool:
        return not self.quiet and sys.stderr.isatty()

    def _end_bar(self) -> None:
        if self._bar is not None:
            self._bar.render_finish()
            self._bar = None

    def finish(self, counts: str, pages: int, rebuilt: int, output: Path) -> None:
        """Report the whole build: the number of pages, how many were rebuilt, and the time spent."""
        stages = "，".join(f"{name} {seconds:.1f}" for name, seconds in self.seconds.items())
        spent = f"用时 {sum(self.seconds.values()):.1f} 秒（{stages}）"
        self.print_line(
            f"完成：{counts}网页 {pages} 页，重做 {rebuilt} 页，沿用 {pages - rebuilt} 页。{spent} → {output}"
        )

    def print_line(self, text: str) -> None:
        """Print a line; a bar ends before it."""
        if not self.quiet:
            self._end_bar()
            sys.stderr.write(f"{printed(text)}\n")
            sys.stderr.flush()
