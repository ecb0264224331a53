"""Print how the time of each check family and of the recogniser grows: `python -m tests.benchmarks.growth`.

Twice the text may take MAX_RATIO times as long at most, measured in the same run; otherwise the exit code is 1.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from generator.checks.run import FAMILIES
from generator.checks.subject import Subject
from generator.gc_tuning import gc_paused
from generator.importers.document import Box, Document, Grid, Paragraph
from generator.importers.recognise import recognise
from generator.model.agency import Agency
from generator.sources.form_loader import load_forms
from tests.benchmarks.narrative import Case, subject_of

T = TypeVar("T")

MAX_RATIO = 2.3
_CHECKED_CHARS = 24_000
"""Twice as many are still fewer than the checks of the text read."""

_RECOGNISED_CHARS = 12_000
_RUNS = 5
_MIN_SECONDS = 0.02
"""A shorter run says nothing: its time is not that of the text."""

UNITS = {
    "department": (
        "占1%，",
        "（1%）",
        "其中1件，",
        "收到申请1件，",
        "维持1件，",
        "公开1件，",
        "公开救助、低保，",
        "一二三",
        "办结1件",
        "占比1%",
        "分别为1件、2件，",
        "合计1件，",
        "全部办结",
        "1～2",
        "{{requests.new.total}}件，",
        "**1件**",
        "（",
        "《",
        "”",
        "、",
        "0",
        "2023年，",
        "未收到申请，",
        "{",
        "｛",
        "a.a",
        "{a",
        "（一）",
        "| a |",
    ),
    "government": ("2023年，全县收到申请1件，", "我局1件。", "市本级1件、各县区2件，"),
}
"""Texts to repeat, by the kind of agency: each token that a check or the recogniser looks around."""

LINES = (
    "一、总体情况",
    "2024年政府信息公开工作年度报告",
    "1",
    "12345678901234567890",
    "本年新收 1 0 0 0 0 0 1",
    "予以公开",
    "信访举报投诉类申请",
    "（一）予以公开000000",
    "某县民政局",
    "2025年1月20日",
    "来源：某县民政局 发布日期：2025-01-20",
    "总计",
    "第1页",
    "| 1 | 2 |",
    "没有其他需要报告的事项。",
    "自然人",
    "1 2",
    "（六）其他处理",
    "行政许可",
    "**",
)
"""Lines to repeat in an original."""


def subjects(chars: int) -> Iterator[tuple[str, Subject]]:
    """Yield each unit, and a report with a paragraph of that many characters of it."""
    for kind, units in UNITS.items():
        agency = Agency("jia", "青岚县人民政府" if kind == "government" else "青岚县民政局", kind)
        for unit in units:
            yield unit, subject_of(Case("growth", 2024, agency, "overview", {}, unit * (chars // len(unit)), ()))


def documents(chars: int) -> Iterator[tuple[str, Document]]:
    """Yield each line, and an original with that many characters of it: in paragraphs, in one, and in a table."""
    for line in LINES:
        lines = [line] * (chars // len(line))
        yield f"lines {line}", Document(tuple(Paragraph(each, "") for each in lines))
        yield f"run {line}", Document((Paragraph("".join(lines), ""),))
        boxes = (Box(number // 8, number % 8, 1, 1, each, "") for number, each in enumerate(lines))
        yield f"table {line}", Document((Grid(tuple(boxes), ""),))


def growths() -> Iterator[tuple[str, str, float, float]]:
    """Yield name, text, seconds for the longer text, and the ratio to those for half of it."""
    forms = load_forms()

    def read(document: Document) -> None:
        recognise(document, forms, "jia", 2024)

    for (unit, half), (_, whole) in zip(subjects(_CHECKED_CHARS), subjects(2 * _CHECKED_CHARS), strict=True):
        for family in FAMILIES:
            yield family.__name__, unit, *_compare(lambda subject: list(family(subject)), half, whole)  # noqa: B023
    pairs = zip(documents(_RECOGNISED_CHARS), documents(2 * _RECOGNISED_CHARS), strict=True)
    for (line, half_document), (_, whole_document) in pairs:
        yield "recognise", line, *_compare(read, half_document, whole_document)


def _compare(call: Callable[[T], object], half: T, whole: T) -> tuple[float, float]:
    """Return the seconds for the whole, and the ratio to those for the half; runs alternate, the fastest count."""
    call(half)
    pairs = [(_seconds(call, half), _seconds(call, whole)) for _ in range(_RUNS)]
    shorter, longer = (min(each) for each in zip(*pairs, strict=True))
    return longer, longer / max(shorter, _MIN_SECONDS / MAX_RATIO)


def _seconds(call: Callable[[T], object], argument: T) -> float:
    """Return the processor time of the call, without garbage collection, which `check` pauses as well."""
    with gc_paused():
        start = time.process_time()
        call(argument)
        return time.process_time() - start


def main(found: Iterable[tuple[str, str, float, float]]) -> int:
    """Print the texts that took longest in each family, and all that grow too fast; return the exit code."""
    worst: dict[str, tuple[float, str, float]] = {}
    bad = 0
    for name, text, seconds, ratio in found:
        if ratio > MAX_RATIO:
            bad += 1
            sys.stdout.write(f"{name}: {text!r} x {ratio:.1f} ({seconds:.2f} s)\n")
        if seconds >= _MIN_SECONDS:
            worst[name] = max(worst.get(name, (0.0, "", 0.0)), (ratio, text, seconds))
    for name, (ratio, text, seconds) in worst.items():
        sys.stdout.write(
            f"{name}: twice the text takes {ratio:.1f} times as long at most ({text!r}, {seconds:.2f} s)\n"
        )
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main(growths()))
