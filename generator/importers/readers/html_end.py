"""Find where the report on a page ends: with signature and date, or with its last sentence."""

from __future__ import annotations

from collections.abc import Sequence

from generator.importers.closing import is_imprint
from generator.importers.furniture import is_furniture
from generator.importers.labels import fold
from generator.importers.readers.html_anchors import is_link_line
from generator.importers.readers.html_flow import PageLine
from generator.importers.readers.html_line_forms import ends_with_date, is_name, is_sentence

_MAX_LINES_OUTSIDE = 3
"""Lines of a signature in an element of its own behind the sections: one or two names and the date."""

_MIN_REMARK_CHARS = 30
"""A sentence of the report after its date is longer than what sites write about codes to scan."""


def find_end(page: Sequence[PageLine], last: int, container: tuple[int, ...], title: Sequence[PageLine]) -> int:
    """Return the index after the report's last line; `last` is the line with its last section title or table."""
    inside = [at for at in range(last + 1, len(page)) if _is_within(page[at], container)]
    limit = max(inside, default=last) + 1
    reach = range(last + 1, min(limit + _MAX_LINES_OUTSIDE, len(page)))
    dates = (at for at in reach if _is_date(page, at, title))
    date = next(dates, None)
    end = _end_of_text(page, last, limit) if date is None else date + 1
    if end < len(page) and _is_signature(page[end], page[end - 1], title):
        end += 1
    return end if date is None else _end_of_remarks(page, end)


def _end_of_text(page: Sequence[PageLine], last: int, limit: int) -> int:
    """Return the index after the last sentence; the line after a section's title is text whatever its form."""
    end = last + 1
    for at in range(last + 1, limit):
        line = page[at]
        if line.aside or is_link_line(line) or (at > last + 1 and is_furniture(line.text)):
            break
        if is_sentence(line.text) or (at == last + 1 and not page[last].boxes):
            end = at + 1
    return end


def _end_of_remarks(page: Sequence[PageLine], end: int) -> int:
    """Return the index after the long sentences and the imprint that follow the date in the same element."""
    parent = page[end - 1].path[:-1]
    while end < len(page):
        line = page[end]
        is_remark = is_imprint(line.text) or (is_sentence(line.text) and len(line.text) >= _MIN_REMARK_CHARS)
        if line.path[:-1] != parent or line.aside or is_link_line(line) or not is_remark:
            break
        end += 1
    return end


def _is_date(page: Sequence[PageLine], at: int, title: Sequence[PageLine]) -> bool:
    """Return whether a line ends the report with a date; in a footer, only below the agency's name as in the title."""
    line = page[at]
    is_signed = not line.aside or (page[at - 1].aside and _is_signature(page[at - 1], line, title))
    return ends_with_date(line.text) and is_signed and not is_link_line(line)


def _is_signature(line: PageLine, before: PageLine, title: Sequence[PageLine]) -> bool:
    """Return whether the line is the agency's name as in the title."""
    is_printed_in_title = fold(line.text) in fold("".join(each.text for each in title))
    return is_name(line.text) and is_printed_in_title and line.path[:-1] == before.path[:-1]


def _is_within(line: PageLine, container: tuple[int, ...]) -> bool:
    return line.path[: len(container)] == container
