"""The checks of the text take time linear in its length: four times the text, and not sixteen times the time."""

import time

import pytest

from generator.checks.narrative import check_narrative
from generator.model.agency import Agency
from tests.benchmarks.narrative import Case, subject_of

_CHARS = 1_200
_FACTOR = 4
_MAX_RATIO = 9
"""Between the ratios of linear (4) and of quadratic time (16), with room for a busy machine."""

_MIN_SECONDS = 0.05
"""Texts read faster than this tell nothing, as the time of one report does not depend on its text."""


def _seconds(text: str, kind: str) -> float:
    name = "青岚县人民政府" if kind == "government" else "青岚县民政局"
    subject = subject_of(Case("time", 2024, Agency("jia", name, kind), "requests", {}, text, ()))
    start = time.process_time()
    for _ in check_narrative(subject):
        pass
    return time.process_time() - start


@pytest.mark.parametrize(
    ("kind", "piece"),
    [
        ("department", "占1%，"),
        ("department", "（1%）"),
        ("department", "其中1件，"),
        ("department", "收到申请1件，"),
        ("department", "维持1件，"),
        ("department", "公开救助、低保，"),
        ("department", "一二三"),
        ("government", "2023年，全县收到申请1件，"),
        ("government", "我局1件。"),
    ],
)
def test_time_is_linear(kind: str, piece: str) -> None:
    _assert_linear(kind, piece, _CHARS)


def test_time_is_linear_in_topics_without_punctuation() -> None:
    _assert_linear("department", "公开商品房物业", 8 * _CHARS)


def _assert_linear(kind: str, piece: str, chars: int) -> None:
    _seconds(piece, kind)  # loads the phrase book
    count = chars // len(piece)
    long = _seconds(piece * count * _FACTOR, kind)
    assert long < max(_MIN_SECONDS, _MAX_RATIO * _seconds(piece * count, kind))
