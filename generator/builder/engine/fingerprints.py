"""Fingerprints: digests of the values of dependencies and of the inputs of tasks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import partial
from pathlib import Path
from types import FunctionType, NoneType
from typing import Any

from generator.builder.engine.serializer import digest_of
from generator.builder.engine.tracking import ALL_SOURCES, FILE, Dependency
from generator.model.agency import Agency
from generator.model.catalog import Catalog
from generator.model.form import Form
from generator.model.report import Report

_MISSING = b"\0"


class UnknownValueError(TypeError):
    """A value without a canonical encoding, whose changes therefore cannot be detected."""


class Fingerprints:
    """The current fingerprints of all dependencies; each is computed once."""

    def __init__(
        self,
        catalog: Catalog,
        files: Mapping[Path, bytes],
        metadata: Mapping[Path, bytes],
        parts: Mapping[Dependency, bytes],
    ) -> None:
        """Initialize from the digests of the source files, their metadata and the parts of reports' contents."""
        self._root, self._files, self._encoder = catalog.root, files, _CanonicalEncoder(metadata)
        self._indexes = catalog.indexes()
        self._known: dict[Dependency, bytes] = dict(parts)

    def add_files(self, digests: Mapping[str, bytes]) -> None:
        """Add files of the site, by name, which later stages may read."""
        self._known |= {(FILE, name): digest for name, digest in digests.items()}

    def of_dependency(self, dependency: Dependency) -> bytes:
        """Return the fingerprint of one dependency."""
        return self.of_dependencies([dependency])[0]

    def of_dependencies(self, dependencies: Iterable[Dependency]) -> list[bytes]:
        """Return the fingerprints of many dependencies."""
        known = self._known
        return [known.get(each) or known.setdefault(each, self._compute(*each)) for each in dependencies]

    def of_input(self, value: object) -> bytes:
        """Return the fingerprint of a task's input, or that of all sources if the input has no canonical encoding."""
        try:
            return _digest(self._encoder.encode(value))
        except UnknownValueError:
            return self.of_dependency(ALL_SOURCES)

    def _compute(self, name: str, key: Any) -> bytes:
        if name in self._indexes:
            index = self._indexes[name]
            return _digest(self._encoder.encode(index if key is None else index.get(key)))
        if (name, key) == ALL_SOURCES:
            prefix = len(f"{self._root}/")
            return _digest("|".join(sorted(f"{path} {digest.hex()}"[prefix:] for path, digest in self._files.items())))
        return _MISSING  # a file, or a part of a report, that is no longer there


class _CanonicalEncoder:
    """Encoder of equal values as equal texts; encodes reports and agencies by file and metadata digest."""

    def __init__(self, metadata: Mapping[Path, bytes]) -> None:
        self._metadata = metadata
        self._encoded: dict[int, str] = {}
        self._encoders: dict[type, Callable[[Any], str]] = {}

    def encode(self, value: object) -> str:
        """Return the encoding. Raises UnknownValueError for closures and values of unsupported types."""
        kind = type(value)
        if kind not in self._encoders:
            self._encoders[kind] = self._encoder_of(kind)
        return self._encoders[kind](value)

    def _encoder_of(self, kind: type) -> Callable[[Any], str]:
        if issubclass(kind, str | int | bytes | date | Decimal | Path | NoneType) and not issubclass(kind, Enum):
            return repr
        for base, encode in (
            (Report | Agency | FunctionType, self._encode_once),
            (Catalog, lambda value: "catalog"),  # what is read from it is recorded
            (Form, lambda value: f"Form:{value.id}"),
            (Enum, lambda value: f"{kind.__name__}:{value.name}"),
            (
                partial,
                lambda value: f"{self.encode(value.func)}({self.encode(value.args)},{self.encode(value.keywords)})",
            ),
            (tuple | list, lambda value: f"[{','.join(map(self.encode, value))}]"),
            (set | frozenset, lambda value: f"<{','.join(sorted(map(self.encode, value)))}>"),
            (Mapping, self._encode_mapping),
        ):
            if issubclass(kind, base):
                return encode
        if is_dataclass(kind):
            return lambda value: f"{kind.__qualname__}({','.join(map(self.encode, vars(value).values()))})"
        return self._encode_reference

    def _encode_mapping(self, value: Mapping[Any, Any]) -> str:
        return f"{{{','.join(f'{self.encode(key)}:{self.encode(each)}' for key, each in value.items())}}}"

    def _encode_once(self, value: object) -> str:
        """Return the encoding, cached by identity: reports, agencies and functions live as long as the catalog."""
        if id(value) not in self._encoded:
            self._encoded[id(value)] = self._encode_reference(value)
        return self._encoded[id(value)]

    def _encode_reference(self, value: object) -> str:
        if isinstance(value, Report | Agency):
            return f"{value.path}:{self._metadata[value.path].hex()}"
        name = getattr(value, "__qualname__", "<")
        if "<" in name or getattr(value, "__closure__", None):
            raise UnknownValueError(repr(value))
        return f"{getattr(value, '__module__', '')}.{name}"


def _digest(text: str) -> bytes:
    return digest_of(text.encode("utf-8", "surrogatepass"))
