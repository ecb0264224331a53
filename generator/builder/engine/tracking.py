"""What a piece of work reads of the catalog is noted while it reads, so that nobody has to declare it.

Whatever a catalog knows stands in mappings. A watched catalog has the same mappings, each noting the keys that are
asked for. The work need not be done again as long as everything it asked has the same answer.
"""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import partial
from pathlib import Path
from types import FunctionType, NoneType
from typing import Any, TypeVar

from generator.builder.engine.serializer import PARTS, Fetch
from generator.model.agency import Agency
from generator.model.catalog import Catalog
from generator.model.form import Form
from generator.model.report import Report

K = TypeVar("K")
V = TypeVar("V")

INDEXES = (
    "agencies", "reports", "versions", "standing",
    "_below", "_by_agency", "_by_year", "_demo", "_filed", "_named", "_whole",
)  # fmt: skip
"""The mappings of a catalog; a test sees to it that none is missing."""


Question = tuple[str, Any]
"""A key asked of one of the catalog's mappings, None where all of it was read; or a part asked of the file of a report.

The mappings answer with the heads of reports; where a part of a body is opened, it is asked for by itself. So what
lists reports need not be done again when a figure of one has changed, nor what compares texts.
"""

EVERYTHING: Question = ("", None)

_NOTHING = b"\0"


class Notes:
    """What has been asked since the work at hand began."""

    def __init__(self) -> None:
        self.asked: set[Question] = set()

    def noting(self, fetch: Fetch) -> Fetch:
        """The same function, with a note of each part that is opened."""

        def noted(part: Question, field: str) -> Any:
            self.asked.add(part)
            return fetch(part, field)

        return noted


def watched(catalog: Catalog, notes: Notes) -> Catalog:
    """The same catalog, whose every answer is noted."""
    twin = copy.copy(catalog)
    for name in INDEXES:
        twin.__dict__[name] = _Watched(name, getattr(catalog, name), notes)
    return twin


class _Watched(Mapping[K, V]):
    def __init__(self, name: str, answers: Mapping[K, V], notes: Notes) -> None:
        self._name, self._answers, self._notes = name, answers, notes

    def __getitem__(self, key: K) -> V:
        self._notes.asked.add((self._name, key))
        return self._answers[key]

    def __contains__(self, key: object) -> bool:
        self._notes.asked.add((self._name, key))
        return key in self._answers

    def __iter__(self) -> Iterator[K]:
        self._notes.asked.add((self._name, None))
        return iter(self._answers)

    def __len__(self) -> int:
        self._notes.asked.add((self._name, None))
        return len(self._answers)

    def items(self) -> Any:
        """All of it at once."""
        self._notes.asked.add((self._name, None))
        return self._answers.items()

    def values(self) -> Any:
        """All of it at once."""
        self._notes.asked.add((self._name, None))
        return self._answers.values()


class UnknownValueError(TypeError):
    """A value of which no digest can be made, so that nobody can tell whether it has changed."""


class Answers:
    """Digests of what the catalog answers."""

    def __init__(
        self,
        catalog: Catalog,
        files: Mapping[Path, bytes],
        heads: Mapping[Path, bytes],
        bodies: Mapping[Question, bytes],
    ) -> None:
        """Given digests of all files, of what is kept of each besides bodies, and of the parts of these by question."""
        self._root, self._files, self._telling = catalog.root, files, _Telling(heads)
        self._indexes: dict[str, Mapping[Any, Any]] = {name: getattr(catalog, name) for name in INDEXES}
        self._known: dict[Question, bytes] = dict(bodies)

    def digest(self, question: Question) -> bytes:
        """A digest of the answer to the question."""
        return self.digests([question])[0]

    def digests(self, questions: Iterable[Question]) -> list[bytes]:
        """Digests of the answers to many questions."""
        known = self._known
        return [known.get(each) or known.setdefault(each, self._answer(*each)) for each in questions]

    def _answer(self, of: str, key: Any) -> bytes:
        if of in self._indexes:
            index = self._indexes[of]
            return _hash(self._telling.of(index if key is None else index.get(key)))
        if of in PARTS:
            return _NOTHING
        begin = len(f"{self._root}/")
        return _hash("|".join(sorted(f"{path} {digest.hex()}"[begin:] for path, digest in self._files.items())))

    def given(self, value: object) -> bytes:
        """A digest of what a work is given, of reports their heads; of all sources where none can be made of it."""
        try:
            return _hash(self._telling.of(value))
        except UnknownValueError:
            return self.digest(EVERYTHING)


class _Telling:
    """Values told as text, the same for the same; of reports and agencies the digest of their heads, by their files."""

    def __init__(self, heads: Mapping[Path, bytes]) -> None:
        self._heads = heads
        self._lasting: dict[int, str] = {}
        self._tellers: dict[type, Callable[[Any], str]] = {}

    def of(self, value: object) -> str:
        kind = type(value)
        if kind not in self._tellers:
            self._tellers[kind] = self._teller(kind)
        return self._tellers[kind](value)

    def _teller(self, kind: type) -> Callable[[Any], str]:
        """How values of that type are told."""
        if issubclass(kind, str | int | bytes | date | Decimal | Path | NoneType) and not issubclass(kind, Enum):
            return repr
        for base, tell in (
            (Report | Agency | FunctionType, self._lastingly),
            (Catalog, lambda value: "catalog"),  # what is asked of it is noted
            (Form, lambda value: f"Form:{value.id}"),
            (Enum, lambda value: f"{kind.__name__}:{value.name}"),
            (partial, lambda value: f"{self.of(value.func)}({self.of(value.args)},{self.of(value.keywords)})"),
            (tuple | list, lambda value: f"[{','.join(map(self.of, value))}]"),
            (set | frozenset, lambda value: f"<{','.join(sorted(map(self.of, value)))}>"),
            (Mapping, self._mapping),
        ):
            if issubclass(kind, base):
                return tell
        if is_dataclass(kind):
            return lambda value: f"{kind.__qualname__}({','.join(map(self.of, vars(value).values()))})"
        return self._told_once

    def _mapping(self, value: Mapping[Any, Any]) -> str:
        return f"{{{','.join(f'{self.of(key)}:{self.of(each)}' for key, each in value.items())}}}"

    def _lastingly(self, value: object) -> str:
        """What is in use as long as the catalog: its reports and agencies, and functions, which are the program."""
        if id(value) not in self._lasting:
            self._lasting[id(value)] = self._told_once(value)
        return self._lasting[id(value)]

    def _told_once(self, value: object) -> str:
        if isinstance(value, Report | Agency):
            return f"{value.path}:{self._heads[value.path].hex()}"
        name = getattr(value, "__qualname__", "<")
        if "<" in name or getattr(value, "__closure__", None):
            raise UnknownValueError(repr(value))
        return f"{getattr(value, '__module__', '')}.{name}"


def _hash(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
