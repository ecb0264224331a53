"""Digest values, serialize them for the build cache, and deserialize them without running foreign code."""

from __future__ import annotations

import hashlib
import io
import pickle
from typing import Any

from generator.model import agency, problem, report

_LIBRARY_CLASSES = {
    ("decimal", "Decimal"),
    ("datetime", "date"),
    ("datetime", "time"),
    ("pathlib", "PosixPath"),
    ("pathlib._local", "PosixPath"),
}

_MODEL_CLASSES = {
    (module.__name__, name): kind
    for module in (agency, problem, report)
    for name, kind in vars(module).items()
    if isinstance(kind, type) and kind.__module__ == module.__name__
}
"""The classes that parsed sources and problems consist of."""


class CorruptCacheError(Exception):
    """Cached data is not what an earlier build wrote, or the cache cannot be written."""


def serialize(value: object) -> bytes:
    """Return the value as bytes."""
    return pickle.dumps(value, 5)


def deserialize(data: bytes) -> Any:
    """Return the serialized value. Raises CorruptCacheError for invalid bytes and for classes outside the model."""
    try:
        return _Unpickler(io.BytesIO(data)).load()
    except Exception as error:
        raise CorruptCacheError(f"{type(error).__name__}: {error}") from error


class _Unpickler(pickle.Unpickler):
    """Unpickler that creates instances of known classes only, so cached bytes cannot run code."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _MODEL_CLASSES:
            return _MODEL_CLASSES[module, name]
        if (module, name) in _LIBRARY_CLASSES:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name}")


DIGEST_BYTES = 16


def digest_of(data: bytes) -> bytes:
    """Return the digest of the bytes, DIGEST_BYTES long."""
    return hashlib.blake2b(data, digest_size=DIGEST_BYTES).digest()
