"""Check for another agency left in the text: its name, its self-designation, or its duties (narrative.agency)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from generator.checks.narrative.duties import other_duty
from generator.checks.narrative.frames import replaced_names
from generator.checks.narrative.passages import Passage
from generator.checks.narrative.scope import Scope
from generator.checks.subject import Subject
from generator.model.problem import Problem
from generator.sources.declared import NARRATIVE_AGENCY
from generator.sources.yaml_data import read_data

_ENDS_IN_BEN = "基根成日资原版文样标课剧书脚"
"""Characters before 本 with which it makes another word: 基本, 成本."""


@dataclass(frozen=True)
class Selves:
    """The self-designations after 我 or 本, and for each what the agency's name has to contain."""

    words: re.Pattern[str]
    required: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]

    def fits(self, word: str, names: Sequence[str]) -> bool:
        """Return whether one of the agency's names fits the self-designation."""
        return any(
            self_word.fullmatch(word) and any(required.search(name) for name in names)
            for self_word, required in self.required
        )


def selves_of(data: dict[str, Any]) -> Selves:
    """Return the self-designations from the data of `agencies.yml`."""
    words = sorted(data["selves"], key=len, reverse=True)
    return Selves(
        words=re.compile(f"(?:(?<!自)我|(?<![{_ENDS_IN_BEN}])本)(?:{'|'.join(words)})"),
        required=tuple((re.compile(word), re.compile(data["selves"][word])) for word in words),
    )


@cache
def loaded_selves() -> Selves:
    """Load the self-designations, once per process."""
    return selves_of(read_data(Path(__file__).parent / "agencies.yml"))


def check_agencies(subject: Subject, passages: Sequence[Passage], scope: Scope) -> Iterator[Problem]:
    """Yield a warning for each sign that the text, or one of its sentences, was written for another agency."""
    if not scope.name:
        return
    yield from _self_designations(subject, passages, scope)
    for passage in passages:
        for span, quote, guess in replaced_names(passage, scope):
            yield _problem(subject, passage, scope, span, quote, guess)
        if duty := other_duty(passage, scope):
            finding = f"写到“{passage.as_typed(*duty)}”"
            yield _problem(subject, passage, scope, duty, finding, "这像是别的机关的职责")


def _self_designations(subject: Subject, passages: Sequence[Passage], scope: Scope) -> Iterator[Problem]:
    """Yield one warning, at its first occurrence, for each self-designation that fits none of the agency's names."""
    selves = loaded_selves()
    occurrences: dict[str, list[tuple[Passage, re.Match[str]]]] = {}
    for passage in passages:
        for match in selves.words.finditer(passage.text):
            if not selves.fits(match[0][1:], scope.names) and not passage.is_quoted(match.start()):
                occurrences.setdefault(match[0], []).append((passage, match))
    for word, found in occurrences.items():
        passage, match = found[0]
        more = f"（全文共 {len(found)} 处）" if len(found) > 1 else ""
        yield _problem(subject, passage, scope, match.span(), f"写“{word}”{more}", "像是从别的机关的报告里来的")


def _problem(
    subject: Subject, passage: Passage, scope: Scope, span: tuple[int, int], finding: str, guess: str
) -> Problem:
    finding = f"{passage.label}{finding}，本报告是“{scope.name}”的，{guess}。"
    return NARRATIVE_AGENCY.at(passage.position(subject, span[0]), finding, "请核对，不是本机关的请改正。")
