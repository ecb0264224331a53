"""Measure a call and all its child processes: wall-clock and processor seconds, peak memory. Linux only.

Each call runs in a forked process of its own, so that no measurement affects a later one. Processes that the call
leaves running are counted until it returns, then killed.
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
"""Interval between two samples of memory, in seconds."""

_PR_SET_CHILD_SUBREAPER = 36  # linux/prctl.h
_TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


class Cost(NamedTuple, Generic[Result]):
    """Wall-clock and processor seconds of a call, and its return value."""

    wall: float
    processor: float
    returned: Result


def time_call(call: Callable[[], Result], prepare: Callable[[], object] | None = None) -> Cost[Result]:
    """Time one call after an untimed `prepare` in the same process; raise RuntimeError if either fails."""
    with _forked(call, prepare) as process:
        process.send(None)
        cost: Cost[Result] = _receive(process)
        return cost


def peak_memory(call: Callable[[], object], prepare: Callable[[], object] | None = None) -> int:
    """Return the peak memory of a call in bytes, minus the memory used before; raise errors like `time_call`.

    Each sample takes the kernel some milliseconds, so the call must not be timed in the same run.
    """
    with _forked(call, prepare) as process:
        before = peak = _memory(os.getpid())
        process.send(None)
        while not process.poll(SAMPLE_SECONDS):
            peak = max(peak, _memory(os.getpid()))
        peak = max(peak, _memory(os.getpid()))
        _receive(process)
        return peak - before


def processor_seconds() -> float:
    """Return the processor seconds of this process and of all its descendants, running or ended."""
    own = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    below = map(_processor_ticks, process_tree(os.getpid())[1:])
    return sum(each.ru_utime + each.ru_stime for each in own) + sum(below) / _TICKS_PER_SECOND


def process_tree(process: int) -> list[int]:
    """Return the process and all its descendants, including those that have ended but have not been waited for."""
    found = [process]
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):
            found += [each for child in task.read_text().split() for each in process_tree(int(child))]
    return found


@contextmanager
def _forked(call: Callable[[], object], prepare: Callable[[], object] | None) -> Iterator[Connection]:
    """Yield a connection to a forked process that prepares, then calls on request; kill its process tree at exit."""
    ours, theirs = multiprocessing.Pipe()
    process = os.fork()
    if process == 0:
        ours.close()
        _serve(theirs, call, prepare)
    theirs.close()
    try:
        _receive(ours)
        yield ours
    finally:
        for each in process_tree(process):
            with suppress(ProcessLookupError):
                os.kill(each, signal.SIGKILL)
        os.waitpid(process, 0)
        ours.close()


def _serve(connection: Connection, call: Callable[[], object], prepare: Callable[[], object] | None) -> NoReturn:
    """Prepare, make the call, report its cost or the traceback, and stay alive to be inspected."""
    try:
        _adopt_orphans()
        if prepare:
            prepare()
        connection.send(None)
        connection.recv()
        connection.send(_cost(call))
    except BaseException:  # an exception must not reach the cleanup code of the parent
        with suppress(OSError):
            connection.send(traceback.format_exc())
    finally:
        with suppress(BaseException):
            connection.recv()
        os._exit(0)


def _cost(call: Callable[[], Result]) -> Cost[Result]:
    processor, wall = processor_seconds(), time.perf_counter()
    returned = call()
    wall = time.perf_counter() - wall
    return Cost(wall, processor_seconds() - processor, returned)


def _receive(connection: Connection) -> Any:
    try:
        received = connection.recv()
    except EOFError:
        raise RuntimeError("the measured process was killed") from None
    if isinstance(received, str):
        raise RuntimeError(received)
    return received


def _adopt_orphans() -> None:
    """Make this process the parent of orphaned descendants, so that they stay in its process tree."""
    if ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl")


def _processor_ticks(process: int) -> int:
    """Return the clock ticks used by the process and by children it has waited for; see proc_pid_stat(5)."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return 0
    return sum(map(int, stat.rpartition(")")[2].split()[11:15]))


def _memory(process: int) -> int:
    """Return the memory of the process and all its descendants (PSS: shared pages count once), in bytes."""
    return sum(map(_proportional_set_size, process_tree(process)))


def _proportional_set_size(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
