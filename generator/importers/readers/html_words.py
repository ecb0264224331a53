"""Set a colon between the words for facts and their values where a page shows them as neighbouring elements."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from generator.importers.fact_words import is_distinct, key_of

Piece = tuple[str, int]
"""A piece of inline text, and the link that it is in."""

_SENTENCE = re.compile("[，。；！？]")
_BEGINS_WITH_MARK = re.compile(r"\s*[:：】\]）)、/|｜]")
_MAX_CHARS = 200
"""A line of a page with all its facts; longer lines are text."""


def with_colons(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces of a line; if it begins with a word for a fact, all such words are set off by colons.

    The word must be an element of its own. A single word must be that of a fact which a report has a field for.
    """
    filled = [at for at, (text, _) in enumerate(pieces) if text.strip()]
    words = [at for at in filled if key_of(pieces[at][0]) is not None]
    line = "".join(text for text, _ in pieces)
    if not words or words[0] != filled[0] or len(line) > _MAX_CHARS or _SENTENCE.search(line):
        return list(pieces)
    if len(words) == 1 and not (is_distinct(pieces[words[0]][0]) and key_of(pieces[words[0]][0])):
        return list(pieces)
    following = dict(pairwise(filled))
    result: list[Piece] = []
    for at, (text, link) in enumerate(pieces):
        value = following.get(at)
        is_beside = at in words and value is not None and value not in words
        has_colon = (
            value is None
            or text.rstrip().endswith(("：", ":"))
            or _BEGINS_WITH_MARK.match(pieces[value][0])
            or "\v" in pieces[value][0]
        )
        space = " " if at in words and at != filled[0] else ""
        result.append((f"{space}{text}{'：' if is_beside and not has_colon else ''}", link))
    return result
