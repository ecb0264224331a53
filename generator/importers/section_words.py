"""Compare a heading with the titles of a form's sections by the pairs of characters that they share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from generator.importers.expected import expected_table
from generator.importers.labels import fold, without_numbering
from generator.model.form import Form, Section

_MIN_DISTINCT_WEIGHT = 0.25
"""A pair of characters tells sections apart if the titles of at most two of the six have it."""

_MIN_LABEL_CHARS = 4
"""A shorter label under another numeral is an ordinary word."""

_NOUN = (
    "(?:情况|概况|概述|综述|问题|不足|困难|短板|差距|之处|措施|举措|对策|改进|整改|计划|打算|安排|方向|思路|重点|目标|任务|"
    "展望|建议|设想|说明|事项|统计表|统计|表(?=\\s|$))"
)
"""What ends the title of a section in the forms, and what offices write in its place."""

_CONJUNCTION = "(?:以及|及其|[及和与、])"
_NOUNS = f"{_NOUN}(?:的?{_NOUN})*"
_MORE = rf"(?:{_CONJUNCTION}.{{0,10}}?(?:{_NOUNS}|工作(?!.{{0,4}}{_NOUN})))"
_HEADING = re.compile(rf"(?:[0-9]{{4}}年度?)?[^\s0-9，。；：:！？（(]{{0,16}}?{_NOUNS}{_MORE}*")
_MAX_ENDING_CHARS = 60
"""The longest endings of titles have some 30; the ways to cut a text into nouns grow with a power of its length."""

_CONTINUATION = re.compile(rf"{_MORE}+")
_ENDING = re.compile(rf"{_NOUNS}(?:{_MORE})*|{_MORE}+")


@dataclass(frozen=True)
class Likeness:
    """How a heading resembles the title of one section.

    `coverage` is the share of its pairs of characters that the title or an alias has. `is_distinct`: they share a pair
    that few other sections have. `is_best`, `is_only_best`: no other section resembles it more, or as much.
    """

    coverage: float
    is_distinct: bool
    is_best: bool
    is_only_best: bool


def titles_of(section: Section) -> frozenset[str]:
    """Return the folded titles of a section in the form's wordings, without their numerals."""
    return frozenset(map(without_numbering, (section.title, *section.aliases)))


@lru_cache(maxsize=1024)
def likeness(heading: str, form: Form) -> tuple[Likeness, ...]:
    """Return how the heading resembles the title of each section."""
    pairs, weights = _pairs(without_numbering(heading)), _weights(form)
    shared = [[each for each in pairs if each in weight] for weight in weights]
    evidence = [sum(weight[each] for each in own) for own, weight in zip(shared, weights, strict=True)]
    best = max(evidence)
    return tuple(
        Likeness(
            len(own) / max(len(pairs), 1),
            any(weight[each] >= _MIN_DISTINCT_WEIGHT for each in own),
            value == best,
            value == best and evidence.count(best) == 1,
        )
        for own, weight, value in zip(shared, weights, evidence, strict=True)
    )


@lru_cache(maxsize=64)
def _weights(form: Form) -> tuple[Mapping[str, float], ...]:
    """Return for each section the pairs in its titles; one that n sections have weighs 1 / n².

    The square keeps `政府信息公开工作`, which two aliases have, from outweighing the one pair that matters.
    """
    own = [{pair for title in titles_of(section) for pair in _pairs(title)} for section in form.sections]
    counts = Counter(pair for pairs in own for pair in pairs)
    return tuple({pair: 1 / counts[pair] ** 2 for pair in pairs} for pairs in own)


def _pairs(text: str) -> list[str]:
    return [one + other for one, other in pairwise(text.replace("其它", "其他"))]


@lru_cache(maxsize=64)
def table_labels(form: Form) -> frozenset[str]:
    """Return the folded spellings of all labels of the form's tables."""
    tables = (expected_table(table) for table in form.tables.values())
    return frozenset(spelling for table in tables for label in table.labels for spelling in label.spellings)


def is_table_label(text: str, form: Form) -> bool:
    """Return whether the text is a label of the form's tables, which often bear numerals too."""
    words, labels = without_numbering(text), table_labels(form)
    return fold(text) in labels or (len(words) >= _MIN_LABEL_CHARS and words in labels)


def heading_length(text: str) -> int:
    """Return how many characters at the beginning of running text make up a heading; 0 if none do."""
    match = _HEADING.match(text)
    return match.end() if match else 0


def continuation_length(text: str, *, is_whole_line: bool) -> int:
    """Return how many characters after a title belong to it still, as in `…及改进情况` + `和明年计划`.

    `is_whole_line`: the text is all that follows on the line; then the title may go on without a conjunction, too.
    """
    if is_whole_line:
        return len(text) if _is_ending(text.strip()) else 0
    first = re.split(r"\s", text, maxsplit=1)[0]
    if _is_ending(first):
        return len(first)
    match = _CONTINUATION.match(text)
    return match.end() if match else 0


def _is_ending(text: str) -> bool:
    return len(text) <= _MAX_ENDING_CHARS and bool(_ENDING.fullmatch(text))
