"""A limit of processor time for work on a file from outside, whatever is in it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from generator.authoring.errors import RefusedError

MAX_CPU_SECONDS = 15.0
"""Processor time to recognise and check one report; real ones take less than 1 second."""

_SPENT = "{}：认了很久还没有认完，内容太多或太乱，不像一份年度报告；请只留下报告本身再导入。"


@contextmanager
def time_limit(name: str, seconds: float = MAX_CPU_SECONDS) -> Iterator[None]:
    """Raise RefusedError about the file `name` if the context takes more processor time than `seconds`.

    Only the main thread can be interrupted; in another one, time is not limited.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise RefusedError(_SPENT.format(name))

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
