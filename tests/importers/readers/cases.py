"""Test cases in YAML files: the source of a file, and the expected result of reading it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Case:
    """A test case: its name, the source of the file to read, and the dump of the expected document."""

    name: str
    source: Any
    expected: str


def load_cases(name: str) -> list[Case]:
    """Return the cases of a YAML file in this folder."""
    data = yaml.safe_load((HERE / f"{name}.yml").read_text(encoding="utf-8"))
    return [Case(each["case"], each["source"], each["expected"]) for each in data]
