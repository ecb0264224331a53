"""Tasks and staleness: a task is stale if it is new, its input changed, or a recorded dependency changed.

These are the verifying traces of "Build Systems à la Carte" (Mokhov, Mitchell, Peyton Jones 2018): a stored result
carries the fingerprints of what the task read, found while it ran.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from operator import ne
from typing import Any, NamedTuple

from generator.builder.engine.cache import BuildCache
from generator.builder.engine.fingerprints import Fingerprints
from generator.builder.engine.serializer import deserialize, serialize
from generator.builder.engine.tracking import Dependency, Recorder

_STAGE = "dependencies"


class _StoredTable(NamedTuple):
    """The table in the cache: dependencies by number, fingerprints, and numbers changed since each stage was stored."""

    dependencies: list[Dependency]
    fingerprints: list[bytes]
    changed: dict[str, bytes]


class DependencyTable:
    """Table of all dependencies, which determines once for all stages which of them have changed.

    A build may stop after some of its stages, so each stage has its own set of changes: those since it was last stored.
    Dependencies that no task uses any longer stay until the program changes.
    """

    def __init__(self, cache: BuildCache, fingerprints: Fingerprints) -> None:
        """Read the table from the cache and compare it with the current fingerprints."""
        self._cache, self.fingerprints = cache, fingerprints
        data = cache.stage_results(_STAGE)
        stored = _StoredTable(*deserialize(data)) if data else _StoredTable([], [], {})
        self._numbers: dict[Dependency, int] = {each: number for number, each in enumerate(stored.dependencies)}
        differs = map(ne, fingerprints.of_dependencies(stored.dependencies), stored.fingerprints)
        changed = {number for number, is_changed in enumerate(differs) if is_changed}
        self._changed = {stage: changed.union(array("I", numbers)) for stage, numbers in stored.changed.items()}

    def changed(self, stage: str) -> Set[int]:
        """Return the numbers of the dependencies that have changed since the stage was last stored."""
        return self._changed.get(stage, frozenset())

    def numbers(self, dependencies: Iterable[Dependency]) -> bytes:
        """Return the numbers of the dependencies as the bytes of an integer array; number new dependencies."""
        return array("I", sorted(self._numbers.setdefault(each, len(self._numbers)) for each in dependencies)).tobytes()

    def stage_results(self, stage: str) -> Any:
        """Return the recorded results of a stage, or None if there are none."""
        stored = self._cache.stage_results(stage)
        return deserialize(stored) if stored else None

    def store(self, stages: Mapping[str, object]) -> None:
        """Store the results of these stages together with the table, all or nothing."""
        self._changed |= {stage: set() for stage in stages}
        changed = {stage: array("I", sorted(numbers)).tobytes() for stage, numbers in self._changed.items()}
        dependencies = list(self._numbers)
        table = _StoredTable(dependencies, self.fingerprints.of_dependencies(dependencies), changed)
        entries = {**stages, _STAGE: tuple(table)}
        self._cache.store_stage_results({stage: serialize(each) for stage, each in entries.items()})


class Task(NamedTuple):
    """A named function; everything it needs is in its `partial` arguments or read from the tracked catalog."""

    name: str
    run: Callable[[], Any]


class CachedResult(NamedTuple):
    """A stored result: the fingerprint of the task's input, the numbers of its dependencies, and its output."""

    input: bytes
    dependencies: bytes
    output: bytes


class TaskResult(NamedTuple):
    """The result of a stale task; `number` is its index in the list of stale tasks."""

    number: int
    dependencies: frozenset[Dependency]
    output: bytes


class TaskStore:
    """The tasks of one stage: their cached results, the stale tasks, and the new results."""

    def __init__(self, stage: str, table: DependencyTable, recorder: Recorder, *, full_rebuild: bool = False) -> None:
        """Read the cached results of the stage; a full rebuild treats all of them as stale."""
        self.stage, self._table, self._recorder = stage, table, recorder
        self.cached = {name: CachedResult(*each) for name, each in (table.stage_results(stage) or {}).items()}
        self._full_rebuild = full_rebuild
        self._changed = table.changed(stage)
        self._inputs: dict[str, bytes] = {}
        self._results: dict[str, TaskResult] = {}
        self.stale: list[Task] = []
        self.removed: list[str] = []

    def plan(self, tasks: Sequence[Task], is_valid: Callable[[bytes], bool] | None = None) -> None:
        """Set `stale` to the stale ones among all tasks of the stage, and `removed` to the names of former tasks.

        A task whose cached output is not `is_valid` is stale too.
        """
        self._inputs = {task.name: self._table.fingerprints.of_input(task.run) for task in tasks}
        current = [task for task in tasks if self._is_up_to_date(task.name)]
        valid = {task.name for task in current if is_valid is None or is_valid(self.cached[task.name].output)}
        self.stale = [task for task in tasks if task.name not in valid]
        self.removed = [name for name in self.cached if name not in self._inputs]

    def _is_up_to_date(self, name: str) -> bool:
        cached = self.cached.get(name)
        if cached is None or self._full_rebuild or cached.input != self._inputs[name]:
            return False
        return not self._changed or self._changed.isdisjoint(array("I", cached.dependencies))

    def cached_output(self, name: str) -> bytes | None:
        """Return the output of a task in the last build, or None if there is none or in a full rebuild."""
        cached = self.cached.get(name)
        return cached.output if cached and not self._full_rebuild else None

    def run(self, number: int, run: Callable[[Task], bytes]) -> TaskResult:
        """Run the stale task with this index, recording its dependencies."""
        self._recorder.dependencies = set()
        output = run(self.stale[number])
        return TaskResult(number, frozenset(self._recorder.dependencies), output)

    def add(self, results: Iterable[TaskResult]) -> None:
        """Add results of stale tasks."""
        self._results |= {self.stale[result.number].name: result for result in results}

    @property
    def changed_outputs(self) -> int:
        """The number of stale tasks whose output is new or differs from the last build's."""
        return sum(self._results[task.name].output != self.cached_output(task.name) for task in self.stale)

    def outputs(self) -> dict[str, bytes]:
        """Return the outputs of all tasks by name, cached or new, in the order they were planned."""
        found = {name: self._results.get(name) or self.cached[name] for name in self._inputs}
        return {name: each.output for name, each in found.items()}

    def to_cache(self) -> dict[str, tuple[bytes, ...]]:
        """Return the results to store, once every stale task has run."""
        cached = {name: tuple(each) for name, each in self.cached.items() if name in self._inputs}
        return cached | {name: tuple(self._cached_result(name, result)) for name, result in self._results.items()}

    def _cached_result(self, name: str, result: TaskResult) -> CachedResult:
        return CachedResult(self._inputs[name], self._table.numbers(result.dependencies), result.output)
