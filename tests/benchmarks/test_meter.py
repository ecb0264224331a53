"""What the benchmarks count: all processes of a measured call. Bounds are wide, nothing is timed closely."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.benchmarks.meter import peak_memory, timed

BURN_SECONDS = 0.1
HELD_BYTES = 40_000_000


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


def hold() -> None:
    held = b"x" * HELD_BYTES
    time.sleep(0.3)
    assert held


def waited_for(call: Callable[[], object]) -> None:
    os.waitpid(fork(call), 0)


def not_waited_for(call: Callable[[], object]) -> int:
    """Go on when the call is done; its process sleeps on."""
    done, report = os.pipe()

    def call_and_stay() -> None:
        call()
        os.write(report, b".")
        time.sleep(60)

    process = fork(call_and_stay)
    os.read(done, 1)
    return process


def ended_but_not_waited_for(call: Callable[[], object]) -> None:
    process = fork(call)
    os.waitid(os.P_PID, process, os.WEXITED | os.WNOWAIT)


def by_a_grandchild(call: Callable[[], object]) -> None:
    waited_for(lambda: waited_for(call))


def by_a_grandchild_not_waited_for(call: Callable[[], object]) -> None:
    not_waited_for(lambda: not_waited_for(call))


def by_an_orphan(call: Callable[[], object]) -> None:
    waited_for(lambda: not_waited_for(call))


WAYS = [
    waited_for,
    not_waited_for,
    ended_but_not_waited_for,
    by_a_grandchild,
    by_a_grandchild_not_waited_for,
    by_an_orphan,
]


@pytest.mark.parametrize("way", WAYS)
def test_processor_time_of_every_process_counts(way: Callable[[Callable[[], object]], object]) -> None:
    assert timed(lambda: way(burn)).processor > 0.8 * BURN_SECONDS


def test_only_the_call_is_timed() -> None:
    def prepare() -> None:
        burn()
        waited_for(burn)
        not_waited_for(burn)

    cost = timed(lambda: "done", prepare)
    assert cost.result == "done"
    assert cost.processor < BURN_SECONDS


@pytest.mark.parametrize("way", [lambda call: call(), waited_for, by_a_grandchild])
def test_memory_of_every_process_counts_even_in_half_a_second(way: Callable[[Callable[[], object]], object]) -> None:
    assert 0.9 * HELD_BYTES < peak_memory(lambda: way(hold)) < 2 * HELD_BYTES


def test_memory_taken_before_the_call_does_not_count() -> None:
    kept = bytearray()
    assert peak_memory(lambda: None, prepare=lambda: kept.extend(b"x" * HELD_BYTES)) < HELD_BYTES / 2
    assert not kept, "every call has a process of its own"


def test_nothing_is_left_running() -> None:
    process = timed(lambda: not_waited_for(lambda: None)).result
    deadline = time.monotonic() + 5
    while is_running(process):
        assert time.monotonic() < deadline
        time.sleep(0.01)


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


@pytest.mark.parametrize("measure", [timed, peak_memory])
def test_a_failure_is_reported(measure: Callable[..., object]) -> None:
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        measure(lambda: 1 // 0)
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        measure(lambda: None, prepare=lambda: 1 // 0)
    with pytest.raises(RuntimeError, match="killed"):
        measure(lambda: os.kill(os.getpid(), signal.SIGKILL))
