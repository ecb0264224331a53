"""The dependencies recorded by all tasks, numbered, with the fingerprints of the last build and of this one."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Set
from operator import ne
from typing import Any, NamedTuple

from generator.builder.engine.cache import BuildCache
from generator.builder.engine.fingerprints import Fingerprints
from generator.builder.engine.serializer import deserialize, serialize
from generator.builder.engine.tracking import Dependency

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
