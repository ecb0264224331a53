"""SHA-256 checksums of an agency's downloads, in the form that `sha256sum -c` reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import sha256


def checksums(agency: str, paths: Iterable[str], read: Callable[[str], bytes]) -> bytes:
    """Return a line for each file, given by its path below the site; the names are relative to the agency's folder."""
    lines = (f"{sha256(read(path)).hexdigest()}  {path.removeprefix(f'{agency}/')}\n" for path in sorted(paths))
    return "".join(lines).encode()
