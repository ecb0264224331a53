"""Record which parts of the catalog, and which files, a task reads, so that nobody declares dependencies by hand.

A catalog holds everything in mappings. A tracked catalog has the same mappings, each recording the keys that are
read. A task is up to date as long as every dependency it recorded has the same fingerprint.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from generator.builder.engine.report_parts import LoadField, PartKey
from generator.model.catalog import Catalog

K = TypeVar("K")
V = TypeVar("V")

Dependency = tuple[str, Any]
"""A mapping of the catalog and a key read from it (None: all of it); a part of a report's content and its file; or FILE
and a name.

Mappings give only the metadata of reports; reading content is a separate dependency. A task that only lists reports
therefore stays up to date when a figure changes, and one that reads only texts when a table changes.
"""

ALL_SOURCES: Dependency = ("", None)
"""Every file of the reports folder."""

FILE = "file"
"""What marks dependencies on files that earlier stages wrote, see `TrackedFiles`."""


class Recorder:
    """The dependencies recorded since the current task began."""

    def __init__(self) -> None:
        self.dependencies: set[Dependency] = set()

    def recording(self, load: LoadField) -> LoadField:
        """Return a function that does the same as `load` and records each part it reads."""

        def load_and_record(part: PartKey, field: str) -> Any:
            self.dependencies.add(part)
            return load(part, field)

        return load_and_record


def tracked(catalog: Catalog, recorder: Recorder) -> Catalog:
    """Return the same catalog with every read of a key recorded in the recorder."""
    return catalog.with_indexes(lambda name, index: _TrackedMapping(name, index, recorder))


class TrackedFiles:
    """The files of a site by name, each in the first of the folders that has it; every read is recorded."""

    def __init__(self, folders: Sequence[Path], recorder: Recorder) -> None:
        self._folders, self._recorder = folders, recorder

    def read(self, name: str) -> bytes:
        """Return the bytes of a file. As an input of a task, this method counts as always the same."""
        self._recorder.dependencies.add((FILE, name))
        *others, last = (folder / name for folder in self._folders)
        return next((path for path in others if path.exists()), last).read_bytes()


class _TrackedMapping(Mapping[K, V]):
    """A mapping that records the keys read from it."""

    def __init__(self, name: str, mapping: Mapping[K, V], recorder: Recorder) -> None:
        self._name, self._mapping, self._recorder = name, mapping, recorder

    def _record(self, key: object) -> None:
        self._recorder.dependencies.add((self._name, key))

    def __getitem__(self, key: K) -> V:
        self._record(key)
        return self._mapping[key]

    def __contains__(self, key: object) -> bool:
        self._record(key)
        return key in self._mapping

    def __iter__(self) -> Iterator[K]:
        self._record(None)
        return iter(self._mapping)

    def __len__(self) -> int:
        self._record(None)
        return len(self._mapping)

    def items(self) -> Any:
        """Return the items of the plain mapping; record one dependency instead of one per key."""
        self._record(None)
        return self._mapping.items()

    def values(self) -> Any:
        """Return the values of the plain mapping; record one dependency instead of one per key."""
        self._record(None)
        return self._mapping.values()
