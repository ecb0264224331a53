"""Measure what a call costs with all processes below it: seconds, processor seconds, peak memory. Linux only.

Each call is made in a forked process of its own, so that no measurement is warmed up, or weighed down, by an earlier
one. Whatever the call leaves running is counted up to its end, and killed.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import resource
import signal
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Generic, NamedTuple, NoReturn, TypeVar

Result = TypeVar("Result")

SAMPLE_SECONDS = 0.05
"""Pause between two samples of memory."""

_PR_SET_CHILD_SUBREAPER = 36  # linux/prctl.h
_TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


class Cost(NamedTuple, Generic[Result]):
    """Wall-clock and processor seconds of a call, and what it returned."""

    wall: float
    processor: float
    result: Result


def timed(call: Callable[[], Result], prepare: Callable[[], object] | None = None) -> Cost[Result]:
    """Time one call after an untimed `prepare` in the same process. Raises RuntimeError with what went wrong in it."""
    with _forked(call, prepare) as process:
        process.send(None)
        cost: Cost[Result] = _received(process)
        return cost


def peak_memory(call: Callable[[], object], prepare: Callable[[], object] | None = None) -> int:
    """Return the most bytes a call took at once, above what was taken before it. Raises like `timed`.

    A sample keeps the kernel busy for some milliseconds, so this is no run to take times from.
    """
    with _forked(call, prepare) as process:
        before = most = _memory(os.getpid())
        process.send(None)
        while not process.poll(SAMPLE_SECONDS):
            most = max(most, _memory(os.getpid()))
        most = max(most, _memory(os.getpid()))
        _received(process)
        return most - before


def processor_seconds() -> float:
    """Return the processor seconds of this process, of those it has waited for, and of all that are still below it."""
    own = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    below = map(_processor_ticks, family(os.getpid())[1:])
    return sum(each.ru_utime + each.ru_stime for each in own) + sum(below) / _TICKS_PER_SECOND


def family(process: int) -> list[int]:
    """Return the process and all below it, also those that have ended and that nobody has waited for."""
    found = [process]
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):
            found += [each for child in task.read_text().split() for each in family(int(child))]
    return found


@contextmanager
def _forked(call: Callable[[], object], prepare: Callable[[], object] | None) -> Iterator[Connection]:
    """Fork a process that has prepared and makes the call when told to; kill it and all below it in the end."""
    ours, theirs = multiprocessing.Pipe()
    process = os.fork()
    if process == 0:
        ours.close()
        _serve(theirs, call, prepare)
    theirs.close()
    try:
        _received(ours)
        yield ours
    finally:
        for each in family(process):
            with suppress(ProcessLookupError):
                os.kill(each, signal.SIGKILL)
        os.waitpid(process, 0)
        ours.close()


def _serve(connection: Connection, call: Callable[[], object], prepare: Callable[[], object] | None) -> NoReturn:
    """Prepare, make the call and report its cost, or the traceback; then stay, with all below it, to be looked at."""
    try:
        _adopt_orphans()
        if prepare:
            prepare()
        connection.send(None)
        connection.recv()
        connection.send(_cost(call))
    except BaseException:  # the parent's cleaning up, which an exception would reach, is not for this process
        with suppress(OSError):
            connection.send(traceback.format_exc())
    finally:
        with suppress(BaseException):
            connection.recv()
        os._exit(0)


def _cost(call: Callable[[], Result]) -> Cost[Result]:
    processor, wall = processor_seconds(), time.perf_counter()
    result = call()
    wall = time.perf_counter() - wall
    return Cost(wall, processor_seconds() - processor, result)


def _received(connection: Connection) -> Any:
    try:
        received = connection.recv()
    except EOFError:
        raise RuntimeError("the measured process was killed") from None
    if isinstance(received, str):
        raise RuntimeError(received)
    return received


def _adopt_orphans() -> None:
    """Keep processes below this one whose parent has ended; they would leave the family uncounted."""
    if ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl")


def _processor_ticks(process: int) -> int:
    """Return the ticks that the process and those it has waited for were on a processor; see proc_pid_stat(5)."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return 0
    return sum(map(int, stat.rpartition(")")[2].split()[11:15]))


def _memory(process: int) -> int:
    """Return the bytes that the process and all below it take together (PSS: shared pages count once)."""
    return sum(map(_proportional_set_size, family(process)))


def _proportional_set_size(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
