"""The same function over many pieces of work, in as many processes as asked for.

Processes are forked where they are needed, so they see all that has been read and hand back only what they made.
"""

from __future__ import annotations

import gc
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_RARELY = 200_000
"""How many objects may be made before Python looks for garbage: hardly any is made."""

_task: Callable[[Any], Any]


def over(task: Callable[[T], R], items: Sequence[T], jobs: int) -> Iterator[R]:
    """What `task` makes of each item, in any order."""
    if jobs == 1 or len(items) <= 1:
        yield from map(task, items)
        return
    global _task
    _task = task
    gc.collect()
    gc.freeze()
    with multiprocessing.get_context("fork").Pool(min(jobs, len(items)), _begin) as pool:
        yield from pool.imap_unordered(_run, items)
    gc.unfreeze()


def _begin() -> None:
    gc.set_threshold(_RARELY, 50, 100)


def _run(item: Any) -> Any:
    return _task(item)


def shares(count: int, most: int, jobs: int) -> list[range]:
    """`count` numbers in shares of at most `most`, one for each process at least where there are enough."""
    number = max(-(-count // most), min(jobs, count))
    return [range(count * each // number, count * (each + 1) // number) for each in range(number)]
