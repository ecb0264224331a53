"""Stages that run side by side."""

from __future__ import annotations

import multiprocessing
import time
from types import SimpleNamespace
from typing import Any, cast

import pytest

from generator.builder.engine.stages import Stage, run_stages

_LONG_SECONDS = 60


def stage(seconds: int) -> Stage:
    """Return a stage with one task, which takes some time."""
    store: Any = SimpleNamespace(stale=[None], add=lambda results: None)
    return Stage(store, [range(1)], lambda chunk: [cast("Any", time.sleep(seconds))])


def fail_after_the_first_stage() -> None:
    for _ in run_stages([stage(0), stage(_LONG_SECONDS)], 2, lambda done, total: None):
        raise RuntimeError


def test_an_exception_between_stages_ends_the_workers() -> None:
    """MkDocs runs while workers still write files; if it fails, nobody waits for them."""
    before, started = set(multiprocessing.active_children()), time.monotonic()
    with pytest.raises(RuntimeError):
        fail_after_the_first_stage()
    assert set(multiprocessing.active_children()) <= before
    assert time.monotonic() - started < _LONG_SECONDS
