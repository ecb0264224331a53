"""Cases from data files: what stands in a file, and the document that is to be read from it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Case:
    """`given` is what the file is made from, `read` the dump of its document."""

    name: str
    given: Any
    read: str


def cases(name: str) -> list[Case]:
    """The cases of a data file beside this one."""
    data = yaml.safe_load((HERE / f"{name}.yml").read_text(encoding="utf-8"))
    return [Case(each["case"], each["given"], each["read"]) for each in data]
