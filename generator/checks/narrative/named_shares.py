"""Work out shares that name their base or their part: 占发文总数的30%, 采纳40条，采纳率80%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.checks.narrative.growth import Division
from generator.checks.narrative.numbers import Number
from generator.checks.narrative.passages import Passage

_MAX_NUMBERS = 8
"""Numbers before a share among which its whole is looked for."""

_MAX_NAME_CHARS = 12
_NOT_ALL_DONE = "(?<![未不没分应拟可能])(?<!基本)"
"""What does not stand before the verb of a rate: 未解读, 部分公开, 基本满意."""

_OF_WHOLE = re.compile("[，（]?占[^，。；、0-9]{0,14}")
_FILLER = re.compile("[了的共为达有]+$")


def share_of_number(passage: Passage, before: Sequence[Number]) -> Iterator[Division]:
    """Yield the number before the last divided by the last, if it is said to be a part: 60条，占总数240条的25%."""
    if len(before) < 2:
        return
    part, whole = before[-2:]
    is_part = part.unit == whole.unit and part.value < whole.value and not (part.rough or whole.rough)
    if is_part and _OF_WHOLE.fullmatch(passage.text[part.end : whole.start]):
        yield Division(part.value, whole.value)


def named_shares(passage: Passage, index: int, words: re.Match[str], before: Sequence[Number]) -> Iterator[Division]:
    """Yield the last number before `index` divided by each larger one of its sentence that may be its whole.

    After 占 the whole is introduced by the noun that the base ends with (公文310件, 占发文总数); before 率 the part is
    introduced by the same verb (采纳40条，采纳率).
    """
    low, _ = passage.sentence_at(index)
    near = [each for each in before[-_MAX_NUMBERS:] if each.start >= low and not each.rough]
    if not near:
        return
    part, between = near[-1], passage.text[near[-1].end : index]
    is_done = words["done"] and re.fullmatch(f"(?:已|均|予以|全部)*{words['done']}，?", between)
    if not is_done and between not in ("", "，", "、"):
        return
    named = [_FILLER.sub("", passage.text[max(low, each.start - _MAX_NAME_CHARS) : each.start]) for each in near]
    if words["done"] and not is_done:
        done = [bool(re.search(f"{_NOT_ALL_DONE}{words['done']}[一-鿿]{{0,4}}$", name)) for name in named]
        if not done[-1] or any(done[:-1]):
            return
    for each in reversed(near[:-1]):
        noun = passage.text[max(low, each.start - _MAX_NAME_CHARS) : each.start]
        if each.unit == part.unit and each.value > part.value and (words["done"] or words["base"][-1] in noun):
            yield Division(part.value, each.value)
