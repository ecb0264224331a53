"""Pieces that sources and originals are made of, and random edits of texts and bytes."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from generator.sources.yaml_data import read_data
from tests.conftest import TESTS
from tests.sample_reports import sample_reports

_DATA: dict[str, list[str]] = read_data(Path(__file__).with_name("pieces.yml"))
HOSTILE = (*_DATA["hostile"], "a" * 3000, "甲" * 2000, "9" * 400, "（" * 300, "1." * 200, "[" * 40)
SCALARS = (*_DATA["nothing"], *_DATA["scalars"])
MARKUP, TOKENS = _DATA["markup"], _DATA["tokens"]

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_CLAUSE = re.compile(r"[^，。；\n]{2,60}[，。；\n]")
_MAX_REPEATED_CHARS = 6000
"""Maximum size of a repeated piece; `make bench` times longer ones."""


@cache
def clauses() -> tuple[str, ...]:
    """Return pieces of sentences of real and made-up reports."""
    files = [*TESTS.glob("reports/*.yml"), *sample_reports().glob("demo/*/20*.yml")]
    found = (each for path in sorted(files) for each in _CLAUSE.findall(path.read_text(encoding="utf-8")))
    return tuple(sorted({each.strip(" #-") for each in found if ": " not in each}))


def random_text(rng: random.Random) -> str:
    """Return a paragraph of clauses and tokens, sometimes hostile."""
    words = (rng.choice(rng.choice((clauses(), clauses(), TOKENS, TOKENS, SCALARS))) for _ in range(rng.randint(1, 25)))
    return edited("".join(words), rng) if rng.random() < 0.3 else "".join(words)


def random_scalar(rng: random.Random) -> str:
    return rng.choice(rng.choice((SCALARS, SCALARS, HOSTILE, TOKENS))) if rng.random() < 0.9 else random_text(rng)


def edited(text: str, rng: random.Random) -> str:
    """Return the text after one to four random edits."""
    for _ in range(rng.randint(1, 4)):
        text = rng.choice(_EDITS)(text, rng)
    return text


def _inserted(text: str, rng: random.Random) -> str:
    at, piece = rng.randint(0, len(text)), rng.choice(rng.choice((HOSTILE, TOKENS, SCALARS, clauses())))
    return text[:at] + piece + text[at:]


def _cut(text: str, rng: random.Random) -> str:
    start = rng.randint(0, len(text))
    return text[:start] + text[start + rng.randint(0, 30) :]


def _repeated(text: str, rng: random.Random) -> str:
    start = rng.randint(0, len(text))
    piece = text[start : start + rng.randint(1, 40)]
    times = rng.choice((2, 3, 20, _MAX_REPEATED_CHARS // max(len(piece), 1)))
    return text[:start] + piece * times + text[start:]


def _renumbered(text: str, rng: random.Random) -> str:
    share = rng.random()
    return _NUMBER.sub(lambda found: str(rng.randint(0, 300)) if rng.random() < share else found[0], text)


def _swapped(text: str, rng: random.Random) -> str:
    first, second = sorted(rng.choices(range(len(text) + 1), k=2))
    return text[second:] + text[first:second] + text[:first]


_EDITS: tuple[Callable[[str, random.Random], str], ...] = (
    _inserted, _inserted, _inserted, _cut, _repeated, _renumbered, _renumbered, _swapped,
)  # fmt: skip


def damaged(data: bytes, rng: random.Random) -> bytes:
    """Return the file with some stretches replaced by markup, odd bytes or nothing."""
    for _ in range(rng.randint(1, 5)):
        start = rng.randint(0, len(data))
        pieces = (rng.choice(MARKUP).encode("utf-8", "surrogatepass"), rng.randbytes(rng.randint(1, 4)), b"",
                  rng.choice(HOSTILE).encode(), data[start : start + 200])  # fmt: skip
        data = data[:start] + rng.choice(pieces) + data[start + rng.choice((0, 0, 1, 5, 80)) :]
    return data
