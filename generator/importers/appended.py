"""Official tables that stand elsewhere than under their section's title: in an appendix, on a sheet of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.form import Form
from generator.importers.document import Grid, Paragraph
from generator.importers.grids import rows_of
from generator.importers.labels import body, closest, fold
from generator.importers.lines import Expected, expect
from generator.importers.sections import Part, Stretch

_ENOUGH, _PART = 0.5, 0.15
"""So much of a table's labels its grids must show together to be taken for it, and each of them."""


def brought_home(stretches: Sequence[Stretch], form: Form) -> list[Stretch]:
    """The stretches with each table under its own section, where that section has none of its figures."""
    result = [replace(stretch, parts=list(stretch.parts)) for stretch in stretches]
    for key, table in form.tables.items():
        expected = expect(table)
        home = next((stretch for stretch in result if stretch.section == key), None)
        if home and any(_share(part, expected) >= _ENOUGH for part in home.parts):
            continue
        for stretch in [each for each in result if each is not home]:
            found = [part for part in stretch.parts if isinstance(part, Grid) and _share(part, expected) >= _PART]
            if sum(_share(part, expected) for part in found) >= _ENOUGH:
                if home is None:
                    home = Stretch(key, "", found[0].place, implied=True)
                    result.append(home)
                home.parts += found
                stretch.parts = _without(stretch.parts, found, form, key)
                break
    return result


def _share(part: Part, expected: Expected) -> float:
    """How many of the table's labels the part shows."""
    labels = [label for label in expected.labels if label.name]
    if isinstance(part, Paragraph):
        letters = fold(part.text)
        return sum(any(each in letters for each in label.spellings) for label in labels) / len(labels)
    texts = {text for row in rows_of(part) for text in row.texts if text}
    return sum(any(closest(text, (("", label.texts),)) for text in texts) for label in labels) / len(labels)


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
