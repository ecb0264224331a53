"""Recognising a report takes work in proportion to the original: twice the lines take about twice the calls."""

import sys
from types import FrameType
from typing import Any

import pytest

from generator.importers.document import Document, Paragraph
from generator.importers.recognise import recognise
from generator.model.form import Forms
from tests.benchmarks.growth import MAX_RATIO


def _calls(document: Document, forms: Forms) -> int:
    """Return the number of function calls that recognising the document takes."""
    count = 0

    def record(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(record)
    try:
        recognise(document, forms, "jia", 2024)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("line", ["一、总体情况", "2024年政府信息公开工作年度报告", "予以公开 1", "2025年1月20日"])
def test_twice_the_lines_take_twice_the_calls(line: str, forms: Forms) -> None:
    half, whole = (Document(tuple([Paragraph(line, "")] * count)) for count in (150, 300))
    recognise(half, forms, "jia", 2024)  # fills caches
    assert _calls(whole, forms) < MAX_RATIO * _calls(half, forms)
