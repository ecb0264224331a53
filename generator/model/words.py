"""Differences between two texts, paragraph by paragraph and word by word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import product, takewhile
from typing import Literal, NamedTuple

_TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*%?|[A-Za-z]+|.", re.DOTALL)
"""Numbers and Latin words change as a whole; Chinese has no spaces between words, so each character is a token."""

_LEAST_SIMILAR = 0.4
"""The share of tokens that two paragraphs must have in common to be compared; below, one replaces the other."""

_SHORTEST_SAME = 2
"""Fewer equal tokens between two changes are read as part of the change."""

_MAX_PAIRS = 4_000_000
"""Pairs of tokens (2,000 by 2,000) up to which paragraphs are compared: some seconds at worst."""


_MAX_PAIRS_OF_PARAGRAPHS = 10_000
"""Pairs of changed paragraphs (100 by 100) among which similar ones are looked for."""


class Piece(NamedTuple):
    """A run of text that is in both versions, or only in the earlier or the later one."""

    kind: Literal["same", "removed", "inserted"]
    text: str


Paragraph = tuple[Piece, ...]
"""The pieces of a paragraph, in reading order."""


def changed_paragraphs(was: str, now: str) -> list[Paragraph]:
    """Return the paragraphs that differ, each with what was removed and inserted; equal paragraphs are left out."""
    before, after = was.splitlines(), now.splitlines()
    found: list[Paragraph] = []
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            found += _paragraphs(before[i:j], after[k:m])
    return found


def _paragraphs(before: Sequence[str], after: Sequence[str]) -> Iterator[Paragraph]:
    """Yield the paragraphs of a changed passage; those that are alike in both versions are compared with each other."""
    i = j = 0
    for k, m in [*_alike(before, after), (len(before), len(after))]:
        yield from ((Piece("removed", line),) for line in before[i:k])
        yield from ((Piece("inserted", line),) for line in after[j:m])
        if k < len(before):
            yield tuple(_pieces(before[k], after[m]))
        i, j = k + 1, m + 1


def _alike(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the indexes of similar paragraphs, in order, so that their similarities add up to the most."""
    if len(before) * len(after) > _MAX_PAIRS_OF_PARAGRAPHS:
        return
    tokens, others = ([Counter(_TOKEN.findall(line)) for line in lines] for lines in (before, after))
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for i, j in product(reversed(range(len(before))), reversed(range(len(after)))):
        best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + _similarity(tokens[i], others[j]))
    i = j = 0
    while i < len(before) and j < len(after):
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            yield i, j
            i, j = i + 1, j + 1


def _similarity(tokens: Counter[str], others: Counter[str]) -> float:
    """Return the share of tokens in common, or 0 if there are too few to compare the paragraphs."""
    share = (tokens & others).total() / max(tokens.total(), others.total(), 1)
    return share if share >= _LEAST_SIMILAR else 0


def _pieces(was: str, now: str) -> Iterator[Piece]:
    before, after = _TOKEN.findall(was), _TOKEN.findall(now)
    head = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))
    rest = zip(reversed(before[head:]), reversed(after[head:]), strict=False)
    tail = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], rest))
    middle, other = before[head : len(before) - tail], after[head : len(after) - tail]
    runs = [("same", before[:head], before[:head]), *_runs(middle, other), ("same", after[len(after) - tail :], [])]
    for kind, removed, inserted in runs:
        if kind == "same":
            yield from _piece("same", removed)
        else:
            yield from _piece("removed", removed)
            yield from _piece("inserted", inserted)


def _runs(before: list[str], after: list[str]) -> list[tuple[str, list[str], list[str]]]:
    """Return alternating changed and equal runs of tokens; short equal ones count as changed."""
    if len(before) * len(after) > _MAX_PAIRS:
        return [("changed", before, after)]
    runs: list[tuple[str, list[str], list[str]]] = []
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        kind = "same" if tag == "equal" and j - i >= _SHORTEST_SAME else "changed"
        if runs and kind == runs[-1][0] == "changed":
            runs[-1] = (kind, runs[-1][1] + before[i:j], runs[-1][2] + after[k:m])
        else:
            runs.append((kind, before[i:j], after[k:m]))
    return runs


def _piece(kind: Literal["same", "removed", "inserted"], tokens: list[str]) -> Iterator[Piece]:
    if tokens:
        yield Piece(kind, "".join(tokens))
