"""The digest of files and outputs."""

from __future__ import annotations

import hashlib

DIGEST_BYTES = 16


def digest_of(data: bytes) -> bytes:
    """Return the digest of the bytes, DIGEST_BYTES long."""
    return hashlib.blake2b(data, digest_size=DIGEST_BYTES).digest()
