"""Read the program's own YAML data files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The YAML loader used everywhere: the one written in C if it is installed."""


def read_data(path: Path) -> Any:
    """Return the data in the file. Raises OSError and YAMLError."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader)  # noqa: S506  (both loaders are safe)
