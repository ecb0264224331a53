"""Tasks and staleness: a task is stale if it is new, its input changed, or a recorded dependency changed.

These are the verifying traces of "Build Systems à la Carte" (Mokhov, Mitchell, Peyton Jones 2018): a stored result
carries the fingerprints of what the task read, found while it ran.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from operator import ne
from typing import Any, NamedTuple

from generator.builder.engine.cache import BuildCache
from generator.builder.engine.fingerprints import Fingerprints
from generator.builder.engine.serializer import deserialize, serialize
from generator.builder.engine.tracking import Dependency, Recorder


class Task(NamedTuple):
    """A named function; everything it needs is an argument of its `partial`, or tracked while it is read."""

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
    """The tasks of one stage: their cached results, the stale tasks, and the new results.

    The results are stored with a table of all their dependencies and the fingerprints of these, which tells which
    dependencies have changed since. Those that no task uses any longer stay in it until the program changes.
    """

    def __init__(
        self,
        stage: str,
        cache: BuildCache,
        fingerprints: Fingerprints,
        recorder: Recorder,
        *,
        full_rebuild: bool = False,
    ) -> None:
        """Read the cached results of the stage; a full rebuild treats all of them as stale."""
        self.stage, self._fingerprints, self._recorder = stage, fingerprints, recorder
        self._full_rebuild = full_rebuild
        stored = cache.stage_results(stage)
        dependencies, old, results = deserialize(stored) if stored else ((), (), {})
        self.cached = {name: CachedResult(*each) for name, each in results.items()}
        self._numbers: dict[Dependency, int] = {each: number for number, each in enumerate(dependencies)}
        differs = map(ne, fingerprints.of_dependencies(dependencies), old)
        self._changed = {number for number, is_changed in enumerate(differs) if is_changed}
        self._inputs: dict[str, bytes] = {}
        self._results: dict[str, TaskResult] = {}
        self.stale: list[Task] = []
        self.removed: list[str] = []

    def plan(self, tasks: Sequence[Task], is_valid: Callable[[bytes], bool] | None = None) -> None:
        """Set `stale` to the stale ones among all tasks of the stage, and `removed` to the names of former tasks.

        A task whose cached output is not `is_valid` is stale too.
        """
        self._inputs = {task.name: self._fingerprints.of_input(task.run) for task in tasks}
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
        return {name: (self._results.get(name) or self.cached[name]).output for name in self._inputs}

    def to_cache(self) -> bytes:
        """Return what to store in the cache, once every stale task has run."""
        results = {name: tuple(each) for name, each in self.cached.items() if name in self._inputs}
        for name, result in self._results.items():
            numbers = sorted(self._numbers.setdefault(each, len(self._numbers)) for each in result.dependencies)
            results[name] = (self._inputs[name], array("I", numbers).tobytes(), result.output)
        dependencies = list(self._numbers)
        return serialize((dependencies, self._fingerprints.of_dependencies(dependencies), results))
