"""The progress of a build: a bar on a terminal, and lines only in a log."""

from __future__ import annotations

import io
import sys

import pytest

from generator.builder.progress import Progress

SHOW_CURSOR = "\x1b[?25h"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(progress: Progress) -> str:
    """Return what a stage with two counters, and a part with a third of the same length, writes to standard error."""
    with progress.stage("网页"):
        for done, total in ((0, 4), (2, 4), (4, 4), (1, 2), (2, 2)):
            progress.count(done, total)
        progress.count(1, 2, "排版")
        progress.remark("重做 4 页")
    assert isinstance(sys.stderr, io.StringIO)
    return sys.stderr.getvalue()


@pytest.mark.parametrize("stream", [Terminal, io.StringIO])
def test_a_terminal_shows_a_bar_and_a_log_only_the_line_of_the_stage(
    monkeypatch: pytest.MonkeyPatch, stream: type[io.StringIO]
) -> None:
    monkeypatch.setattr(sys, "stderr", stream())
    written = shown(Progress())
    bar, _, line = written.rpartition("网页：")
    assert line.endswith(" 秒，重做 4 页\n")
    assert all((count in bar) == (stream is Terminal) for count in ("2/4", "4/4", "1/2", "2/2", "网页", "排版  ["))
    assert bar.startswith("网页……\r") == (stream is Terminal)
    assert bar.endswith(f"{SHOW_CURSOR}\n") == (stream is Terminal)


def test_a_quiet_build_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())
    assert shown(Progress(quiet=True)) == ""
