"""Lines of plain text that count its pages or stand at the head or foot of each: they are none of the report's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, groupby, pairwise, product

Line = tuple[int, str]
"""A line of a file: its number and its text."""

_DASHES = "-—－–―~～·•_=*"
_MARKED = re.compile(
    rf"\s*(?:[{_DASHES}]+\s*[0-9０-９]{{1,3}}\s*[{_DASHES}]+"
    r"|[【〔（(\[<]\s*[0-9０-９]{1,3}\s*[】〕）)\]>]"
    r"|第\s*[0-9０-９一二三四五六七八九十]{1,3}\s*页(?:\W*共\s*[0-9０-９一二三四五六七八九十]{1,3}\s*页)?"
    r"|共\s*[0-9０-９]{1,3}\s*页\W*第\s*[0-9０-９]{1,3}\s*页"
    r"|(?:page|p\.?)\s*[0-9]{1,3}(?:\s*(?:of|/)\s*[0-9]{1,3})?)\s*",
    re.IGNORECASE,
)
_OF = re.compile(r"\s*[0-9]{1,3}\s*[/／]\s*([0-9]{1,3})\s*")
_PLAIN = re.compile(r"\s*([0-9０-９]{1,3})\s*")
_PAGE = re.compile(
    r"第\s*[0-9]{1,3}\s*页|共\s*[0-9]{1,3}\s*页|^\W*[0-9]{1,3}(?:/[0-9]{1,3})?\s|\s[0-9]{1,3}(?:/[0-9]{1,3})?\W*$"
)
_TITLE = re.compile(r"报告|年报|https?://|www\.")
_FIRST, _LEAST, _UNEVEN = 3, 3, 5
"""Counting begins at the latest with this page; so many numbers show it; one page is at most so many times longer."""

_PAGE_LEAST, _ROW, _MANY = 4, 4, 1_000
"""No page has fewer lines; so many numbers one after another are a row; among so many none is looked for."""


def without_pages(lines: Sequence[Line]) -> list[Line]:
    """The lines without those that belong to the paper."""
    gone = {at for at, (_, text) in enumerate(lines) if _MARKED.fullmatch(text)}
    gone |= _of_so_many(lines) | _repeated(lines)
    counting = counted(lines)
    alone = [at for at, (_, text) in enumerate(lines) if _PLAIN.fullmatch(text)]
    gone |= counting if len(counting) * 2 > len(alone) else set()
    return [line for at, line in enumerate(lines) if at not in gone]


def counted(lines: Sequence[Line]) -> set[int]:
    """The lone numbers that seem to count the pages: each one more than the last, the same way apart all through."""
    places: dict[int, list[int]] = {}
    for at, (_, text) in enumerate(lines):
        if match := _PLAIN.fullmatch(text):
            places.setdefault(int(match[1]), []).append(at)
    if sum(map(len, places.values())) > _MANY:
        return set()
    letters = [0, *accumulate(len(text.strip()) for _, text in lines)]
    rows = [0, *accumulate(bool(re.search("[^0-9０-９\\s]", text)) for _, text in lines)]
    runs = _runs(lines)
    good = [chain for reach in (letters, rows) for chain in _chains(places, reach) if _interrupts(chain, runs)]
    return set(good[max(range(len(good)), key=lambda at: len(good[at]))]) if good else set()


def doubtful(lines: Sequence[Line]) -> set[int]:
    """The lone numbers that may be those that count pages: any that could stand for one of them or ends a page."""
    chain = sorted(counted(lines))
    borders = [-1, *chain, len(lines)]
    found = {at: int(match[1]) for at, (_, text) in enumerate(lines) if (match := _PLAIN.fullmatch(text))}
    result = {
        at
        for number, member in enumerate(chain, 1)
        for at, value in found.items()
        if value == found[member] and borders[number - 1] < at < borders[number + 1]
    }
    if chain:
        first, last = chain[0], chain[-1]
        result |= {at for at, value in found.items() if at < first and value == found[first] - 1}
        result |= {at for at, value in found.items() if at > last and value == found[last] + 1}
    filled = [at for at, (_, text) in enumerate(lines) if text.strip() or "\f" in text]
    for before, after in pairwise(filled):
        if "\f" in lines[before][1] or "\f" in lines[after][1]:
            result |= {before, after} & set(found)
    return result


def _chains(places: Mapping[int, Sequence[int]], reach: Sequence[int]) -> Iterator[list[int]]:
    """The ways to count on from one of the first pages; `reach` tells how much of the text stands before each line."""
    for begin in range(1, _FIRST + 1):
        for first, second in product(places.get(begin, ()), places.get(begin + 1, ())):
            if second > first and reach[second] - reach[first] > reach[first] // _FIRST:
                chain = _chain(places, begin, first, second, reach)
                if len(chain) >= _LEAST and _covers(chain, reach):
                    yield chain


def _runs(lines: Sequence[Line]) -> list[int]:
    """For each line, how many lone numbers stand there one after another."""
    result: list[int] = []
    for alone, group in groupby(lines, lambda line: not line[1].strip() or bool(_PLAIN.fullmatch(line[1]))):
        members = list(group)
        result += [sum(bool(text.strip()) for _, text in members) if alone else 0] * len(members)
    return result


def _chain(
    places: Mapping[int, Sequence[int]], number: int, first: int, second: int, reach: Sequence[int]
) -> list[int]:
    """The lines on which counting goes on, each about as far from the last as the first two are from each other."""
    page, chain = reach[second] - reach[first], [first, second]
    while near := [at for at in places.get(number + len(chain), ()) if at > chain[-1]]:
        chain.append(min(near, key=lambda at: abs(reach[at] - reach[chain[-1]] - page)))
    return chain


def _covers(chain: Sequence[int], reach: Sequence[int]) -> bool:
    """Whether the pages are about as long as each other, and none is missing before or after."""
    pages = [reach[after] - reach[before] for before, after in pairwise(chain)]
    longest = max(pages)
    if min(pages) < _PAGE_LEAST:
        return False
    edges = max(reach[chain[0]], reach[-1] - reach[chain[-1]])
    return longest <= min(pages) * _UNEVEN and edges <= longest * _FIRST


def _interrupts(chain: Sequence[int], runs: Sequence[int]) -> bool:
    """Whether the numbers make rows too long, not being their figures where each stands on a line of its own."""
    usual = Counter(run for at, run in enumerate(runs) if run >= _ROW and at not in chain)
    mine = [runs[at] for at in chain if runs[at] >= _ROW]
    return not usual or sum(run == usual.most_common(1)[0][0] for run in mine) * 2 < max(len(mine), 1)


def _of_so_many(lines: Sequence[Line]) -> set[int]:
    """Lines like `2/5`, where several say the same number of pages."""
    found = {at: match[1] for at, (_, text) in enumerate(lines) if (match := _OF.fullmatch(text))}
    totals = Counter(found.values())
    return {at for at, total in found.items() if totals[total] > 1 and totals[total] <= int(total)}


def _repeated(lines: Sequence[Line]) -> set[int]:
    """Titles and addresses that stand on page after page, all but the first."""
    lasting = [_PAGE.sub("", text.strip()).strip() if _is_title(text) else "" for _, text in lines]
    often = {text for text, times in Counter(lasting).items() if text and times >= _LEAST}
    first = {text: lasting.index(text) for text in often}
    return {at for at, text in enumerate(lasting) if text in often and at != first[text]}


def _is_title(text: str) -> bool:
    """Whether the line may be a report's title or address, and no sentence."""
    return len(text) < 120 and bool(_TITLE.search(text)) and not re.search("[，。；！？]", text)
