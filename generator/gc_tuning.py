"""Tuning of the cyclic garbage collector, which would take a quarter of the time of loading many reports."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager

_YOUNG_OBJECTS_PER_COLLECTION = 200_000
"""The number of new objects after which Python collects the youngest generation."""


@contextmanager
def gc_paused() -> Iterator[None]:
    """Pause the cyclic garbage collector, for bulk loading of objects that are kept or freed by reference counting."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def collect_rarely() -> None:
    """Make the cyclic garbage collector run rarely from now on, and not at exit; for short-lived processes."""
    gc.set_threshold(_YOUNG_OBJECTS_PER_COLLECTION, 50, 100)
    atexit.register(gc.freeze)
