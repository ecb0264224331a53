"""The cases of the fuzzer: each is made from its name alone, `SEED/KIND/NUMBER`, so that it can be repeated."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from generator.builder.mkdocs import settings
from generator.formatters import text
from tests.fuzz import oracle
from tests.fuzz.originals import write_original
from tests.fuzz.pieces import damaged, edited
from tests.fuzz.sources import write_folder

TURN = ("sources",) * 12 + ("imports", "settings")
"""The kinds of successive cases; a folder of sources has some five files, and an import takes ten times as long."""


@dataclass(frozen=True)
class Result:
    """The files of a case, and what is wrong with it."""

    case: str
    files: int
    faults: list[str]


def cases(seed: int, kinds: tuple[str, ...] = TURN) -> Iterator[str]:
    """Yield the names of cases without end."""
    for number in count(1):
        for place, kind in enumerate(kinds):
            yield f"{seed}/{kind}/{number}-{place}"


def run_case(case: str, folder: Path) -> Result:
    """Make the case's files in the folder, and judge them; the folder is emptied before."""
    shutil.rmtree(folder, ignore_errors=True)
    text._lines.cache_clear()
    kind, rng = case.split("/")[1], random.Random(case)
    return _KINDS[kind](case, folder / "case", rng)


def _sources(case: str, folder: Path, rng: random.Random) -> Result:
    return Result(case, write_folder(folder, rng), oracle.faults_of(folder, oracle.judge_sources))


def _imports(case: str, folder: Path, rng: random.Random) -> Result:
    return Result(case, 1, oracle.faults_of(write_original(folder, rng), oracle.judge_import))


def _settings(case: str, folder: Path, rng: random.Random) -> Result:
    folder.mkdir(parents=True)
    own = settings.PROGRAM_SETTINGS.read_text(encoding="utf-8")
    data = edited(own, rng).encode() if rng.random() < 0.5 else damaged(own.encode(), rng)
    (folder / "mkdocs.yml").write_bytes(data)
    return Result(case, 1, oracle.faults_of(folder / "mkdocs.yml", oracle.judge_settings))


_KINDS: dict[str, Callable[[str, Path, random.Random], Result]] = {
    "sources": _sources,
    "imports": _imports,
    "settings": _settings,
}
