"""Find what shows where a page holds a report: section titles and tables of an official form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.importers.document import Grid, Paragraph
from generator.importers.expected import expected_table
from generator.importers.readers.html_flow import PageLine
from generator.importers.section_titles import titles_in
from generator.importers.sections import shows_labels
from generator.model.form import Forms

_LINK_SHARE = 0.5
"""A line with more of its letters in links leads elsewhere; sentences that quote a link have fewer."""

_MIN_SECTIONS = 2
"""A single title or table may be anything, such as a heading of another text."""

_MIN_CONTENTS = 3
"""Lines of a table of contents; the titles of two empty sections may be in a row."""

Anchors = dict[int, frozenset[str]]
"""The sections that begin or have their table in a line, by the index of the line."""


def is_link_line(line: PageLine) -> bool:
    """Return whether a line or table consists of links."""
    return line.linked > line.letters * _LINK_SHARE


def find_anchors(lines: Sequence[PageLine], forms: Forms) -> Anchors:
    """Return the lines with section titles and tables; empty if the page shows too few.

    Titles that are links (of a table of contents, or to unfold a section) count only for sections without another.
    """
    found = {at: sections for at, line in enumerate(lines) if (sections := frozenset(_sections_in(line, forms)))}
    found = _without_contents(found, lines)
    plain = {at: sections for at, sections in found.items() if not is_link_line(lines[at]) and not lines[at].aside}
    named = frozenset[str]().union(*plain.values())
    anchors = {at: sections for at, sections in found.items() if at in plain or sections - named}
    return anchors if len(frozenset[str]().union(*anchors.values())) >= _MIN_SECTIONS else {}


def _without_contents(found: Anchors, lines: Sequence[PageLine]) -> Anchors:
    """Return the lines without tables of contents: titles one after another, all of which come again."""
    runs: list[list[int]] = []
    for at in found:
        if runs and runs[-1][-1] == at - 1 and not lines[at].boxes and not lines[at - 1].boxes:
            runs[-1].append(at)
        else:
            runs.append([at])
    kept: Anchors = {}
    later: set[str] = set()
    for run in reversed(runs):
        if len(run) < _MIN_CONTENTS or not all(found[at] <= later for at in run):
            kept |= {at: found[at] for at in run}
        later.update(*(found[at] for at in run))
    return dict(sorted(kept.items()))


def shown_lines(lines: Sequence[PageLine], anchors: Anchors) -> list[int]:
    """Return the indexes of the lines that a reader sees.

    A hidden element with sections that are nowhere else is what a script makes visible: a tab, or a page that is
    shown once it is complete.
    """
    visible = [sections for at, sections in anchors.items() if not lines[at].hidden]
    named = frozenset[str]().union(*visible)
    revealed = {id for at, sections in anchors.items() if sections - named for id in lines[at].hidden}
    return [at for at, line in enumerate(lines) if revealed.issuperset(line.hidden)]


def common_path(paths: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    """Return the path of the smallest element around all."""
    first, last = min(paths), max(paths)
    length = next((at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), None)
    return first[: min(len(first), len(last)) if length is None else length]


def _sections_in(line: PageLine, forms: Forms) -> Iterator[str]:
    """Yield the keys of the sections that begin or have their table in the line."""
    texts = [box.text for box in line.boxes] or [line.text]
    for form in forms.values():
        for title in (title for text in texts for title in titles_in(0, Paragraph(text, ""), form)):
            yield form.sections[title.section].key
        for key, table in form.tables.items():
            if line.boxes and shows_labels(Grid(line.boxes, ""), expected_table(table)):
                yield key
