"""No search for garbage while nothing becomes garbage: it would take a quarter of the time of reading many reports."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager

_MANY = 200_000
"""How many objects may be made before Python looks at the new ones."""


@contextmanager
def gc_paused() -> Iterator[None]:
    """Let Python make objects without looking, again and again, for circles of them that nobody uses any more.

    For work whose objects stay, or go one by one as soon as they are no longer used.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def collect_rarely() -> None:
    """From now on let Python look for such circles only now and then, and not at the end of all: for short programs."""
    gc.set_threshold(_MANY, 50, 100)
    atexit.register(gc.freeze)
