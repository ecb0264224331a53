"""Test cases in YAML files: the source of a file, and the expected result of reading it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.sources.yaml_data import read_data

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Case:
    """A test case: its name, the source of the file to read, and the dump of the expected document."""

    name: str
    source: Any
    expected: str


def load_cases(name: str) -> list[Case]:
    """Return the cases of a YAML file in this folder."""
    data = read_data(HERE / f"{name}.yml")
    return [Case(each["case"], each["source"], each["expected"]) for each in data]
