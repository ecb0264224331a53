"""The YAML loader, its limit of depth, and the program's own YAML data files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The YAML loader used everywhere: the one written in C if it is installed."""


MAX_DEPTH = 16
"""Levels of nesting beyond which nothing is read: no source needs so many, and the parser crashes at some 40,000."""


def first_too_deep(text: str) -> Any | None:
    """Return the parser's event with which the text is nested too deep, None if there is none. Raises YAMLError."""
    depth = 0
    events: Iterator[Any] = yaml.parse(text, Loader)
    for event in events:
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            return event
    return None


def read_data(path: Path) -> Any:
    """Return the data in the file. Raises OSError and YAMLError."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader)  # noqa: S506  (both loaders are safe)
