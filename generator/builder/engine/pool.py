"""Worker processes: one function over many items, or one call in the background.

Workers are forked when they are needed, so they share all data read so far and return only their results.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from functools import cache, partial
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from generator.builder.faults import BuildError

FEW_TASKS = 20
"""Minimum number of tasks that justifies starting a worker."""

T = TypeVar("T")
R = TypeVar("R")


class LostProcessError(BuildError):
    """A worker was killed, most likely because memory ran out."""

    def __str__(self) -> str:
        advice = "请用较小的 --jobs 再试，例如 --jobs 1。"
        return f"一个进程被系统结束了，多半是内存不够；原网站保持不变。{advice}"


_ENDING = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
"""The signals that end a command."""

_function: Callable[[Any], Any]


@contextmanager
def parallel_map(function: Callable[[T], R], items: Sequence[T], jobs: int) -> Iterator[Iterator[R]]:
    """Start calling the function with each item in up to `jobs` workers; yield an iterator of results in any order.

    The iterator raises LostProcessError if a worker is killed.
    """
    if jobs == 1 or len(items) <= 1:
        yield map(function, items)
        return
    global _function
    _function = function
    gc.freeze()
    pool = ProcessPoolExecutor(min(jobs, len(items)), multiprocessing.get_context("fork"), prepare_worker)
    others = set(multiprocessing.active_children())
    try:
        with signals_held():
            futures = [pool.submit(_call, item) for item in items]
        yield _results(futures)
    except BaseException:
        for worker in set(multiprocessing.active_children()) - others:
            worker.kill()  # or the end would wait for what is running
        raise
    finally:
        pool.shutdown(cancel_futures=True)
        gc.unfreeze()


def _call(item: Any) -> Any:
    return _function(item)


def _results(futures: Iterable[Future[R]]) -> Iterator[R]:
    try:
        for future in as_completed(futures):
            yield future.result()
    except BrokenProcessPool:
        raise LostProcessError from None


def default_signals() -> None:
    """Let SIGTERM end this process at once; leave Ctrl-C, which the terminal sends to all, to the parent."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)


@contextmanager
def signals_held() -> Iterator[None]:
    """Let signals wait while processes are forked: an exception raised in a library's fork hook would be lost."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def prepare_worker() -> None:
    """Prepare a new process: it leaves Ctrl-C to the parent, and exits when that has ended for any reason."""
    default_signals()
    threading.Thread(target=_exit_with_parent, daemon=True).start()


def _exit_with_parent() -> None:
    """Wait for the parent to end, then exit; an idle worker would otherwise wait forever."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


@contextmanager
def in_background(function: Callable[[T], R], item: T, jobs: int) -> Iterator[Callable[[], R]]:
    """Start calling the function in a separate process; yield a function that waits for the result.

    With one job, the function runs in this process when the result is requested. Waiting raises LostProcessError if the
    process is killed. No thread is used, so other processes may be forked meanwhile.
    """
    if jobs == 1:
        yield cache(partial(function, item))
        return
    receiver, process = start_call(multiprocessing.get_context("fork"), function, item)
    try:
        yield cache(partial(receive, receiver))
    except BaseException:
        process.kill()
        raise
    finally:
        receiver.close()
        process.join()


def start_call(context: Any, function: Callable[..., object], *arguments: object) -> tuple[Connection, BaseProcess]:
    """Start calling the function in a process of the multiprocessing context; return that and where its result comes.

    The process ends with this one. An exception that it raises is printed by it.
    """
    receiver, sender = multiprocessing.Pipe(duplex=False)
    process = context.Process(target=_send, args=(sender, function, *arguments), daemon=True)
    with signals_held(), sender:
        process.start()
    return receiver, process


def _send(sender: Connection, function: Callable[..., object], *arguments: object) -> None:
    prepare_worker()
    with suppress(BrokenPipeError):  # the parent no longer waits for the result
        sender.send(function(*arguments))


def receive(receiver: Any) -> Any:
    """Return the result of a call. Raises LostProcessError if its process ended without one."""
    try:
        return receiver.recv()
    except EOFError:
        raise LostProcessError from None


def chunks(count: int, max_chunk: int, jobs: int) -> list[range]:
    """Split the numbers below `count` into chunks of at most `max_chunk`.

    Make at least one chunk per job if there are about FEW_TASKS numbers for each.
    """
    number = max(-(-count // max_chunk), min(jobs, -(-count // FEW_TASKS)))
    return [range(count * each // number, count * (each + 1) // number) for each in range(number)]
