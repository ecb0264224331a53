"""Set the labels of tabs above their panes, where a page prints the section titles as such labels alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.importers.document import Grid, Paragraph
from generator.importers.expected import expected_table
from generator.importers.readers.html_flow import PageLine
from generator.importers.section_titles import Title, titles_in
from generator.importers.sections import shows_labels
from generator.model.form import Form, Forms

_MIN_TABS = 4
"""One of as many sections has a table, which shows which pane is whose; a contents list may have fewer."""


def with_tab_titles(lines: Sequence[PageLine], forms: Forms) -> list[PageLine]:
    """Return the lines with the labels of tabs moved to their panes, which are shown; unchanged if there are none."""
    for form in forms.values():
        for begin, end, labels in _label_runs(lines, form):
            panes = _panes(lines[end:], labels, form)
            if panes:
                return [*lines[:begin], *_titled(lines[end:], dict(zip(panes, labels, strict=True)))]
    return list(lines)


def _label_runs(lines: Sequence[PageLine], form: Form) -> Iterator[tuple[int, int, list[str]]]:
    """Yield where labels begin and end that are the titles of the form's sections in order, and their texts."""
    begin = 0
    labels: list[str] = []
    sections: list[int] = []
    for at, line in enumerate([*lines, PageLine()]):
        titles = _titles(line, form)
        found = [title.section for title in titles]
        if not found or sections[-1:] >= found[:1]:
            if len(labels) >= _MIN_TABS:
                yield begin, at, labels
            labels, sections = [], []
        begin = begin if labels else at
        labels += (line.text[title.start : title.end].strip() for title in titles)
        sections += found


def _titles(line: PageLine, form: Form) -> list[Title]:
    """Return the titles of sections in the line, in order, if it consists of nothing else."""
    if line.boxes or not line.text:
        return []
    titles = sorted(titles_in(0, Paragraph(line.text, ""), form), key=lambda title: title.start)
    starts, ends = [title.start for title in titles], [title.end for title in titles]
    return titles if [0, *ends] == [*starts, len(line.text)] else []


def _panes(lines: Sequence[PageLine], labels: Sequence[str], form: Form) -> list[tuple[int, ...]]:
    """Return the paths of as many neighbouring elements as there are labels, each with the table of its section."""
    children: dict[tuple[int, ...], dict[tuple[int, ...], list[PageLine]]] = {}
    for line in lines:
        for depth in range(1, len(line.path)):
            panes = children.setdefault(line.path[:depth], {})
            panes.setdefault(line.path[: depth + 1], []).append(line)
    keys = [form.sections[_titles(PageLine(label), form)[0].section].key for label in labels]
    for panes in children.values():
        for first in range(len(panes) - len(keys) + 1):
            found = list(panes)[first : first + len(keys)]
            if all(_may_hold(key, panes[pane], form) for key, pane in zip(keys, found, strict=True)):
                return found
    return []


def _may_hold(section: str, pane: Sequence[PageLine], form: Form) -> bool:
    """Return whether the pane has the table of the section, if it has one, no other table of the form and no title."""
    grids = [Grid(line.boxes, "") for line in pane if line.boxes]
    shown = {key for key, table in form.tables.items() for grid in grids if shows_labels(grid, expected_table(table))}
    return shown == {section}.intersection(form.tables) and not any(_titles(line, form) for line in pane)


def _titled(lines: Sequence[PageLine], labels: dict[tuple[int, ...], str]) -> Iterator[PageLine]:
    """Yield the lines, each label before the first line of its pane; panes are shown."""
    size = len(next(iter(labels)))
    missing = dict(labels)
    for line in lines:
        pane = line.path[:size]
        shown = replace(line, hidden=tuple(id for id in line.hidden if id not in pane)) if pane in labels else line
        if label := missing.pop(pane, None):
            yield PageLine(label, path=shown.path[: size + 1], letters=len(label), hidden=shown.hidden)
        yield shown
