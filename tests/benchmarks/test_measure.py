"""Measurements include all processes of a call. The bounds are wide enough for a busy machine."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.benchmarks.measure import peak_memory, time_call

BURN_SECONDS = 0.1
ALLOCATED_BYTES = 40_000_000


def fork(call: Callable[[], object]) -> int:
    process = os.fork()
    if process == 0:
        try:
            call()
        finally:
            os._exit(0)
    return process


def burn() -> None:
    end = time.process_time() + BURN_SECONDS
    while time.process_time() < end:
        pass


def allocate() -> None:
    allocated = b"x" * ALLOCATED_BYTES
    time.sleep(0.3)
    assert allocated


def in_child(call: Callable[[], object]) -> None:
    os.waitpid(fork(call), 0)


def in_child_left_running(call: Callable[[], object]) -> int:
    """Make the call in a child process; return as soon as it is done and leave the process asleep."""
    receiver, sender = os.pipe()

    def call_and_sleep() -> None:
        call()
        os.write(sender, b".")
        time.sleep(60)

    process = fork(call_and_sleep)
    os.read(receiver, 1)
    return process


def in_unreaped_child(call: Callable[[], object]) -> None:
    process = fork(call)
    os.waitid(os.P_PID, process, os.WEXITED | os.WNOWAIT)


def in_grandchild(call: Callable[[], object]) -> None:
    in_child(lambda: in_child(call))


def in_grandchild_left_running(call: Callable[[], object]) -> None:
    in_child_left_running(lambda: in_child_left_running(call))


def in_orphan(call: Callable[[], object]) -> None:
    in_child(lambda: in_child_left_running(call))


RUNNERS = [
    in_child,
    in_child_left_running,
    in_unreaped_child,
    in_grandchild,
    in_grandchild_left_running,
    in_orphan,
]


@pytest.mark.parametrize("runner", RUNNERS)
def test_processor_time_includes_every_process(runner: Callable[[Callable[[], object]], object]) -> None:
    assert time_call(lambda: runner(burn)).processor > 0.8 * BURN_SECONDS


def test_only_the_call_is_time_call() -> None:
    def prepare() -> None:
        burn()
        in_child(burn)
        in_child_left_running(burn)

    cost = time_call(lambda: "done", prepare)
    assert cost.returned == "done"
    assert cost.processor < BURN_SECONDS


@pytest.mark.parametrize("runner", [lambda call: call(), in_child, in_grandchild])
def test_memory_includes_every_process_even_in_short_calls(runner: Callable[[Callable[[], object]], object]) -> None:
    assert 0.9 * ALLOCATED_BYTES < peak_memory(lambda: runner(allocate)) < 2 * ALLOCATED_BYTES


def test_memory_allocated_before_the_call_is_not_counted() -> None:
    buffer = bytearray()
    assert peak_memory(lambda: None, prepare=lambda: buffer.extend(b"x" * ALLOCATED_BYTES)) < ALLOCATED_BYTES / 2
    assert not buffer, "the call did not run in a process of its own"


def test_no_process_is_left_running() -> None:
    process = time_call(lambda: in_child_left_running(lambda: None)).returned
    deadline = time.monotonic() + 5
    while is_running(process):
        assert time.monotonic() < deadline
        time.sleep(0.01)


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


@pytest.mark.parametrize("measure", [time_call, peak_memory])
def test_a_failure_is_raised(measure: Callable[..., object]) -> None:
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        measure(lambda: 1 // 0)
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        measure(lambda: None, prepare=lambda: 1 // 0)
    with pytest.raises(RuntimeError, match="killed"):
        measure(lambda: os.kill(os.getpid(), signal.SIGKILL))
