"""Collect the texts of a report's sections, the notes beside its tables, and the end of the last section."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.importers.closing import Ending, split_closing
from generator.importers.document import Paragraph, Part
from generator.importers.notes import sort_text_beside
from generator.importers.page_extras import take_buttons, take_furniture
from generator.importers.prose import text_of
from generator.importers.sections import Segment
from generator.importers.table_reading import TableReading, unknown_row
from generator.model.form import Form
from generator.sources.reading.fields import tidy


@dataclass
class SectionTexts:
    """The texts of an original: parts of each section of text, notes beside the tables, and the end of the last.

    `omitted` are the lines beside the tables, and the buttons between the texts, that were left out.
    """

    parts: dict[str, list[Part]]
    notes: dict[str, str]
    omitted: list[Paragraph]
    ending: Ending


def section_texts(form: Form, found: Sequence[Segment], tables: Mapping[str, TableReading]) -> SectionTexts:
    """Return the parts of each text section, the notes beside the tables, and the closing; ask about stray rows."""
    segments = {segment.section: segment for segment in found}
    parts = {key: list(each.parts) for key, each in segments.items() if key not in form.tables and key}
    beside_tables: dict[str, list[Paragraph]] = {}
    omitted: list[Paragraph] = []
    for section, table in tables.items():
        sorted_text = [sort_text_beside(each, form, section) for each in (table.text_beside, table.text_after)]
        beside, after = (each.notes for each in sorted_text)
        omitted += (part for each in sorted_text for part in each.omitted)
        table.open_rows += (unknown_row(part.place, part.text) for each in sorted_text for part in each.figures)
        following = _untitled_section_after(form, section, segments)
        if following and after:
            parts[following] = [*after, *parts.get(following, [])]
            after = []
        beside_tables[section] = [*beside, *after]
    last = next((section.key for section in reversed(form.sections) if section.key in parts), None)
    ending = split_closing(parts[last] if last else [])
    parts |= {last: ending.text} if last else {}
    omitted += [*take_furniture(beside_tables), *take_buttons(parts)]
    notes = {section: text for section, lines in beside_tables.items() if (text := tidy(text_of(lines)))}
    return SectionTexts(parts, notes, omitted, ending)


def _untitled_section_after(form: Form, section: str, segments: Mapping[str, Segment]) -> str | None:
    """Return the form's next section if it is a text section without a title in the original; otherwise None."""
    keys = [each.key for each in form.sections]
    following = next(iter(keys[keys.index(section) + 1 :]), None)
    return following if following and following not in segments and following not in form.tables else None
