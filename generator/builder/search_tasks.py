"""Search data as tasks: an index part for each place, kept between builds, and all parts joined into one index.

A part is a file named after the digest of its bytes and never overwritten: an interrupted build damages nothing, and a
damaged part is detected. The indexing code is imported only when something is indexed, because numpy loads slowly.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from generator.builder.engine.serializer import CorruptCacheError, digest_of
from generator.builder.engine.stages import Stage, task_stage, write_file
from generator.builder.engine.tasks import Task, TaskStore
from generator.model.catalog import Catalog
from generator.model.report import Report
from generator.search import reports_by_place
from generator.sources.writing import replace_file

if TYPE_CHECKING:
    from generator.search.join import Joined

FOLDER = "search/data"


def index_stage(
    store: TaskStore, catalog: Catalog, parts: Path, is_included: Callable[[str], bool], jobs: int
) -> Stage:
    """Return the stage that indexes each place below `parts`, with the reports of the included agencies."""
    places = {
        place: included
        for place, reports in reports_by_place(catalog).items()
        if (included := [report for report in reports if is_included(f"{report.agency}/")])
    }
    _delete_unrecorded(parts, {result.output for result in store.cached.values()})
    tasks = [Task(place, partial(_index, catalog, place, reports)) for place, reports in places.items()]
    store.plan(tasks, lambda digest: _part_file(parts, digest).is_file())
    return task_stage(store, partial(_write_part, parts), jobs, large=True)


def indexed_parts(store: TaskStore, parts: Path) -> list[Path]:
    """Return the parts of all places, once the stage has finished."""
    return [_part_file(parts, digest) for digest in store.outputs().values()]


def _index(catalog: Catalog, place: str, reports: list[Report]) -> bytes:
    from generator.search.part import index_part

    return index_part(catalog, reports)


def _write_part(parts: Path, task: Task) -> bytes:
    data: bytes = task.run()
    digest = digest_of(data)
    try:
        parts.mkdir(exist_ok=True)
        replace_file(_part_file(parts, digest), data)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):  # starting over would not help
            raise
        raise CorruptCacheError(str(error)) from error
    return digest


def _delete_unrecorded(parts: Path, recorded: set[bytes]) -> None:
    """Delete parts that an interrupted build left; no other can be running, see `lock_output`."""
    names = {_part_file(parts, digest).name for digest in recorded}
    for file in parts.glob("*"):
        with suppress(OSError):
            if file.name not in names:
                file.unlink()


def _part_file(parts: Path, digest: bytes) -> Path:
    return parts / f"{digest.hex()}.part"


def read_part(part: Path) -> bytes:
    """Return the bytes of a part. Raises CorruptCacheError if they differ from the bytes written."""
    try:
        data = part.read_bytes()
    except OSError as error:
        raise CorruptCacheError(str(error)) from error
    if part.stem != digest_of(data).hex():
        raise CorruptCacheError(str(part))
    return data


def join_index(store: TaskStore, catalog: Catalog, parts: Sequence[Path], site: Path) -> list[str]:
    """Join the parts if they or the agencies have changed, and write the changed files of the index below `site`.

    Return the names of files that must be deleted. The output of the task is the state that the next join compares
    with. Raises CorruptCacheError if a part is damaged.
    """
    removed: list[str] = []
    store.plan([Task("joined", partial(_joined, catalog, parts, partial(store.cached_output, "joined")))])
    store.add(store.run(number, partial(_write_index, site, removed)) for number in range(len(store.stale)))
    return removed


def _joined(catalog: Catalog, parts: Sequence[Path], last: Callable[[], bytes | None]) -> Joined:
    """Verify the parts and join them, given the state of the last join, which decides only what has to be written."""
    from generator.search.join import join_parts, read_join_state

    for part in parts:
        read_part(part)
    state = last()
    return join_parts(catalog, parts, read_join_state(state.decode()) if state else None)


def _write_index(site: Path, removed: list[str], task: Task) -> bytes:
    """Write the files that differ from the last join's, and return the new state."""
    joined: Joined = task.run()
    for name, data in joined.files:
        write_file(site / FOLDER / name, data)
    removed += [f"{FOLDER}/{name}" for name in joined.removed]
    return joined.state.dump().encode()
