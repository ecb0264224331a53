"""Tell the notes of a report beside a table from rows of figures, from units, from buttons and from bits of labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.importers.document import Paragraph
from generator.importers.expected import Label, expected_table
from generator.importers.furniture import is_furniture
from generator.importers.labels import without_numbering
from generator.importers.resolve import UNIT, VALUE
from generator.importers.section_words import titles_of
from generator.model.form import Form

_MAX_DEBRIS_CHARS = 40
"""Bits of labels are not longer: the longest label has 35 characters."""

_MIN_FIGURES = 2
"""A number alone on its line may be that of a page."""

_MAX_ROW_CHARS = 120
"""The longest label has 35 characters, and a row has up to fifteen figures; longer lines are kept where they are."""

_SENTENCE = re.compile("[。；！？]")
_CAPTION = re.compile(r"^(?:#+\s*)?附?表[一二三四五六七八九十0-9]{1,2}\s*[:：.、]?\s*")
_UNIT_LINE = re.compile(rf"[（(]?\w{{0,2}}单位\s*[:：]\s*(?:(?:{UNIT})[、，,/\s]*)+[）)]?")
"""The unit of a table, which the form prints in its headings: （单位：件、万元）."""


@dataclass
class BesideTable:
    """The text beside a table: notes of the report, rows of figures that no row of the table has, and lines left out.

    Bits of the table's labels, its title and its caption are in none of them.
    """

    notes: list[Paragraph] = field(default_factory=list)
    figures: list[Paragraph] = field(default_factory=list)
    omitted: list[Paragraph] = field(default_factory=list)


def sort_text_beside(parts: Sequence[Paragraph], form: Form, section: str) -> BesideTable:
    """Return the paragraphs beside the table of the section by what they are."""
    labels = expected_table(form.tables[section]).labels
    titles = titles_of(next(each for each in form.sections if each.key == section))
    result = BesideTable()
    for part in parts:
        if _UNIT_LINE.fullmatch(part.text.strip()) or is_furniture(part.text):
            result.omitted.append(part)
        elif _is_row_of_figures(part.text):
            result.figures.append(part)
        elif not _is_debris(part.text, labels) and without_numbering(_CAPTION.sub("", part.text)) not in titles:
            result.notes.append(part)
    return result


def _is_debris(text: str, labels: Sequence[Label]) -> bool:
    """Return whether the text is short and consists of characters of labels, without a figure or a sentence."""
    characters = {character for label in labels for spelling in label.spellings for character in spelling}
    folded = without_numbering(re.sub("[0-9]{1,2}[.、．]", "", text))
    has_meaning = re.search("[0-9]", folded) or re.search("[。；！？]", text)
    return set(folded) <= characters and not has_meaning and len(folded) <= _MAX_DEBRIS_CHARS


def _is_row_of_figures(text: str) -> bool:
    """Return whether a line that is no sentence consists of figures for the most part."""
    words = text.replace("|", " ").split()
    figures = sum(bool(VALUE.fullmatch(word) and re.search("[0-9]", word)) for word in words)
    is_line = len(text) <= _MAX_ROW_CHARS and not _SENTENCE.search(text)
    return is_line and figures >= _MIN_FIGURES and 2 * figures > len(words)
