"""Stages: run the stale tasks of several stores side by side in worker processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.builder.engine.pool import FEW_TASKS, chunks, parallel_map
from generator.builder.engine.serializer import digest_of
from generator.builder.engine.tasks import Task, TaskResult, TaskStore
from generator.sources.writing import named_errors

_MAX_TASKS_PER_CHUNK = 200

_WRITE_ATTEMPTS = 5


@dataclass(frozen=True)
class Stage:
    """The stale tasks of a store in chunks, and the function that runs a chunk.

    A stage with few tasks runs `in_process`, while workers run the chunks of other stages.
    """

    store: TaskStore
    chunks: Sequence[range]
    run: Callable[[range], list[TaskResult]]
    in_process: bool = False


def task_stage(store: TaskStore, run: Callable[[Task], bytes], jobs: int, *, large: bool = False) -> Stage:
    """Return the stage that runs the stale tasks; a few run in this process, of `large` ones only a single one."""
    stale = len(store.stale)
    each_chunk = chunks(stale, 1 if large else _MAX_TASKS_PER_CHUNK, jobs)
    return Stage(store, each_chunk, partial(_run_chunk, store, run), in_process=stale <= (1 if large else FEW_TASKS))


def run_task(task: Task) -> bytes:
    """Run a task that returns its output."""
    output: bytes = task.run()
    return output


def _run_chunk(store: TaskStore, run: Callable[[Task], bytes], numbers: range) -> list[TaskResult]:
    return [store.run(number, run) for number in numbers]


def write_output(store: TaskStore, folder: Path, task: Task, unchanged: Path | None = None) -> bytes:
    """Run a task that returns the bytes of a file, and write it below `folder`. Return the digest of the bytes.

    If the digest is that of the last build, write the file below `unchanged` instead, or not at all if that is None.
    """
    data: bytes = task.run()
    digest = digest_of(data)
    target = folder if digest != store.cached_output(task.name) else unchanged
    if target:
        write_file(target / task.name, data)
    return digest


def write_file(path: Path, data: bytes) -> None:
    """Write a file of a staging directory and create its folder; errors name the file.

    Retries, because another process may be replacing the empty folder with a full one at that moment.
    """
    for attempt in range(_WRITE_ATTEMPTS, 0, -1):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with named_errors(path):
                path.write_bytes(data)
        except FileNotFoundError:
            if attempt == 1:
                raise
        else:
            return


def run_stages(stages: Sequence[Stage], jobs: int, on_progress: Callable[[int, int], None]) -> Iterator[Stage]:
    """Run all stale tasks of the stages in `jobs` processes; yield each stage as soon as it is finished.

    `on_progress` gets the number of tasks run and of all stale tasks. Raises LostProcessError if a worker is killed.
    """
    done, total = 0, sum(len(stage.store.stale) for stage in stages)

    def add(stage: Stage, results: list[TaskResult]) -> None:
        nonlocal done
        stage.store.add(results)
        done += len(results)
        on_progress(done, total)

    left = [0 if stage.in_process else len(stage.chunks) for stage in stages]
    queue = [(number, stage.chunks[each]) for number, stage in enumerate(stages) for each in range(left[number])]
    with parallel_map(partial(_run_queued, stages), queue, jobs) as finished:
        for stage, chunks_left in zip(stages, left, strict=True):
            if not chunks_left:
                for chunk in stage.chunks:
                    add(stage, stage.run(chunk))
                yield stage
        for number, results in finished:
            add(stages[number], results)
            left[number] -= 1
            if not left[number]:
                yield stages[number]


def _run_queued(stages: Sequence[Stage], item: tuple[int, range]) -> tuple[int, list[TaskResult]]:
    number, chunk = item
    return number, stages[number].run(chunk)
