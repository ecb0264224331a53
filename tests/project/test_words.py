"""The vocabulary of the code: retired words do not return, and modules stay short."""

import re
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "generator").rglob("*.py"))
FILES = [
    path
    for folder in ("generator", "tests")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.is_file() and "__pycache__" not in path.parts
]

RETIRED = ["she-lf", "led-ger", "know-ing", "a-new", "stand-_in", "type-setter", "not-ing", "brought-_home"]
"""Words that names, comments and texts no longer use; the hyphens hide them from the test of this file itself."""

MAX_LINES, MAX_MEDIAN_LINES = 220, 100


def retired_words(text: bytes) -> list[str]:
    """Return the retired words that occur in a text as whole words, in upper or lower case."""
    words = "|".join(word.replace("-", "") for word in RETIRED)
    return [match.decode() for match in re.findall(rf"\b(?:{words})\b".encode(), text, re.IGNORECASE)]


def _id(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_no_file_contains_a_retired_word() -> None:
    found = {_id(path): words for path in FILES if (words := retired_words(path.read_bytes()))}
    assert found == {}


@pytest.mark.parametrize("word", [word.replace("-", "") for word in RETIRED])
def test_retired_words_are_found(word: str) -> None:
    assert retired_words(f"a = {word}({word.upper()}.x{word})".encode()) == [word, word.upper()]


def test_no_module_is_too_long() -> None:
    lengths = {_id(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {name: length for name, length in lengths.items() if length > MAX_LINES} == {}
    assert median(lengths.values()) <= MAX_MEDIAN_LINES
