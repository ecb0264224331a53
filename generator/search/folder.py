"""Write a folder of data files: only what changed, never into a file that somebody may be reading or have linked."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any


def write_file(path: Path, data: bytes) -> None:
    """Put a new file in the place of the old one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.new")
    new.write_bytes(data)
    new.replace(path)


def replace_files(folder: Path, within: Iterable[str], files: Iterable[tuple[str, bytes]]) -> None:
    """Make `files` all that the folder has at the paths `within` and below; what is there already stays as it is."""
    written = set()
    for name, data in files:
        path = folder / name
        written.add(path)
        if not path.exists() or path.read_bytes() != data:
            write_file(path, data)
    for name in within:
        for path in sorted([folder / name, *(folder / name).rglob("*")]):
            if path.is_file() and path not in written:
                path.unlink()


def to_json(data: Any) -> bytes:
    """One line of JSON."""
    return (json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
