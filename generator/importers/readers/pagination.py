"""Find page numbers and running titles among lines of plain text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, groupby, pairwise, product

Line = tuple[int, str]
"""A line of a file: its number, from 1, and its text."""

_DASHES = "-—－–―~～·•_=*"
_MARKED_PAGE_NUMBER = re.compile(
    rf"\s*(?:[{_DASHES}]+\s*[0-9０-９]{{1,3}}\s*[{_DASHES}]+"
    r"|[【〔（(\[<]\s*[0-9０-９]{1,3}\s*[】〕）)\]>]"
    r"|第\s*[0-9０-９一二三四五六七八九十]{1,3}\s*页(?:\W*共\s*[0-9０-９一二三四五六七八九十]{1,3}\s*页)?"
    r"|共\s*[0-9０-９]{1,3}\s*页\W*第\s*[0-9０-９]{1,3}\s*页"
    r"|(?:page|p\.?)\s*[0-9]{1,3}(?:\s*(?:of|/)\s*[0-9]{1,3})?)\s*",
    re.IGNORECASE,
)
_PAGE_OF_PAGES = re.compile(r"\s*[0-9]{1,3}\s*[/／]\s*([0-9]{1,3})\s*")
_BARE_NUMBER = re.compile(r"\s*([0-9０-９]{1,3})\s*")
_PAGE_IN_TITLE = re.compile(r"第\s*[0-9]{1,3}\s*页|^\W*[0-9]{1,3}(?:/[0-9]{1,3})?\s|\s[0-9]{1,3}(?:/[0-9]{1,3})?\W*$")
_TITLE = re.compile(r"报告|年报|https?://|www\.")
_MAX_TITLE_CHARS = 120
"""Running titles are not longer, with the address of the page, which browsers print."""

_MAX_FIRST_PAGE = 3
"""Maximum number with which page numbers may begin."""

_MAX_EDGE_PAGES = 3
"""Maximum length of the text before the first or after the last page number, in multiples of the longest page."""

_MIN_PAGES = 3
"""Two numbers that happen to follow each other may stand anywhere."""

_MIN_REPEATS = 3
"""A title may stand above the text and above a table; a running title stands on more pages."""

_MAX_PAGE_RATIO = 5
"""Maximum ratio of the longest page's length to the shortest's."""

_MIN_PAGE_LENGTH = 4
"""In lines with words, or in characters; the numbers of table rows are closer together."""

_MIN_RUN = 4
"""Bare numbers on consecutive lines that may be a table row with one cell per line; a page number beside one of the
rows with one or three cells makes a shorter run."""

_MAX_BARE_NUMBERS = 1_000
"""Maximum number of bare numbers among which page numbers are looked for; more would take too long."""


def without_page_lines(lines: Sequence[Line]) -> list[Line]:
    """Return the lines without page numbers and running titles."""
    dropped = {at for at, (_, text) in enumerate(lines) if _MARKED_PAGE_NUMBER.fullmatch(text)}
    dropped |= _pages_of_pages(lines) | _repeated_titles(lines)
    numbers = page_numbers(lines)
    bare = [at for at, (_, text) in enumerate(lines) if _BARE_NUMBER.fullmatch(text)]
    dropped |= numbers if len(numbers) * 2 > len(bare) else set()
    return [line for at, line in enumerate(lines) if at not in dropped]


def page_numbers(lines: Sequence[Line]) -> set[int]:
    """Return the indices of the bare numbers that seem to number pages: consecutive and about evenly spaced."""
    places: dict[int, list[int]] = {}
    for at, (_, text) in enumerate(lines):
        if match := _BARE_NUMBER.fullmatch(text):
            places.setdefault(int(match[1]), []).append(at)
    if sum(map(len, places.values())) > _MAX_BARE_NUMBERS:
        return set()
    letters = [0, *accumulate(len(text.strip()) for _, text in lines)]
    rows = [0, *accumulate(bool(re.search("[^0-9０-９\\s]", text)) for _, text in lines)]
    runs = _run_lengths(lines)
    good = [
        chain for offsets in (letters, rows) for chain in _chains(places, offsets) if not _fits_table_rows(chain, runs)
    ]
    return set(good[max(range(len(good)), key=lambda at: len(good[at]))]) if good else set()


def possible_page_numbers(lines: Sequence[Line]) -> set[int]:
    """Return the indices of all bare numbers that may be page numbers.

    These could replace a member of `page_numbers`, come before the first, or are beside a form feed.
    """
    chain = sorted(page_numbers(lines))
    borders = [-1, *chain, len(lines)]
    found = {at: int(match[1]) for at, (_, text) in enumerate(lines) if (match := _BARE_NUMBER.fullmatch(text))}
    result = {
        at
        for number, member in enumerate(chain, 1)
        for at, value in found.items()
        if value == found[member] and borders[number - 1] < at < borders[number + 1]
    }
    if chain:
        first = chain[0]
        result |= {at for at, value in found.items() if at < first and value == found[first] - 1}
    filled = [at for at, (_, text) in enumerate(lines) if text.strip() or "\f" in text]
    for before, after in pairwise(filled):
        if "\f" in lines[before][1] or "\f" in lines[after][1]:
            result |= {before, after} & set(found)
    return result


def _chains(places: Mapping[int, Sequence[int]], offsets: Sequence[int]) -> Iterator[list[int]]:
    """Yield the sequences of consecutive numbers that divide the text into pages.

    `places` maps each bare number to its lines; `offsets` are the lengths of the text before each line.
    """
    for number in range(1, _MAX_FIRST_PAGE + 1):
        for first, second in product(places.get(number, ()), places.get(number + 1, ())):
            if second > first and offsets[second] - offsets[first] > offsets[first] // _MAX_FIRST_PAGE:
                chain = _chain(places, number, first, second, offsets)
                if len(chain) >= _MIN_PAGES and _is_even(chain, offsets):
                    yield chain


def _chain(
    places: Mapping[int, Sequence[int]], number: int, first: int, second: int, offsets: Sequence[int]
) -> list[int]:
    """Return the lines of consecutive numbers that are as evenly spaced as possible, starting from the first two."""
    page, chain = offsets[second] - offsets[first], [first, second]
    while candidates := [at for at in places.get(number + len(chain), ()) if at > chain[-1]]:
        chain.append(min(candidates, key=lambda at: abs(offsets[at] - offsets[chain[-1]] - page)))
    return chain


def _is_even(chain: Sequence[int], offsets: Sequence[int]) -> bool:
    """Return whether the pages are of similar length, and none is missing at the beginning or end."""
    pages = [offsets[after] - offsets[before] for before, after in pairwise(chain)]
    longest = max(pages)
    if min(pages) < _MIN_PAGE_LENGTH:
        return False
    edges = max(offsets[chain[0]], offsets[-1] - offsets[chain[-1]])
    return longest <= min(pages) * _MAX_PAGE_RATIO and edges <= longest * _MAX_EDGE_PAGES


def _run_lengths(lines: Sequence[Line]) -> list[int]:
    """Return for each line the length of its run of bare numbers, not counting blank lines; 0 outside runs."""
    result: list[int] = []
    for bare, group in groupby(lines, lambda line: not line[1].strip() or bool(_BARE_NUMBER.fullmatch(line[1]))):
        members = list(group)
        result += [sum(bool(text.strip()) for _, text in members) if bare else 0] * len(members)
    return result


def _fits_table_rows(chain: Sequence[int], runs: Sequence[int]) -> bool:
    """Return whether the numbers are figures of table rows with one cell per line, in runs of the usual length."""
    usual = Counter(run for at, run in enumerate(runs) if run >= _MIN_RUN and at not in chain)
    own = [runs[at] for at in chain if runs[at] >= _MIN_RUN]
    return bool(usual) and sum(run == usual.most_common(1)[0][0] for run in own) * 2 >= max(len(own), 1)


def _pages_of_pages(lines: Sequence[Line]) -> set[int]:
    """Return the indices of lines such as `2/5` whose total several lines give, but at most as many as the total."""
    found = {at: match[1] for at, (_, text) in enumerate(lines) if (match := _PAGE_OF_PAGES.fullmatch(text))}
    totals = Counter(found.values())
    return {at for at, total in found.items() if totals[total] > 1 and totals[total] <= int(total)}


def _repeated_titles(lines: Sequence[Line]) -> set[int]:
    """Return the indices of titles and web addresses that are repeated on several pages, except the first of each."""
    titles = [_PAGE_IN_TITLE.sub("", text.strip()).strip() if _is_title(text) else "" for _, text in lines]
    repeated = {text for text, times in Counter(titles).items() if text and times >= _MIN_REPEATS}
    first = {text: titles.index(text) for text in repeated}
    return {at for at, text in enumerate(titles) if text in repeated and at != first[text]}


def _is_title(text: str) -> bool:
    """Return whether the line may be a report's title or a web address, rather than a sentence."""
    return len(text) < _MAX_TITLE_CHARS and bool(_TITLE.search(text)) and not re.search("[，。；！？]", text)
