"""Move official tables found elsewhere, such as in an appendix or on a separate sheet, to their own sections."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import dropwhile, islice, takewhile

from generator.importers.dates import is_date
from generator.importers.document import Grid, Paragraph, Part
from generator.importers.expected import expected_table
from generator.importers.labels import without_numbering
from generator.importers.section_words import titles_of
from generator.importers.sections import Segment
from generator.importers.several_reports import MIN_LABEL_SHARE, label_share
from generator.model.form import Form

_MIN_GRID_LABEL_SHARE = 0.15
"""Minimum share of a table's labels that each of its grids must show."""

_CAPTION_LINES = 3
"""Maximum number of lines before a table that may state its year."""

_MAX_CAPTION_CHARS = 60
"""Captions are not longer; a sentence may mention any year."""

_EARLIER = re.compile("上年|上一年|前一年|去年|同期")
_YEAR = re.compile("(?<![0-9])(?:19|20)[0-9]{2}(?=年|[-—－~至])")


def relocate_tables(segments: Sequence[Segment], form: Form, year: int) -> tuple[list[Segment], Mapping[str, str]]:
    """Move each table that is missing from its own section to that section, unless it is for another year.

    Return the segments, and the reasons for doubt by section: a table found in the middle of another section may not
    be this year's.
    """
    result = [replace(segment, parts=list(segment.parts)) for segment in segments]
    last = result[-1]  # An appendix is read as part of the original's last segment.
    reasons: dict[str, str] = {}
    for key, table in form.tables.items():
        expected = expected_table(table)
        home = next((segment for segment in result if segment.section == key), None)
        if home and any(label_share([part], expected) >= MIN_LABEL_SHARE for part in home.parts):
            continue
        for segment in [segment for segment in result if segment is not home]:
            grids = [part for part in segment.parts if isinstance(part, Grid)]
            found = [grid for grid in grids if label_share([grid], expected) >= _MIN_GRID_LABEL_SHARE]
            if not found or _is_of_another_year(segment.parts, found[0], year):
                continue
            if label_share(found, expected) < MIN_LABEL_SHARE:
                continue
            if home is None:
                home = Segment(key, "", found[0].place, implied=True)
                result.append(home)
            if segment is not result[0] and segment is not last:
                reasons[key] = f"这张表不在自己的标题下面，而在“{segment.title}”里，不知道是不是本年的"
            home.parts += found
            segment.parts = _without(segment.parts, found, form, key)
            break
    return result, reasons


def _is_of_another_year(parts: Sequence[Part], table: Grid, year: int) -> bool:
    """Return whether the lines between the previous table and this one mention only another year."""
    position = next(number for number, part in enumerate(parts) if part is table)
    before = dropwhile(lambda part: isinstance(part, Grid), reversed(parts[:position]))
    lines = islice(takewhile(lambda part: isinstance(part, Paragraph), before), _CAPTION_LINES)
    captions = [line.text for line in lines if isinstance(line, Paragraph) and _is_caption(line.text)]
    years = {int(match) for caption in captions for match in _YEAR.findall(caption)}
    return (bool(years) and year not in years) or (not years and any(map(_EARLIER.search, captions)))


def _is_caption(text: str) -> bool:
    """Return whether the line may be about the table below it; the date of a signature is about the report."""
    return len(text) <= _MAX_CAPTION_CHARS and not is_date(text)


def _without(parts: Sequence[Part], moved: Sequence[Part], form: Form, key: str) -> list[Part]:
    """Return the parts without the moved tables and the titles of their section directly above them."""
    titles = titles_of(next(section for section in form.sections if section.key == key))
    kept: list[Part] = []
    for part in parts:
        if not any(part is table for table in moved):
            kept.append(part)
        elif kept and isinstance(last := kept[-1], Paragraph) and without_numbering(last.text) in titles:
            kept.pop()
    return kept
