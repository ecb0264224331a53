"""The same function over many pieces of work, in as many processes as asked for.

Processes are forked where they are needed, so they see all that has been read and hand back only what they made.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from functools import cache, partial
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from generator.gc_tuning import collect_rarely

FEW = 20
"""So many works, as a rule, are done before other processes would have begun."""

T = TypeVar("T")
R = TypeVar("R")


class LostProcessError(RuntimeError):
    """One of the processes was killed, most likely because memory ran out."""


_task: Callable[[Any], Any]


@contextmanager
def over(task: Callable[[T], R], items: Sequence[T], jobs: int) -> Iterator[Iterator[R]]:
    """Begin to do `task` with each item; gives what it makes of them, in any order, as it comes.

    Taking from it raises LostProcessError where a process is killed at it.
    """
    if jobs == 1 or len(items) <= 1:
        yield map(task, items)
        return
    global _task
    _task = task
    gc.freeze()
    pool = ProcessPoolExecutor(min(jobs, len(items)), multiprocessing.get_context("fork"), _begin)
    try:
        yield _results([pool.submit(_run, item) for item in items])
    finally:
        pool.shutdown(cancel_futures=True)
        gc.unfreeze()


@contextmanager
def meanwhile(task: Callable[[T], R], item: T, jobs: int) -> Iterator[Callable[[], R]]:
    """Begin to do `task` with the item in another process, if there may be one; gives what waits for its result.

    Waiting raises LostProcessError where the process is killed. It needs no thread, so others may be forked meanwhile.
    """
    if jobs == 1:
        yield cache(partial(task, item))
        return
    ours, theirs = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=_send, args=(task, item, theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        yield cache(partial(_receive, ours))
    finally:
        ours.close()
        process.join()


def _send(task: Callable[[T], R], item: T, wire: Connection) -> None:
    with suppress(BrokenPipeError):  # nobody waits any more
        wire.send(task(item))


def _receive(wire: Connection) -> Any:
    try:
        return wire.recv()
    except EOFError:
        raise LostProcessError from None


def _results(futures: Iterable[Future[R]]) -> Iterator[R]:
    try:
        for future in as_completed(futures):
            yield future.result()
    except BrokenProcessPool:
        raise LostProcessError from None


def _begin() -> None:
    collect_rarely()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Nobody else would tell a process that waits for work that none will come."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _run(item: Any) -> Any:
    return _task(item)


def shares(count: int, most: int, jobs: int) -> list[range]:
    """`count` numbers in shares of at most `most`, one for each process at least where there are enough.

    A few make one share, unless that is too many.
    """
    number = max(-(-count // most), min(jobs, -(-count // FEW)))
    return [range(count * each // number, count * (each + 1) // number) for each in range(number)]
