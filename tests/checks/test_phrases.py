"""Every phrase, denial and rate is needed: without it the findings of some labelled case change."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest
import yaml

from generator.checks.narrative import run
from generator.checks.narrative.claims import Claim, Reader
from generator.checks.narrative.numbers import Number
from generator.checks.narrative.phrases import Phrase, PhraseBook, phrase_book, read_phrases
from generator.model.form import Form
from tests.benchmarks.narrative import SETS, Case, case_of, judge

Key = tuple[str, int]
"""A side of a phrase (`before`, `after`), or `denials` or `rates`, and the number of its entry in the phrase book."""


def _cases() -> Iterator[Case]:
    for folder in (SETS["sentences"], SETS["sentences"].parent / "faultless"):
        for path in sorted(folder.glob("*.yml")):
            yield from map(case_of, yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader))


def _keys() -> list[Key]:
    data = read_phrases()
    entries = [entry for group in data["figures"] for entry in group["phrases"]]
    sides = [(side, index) for index, entry in enumerate(entries) for side in ("before", "after") if side in entry]
    return [*sides, *((kind, index) for kind in ("denials", "rates") for index in range(len(data[kind])))]


def _without(book: PhraseBook, key: Key) -> PhraseBook:
    kind, number = key
    if kind == "rates":
        return replace(book, rates=(*book.rates[:number], *book.rates[number + 1 :]))
    if kind == "denials":
        return replace(book, denials=tuple(each for each in book.denials if each.entry != number))
    if kind == "before":
        return replace(book, before=_kept(book.before, number))
    return replace(book, after=_kept(book.after, number))


def _kept(units: Mapping[str, tuple[Phrase, ...]], number: int) -> dict[str, tuple[Phrase, ...]]:
    return {unit: tuple(each for each in phrases if each.entry != number) for unit, phrases in units.items()}


def _findings(case: Case) -> list[str]:
    score = judge(case)
    return [problem.message for problem in (*score.hits, *score.alarms)]


def _uses(cases: list[Case], patch: pytest.MonkeyPatch) -> tuple[dict[Key, list[Case]], dict[str, list[str]]]:
    """Return the cases in which each phrase applies, and the findings of each case."""
    uses: dict[Key, list[Case]] = {}
    applied: set[int] = set()
    original = Reader._claim_in_context

    def recorded(reader: Reader, phrase: Phrase, number: Number, begin: int) -> Claim | None:
        applied.add(phrase.entry)
        return original(reader, phrase, number, begin)

    findings = {}
    with patch.context() as context:
        context.setattr(Reader, "_claim_in_context", recorded)
        for case in cases:
            applied.clear()
            findings[case.id] = _findings(case)
            for entry in applied:
                for side in ("before", "after"):
                    uses.setdefault((side, entry), []).append(case)
    return uses, findings


def test_every_entry_of_the_phrase_book_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    cases = list(_cases())
    uses, findings = _uses(cases, monkeypatch)
    signs = {"denials": re.compile("没有|未|无|零"), "rates": re.compile("率")}

    def is_needed(key: Key) -> bool:
        def reduced(form: Form) -> PhraseBook:
            return _without(phrase_book(form), key)

        monkeypatch.setattr(run, "phrase_book", reduced)
        sign = signs.get(key[0])
        used = [case for case in cases if sign.search(case.text)] if sign else uses.get(key, [])
        return any(_findings(case) != findings[case.id] for case in used)

    unneeded = " ".join(f"{kind}-{number}" for kind, number in _keys() if not is_needed((kind, number)))
    assert unneeded == ""
