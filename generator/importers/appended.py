"""Official tables that stand elsewhere than under their section's title: in an appendix, on a sheet of their own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import dropwhile, islice, takewhile

from generator.importers.document import Grid, Paragraph
from generator.importers.labels import body
from generator.importers.lines import expect
from generator.importers.sections import Part, Stretch
from generator.importers.several import ENOUGH, share
from generator.model.form import Form

_PART = 0.15
"""So much of a table's labels each of its grids must show."""

_NEAR = 3
"""So many lines before a table may tell whose it is."""

_SHORT = 60
"""A line of no more letters may be a caption."""

_EARLIER = re.compile("上年|上一年|前一年|去年|同期")
_YEAR = re.compile("(?<![0-9])(?:19|20)[0-9]{2}(?=年|[-—－~至])")


def brought_home(stretches: Sequence[Stretch], form: Form, year: int) -> tuple[list[Stretch], Mapping[str, str]]:
    """The stretches with each table under its own section, where that section has none of its figures.

    Tables of another year are left where they are. Besides, why a table may not be the section's, by section: it stood
    in the midst of another.
    """
    result = [replace(stretch, parts=list(stretch.parts)) for stretch in stretches]
    doubts: dict[str, str] = {}
    for key, table in form.tables.items():
        expected = expect(table)
        home = next((stretch for stretch in result if stretch.section == key), None)
        if home and any(share([part], expected) >= ENOUGH for part in home.parts):
            continue
        for stretch in [each for each in result if each is not home]:
            found = [part for part in stretch.parts if isinstance(part, Grid) and share([part], expected) >= _PART]
            if not found or _is_of_another_year(stretch.parts, found[0], year) or share(found, expected) < ENOUGH:
                continue
            if home is None:
                home = Stretch(key, "", found[0].place, implied=True)
                result.append(home)
            if stretch is not result[0] and stretch is not _last(stretches, result):
                doubts[key] = f"这张表不在自己的标题下面，而在“{stretch.title}”里，不知道是不是本年的"
            home.parts += found
            stretch.parts = _without(stretch.parts, found, form, key)
            break
    return result, doubts


def _last(stretches: Sequence[Stretch], result: Sequence[Stretch]) -> Stretch:
    """The last of the original's own stretches, whose end an appendix follows."""
    return result[len(stretches) - 1]


def _is_of_another_year(parts: Sequence[Part], table: Grid, year: int) -> bool:
    """Whether the lines before the table, back to another one, speak of another year alone."""
    at = next(number for number, part in enumerate(parts) if part is table)
    before = dropwhile(lambda part: isinstance(part, Grid), reversed(parts[:at]))
    lines = takewhile(lambda part: isinstance(part, Paragraph), before)
    told = [part.text for part in islice(lines, _NEAR) if isinstance(part, Paragraph) and len(part.text) <= _SHORT]
    years = {int(each) for text in told for each in _YEAR.findall(text)}
    return (bool(years) and year not in years) or (not years and any(map(_EARLIER.search, told)))


def _without(parts: Sequence[Part], gone: Sequence[Part], form: Form, key: str) -> list[Part]:
    """The parts without the tables and without the section's title over them."""
    title = next(section for section in form.sections if section.key == key)
    titles = {body(each) for each in (title.title, *title.aliases)}
    kept: list[Part] = []
    for part in parts:
        if any(part is each for each in gone):
            if kept and isinstance(last := kept[-1], Paragraph) and body(last.text) in titles:
                kept.pop()
        else:
            kept.append(part)
    return kept
