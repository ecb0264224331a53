"""Turn the prose and titles in layout tables into paragraphs, and cut grids that hold several official tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.importers.document import Box, Grid, Paragraph, Part
from generator.importers.expected import expected_table
from generator.importers.grid_rows import rows_of
from generator.importers.labels import clean, distance, fold
from generator.importers.merged_tables import cut_between_tables
from generator.importers.section_titles import may_hold_title
from generator.importers.section_variants import is_variant
from generator.model.form import Form

_MIN_PROSE_CHARS = 17
"""Minimum length of a text that counts as prose whatever its content, in folded characters."""

_MAX_LABEL_MISPRINTS = 2
"""A text alone in its row with more misprints becomes a paragraph; no figure stands beside it."""


def unwrap_frames(parts: Iterable[Part], form: Form) -> Iterator[Part]:
    """Yield the parts; grid rows with a single filled box that is a title or prose become paragraphs, one per line."""
    tables = [expected_table(table) for table in form.tables.values()]
    labels = {spelling for table in tables for label in table.labels for spelling in label.spellings}
    for part in parts:
        if isinstance(part, Paragraph):
            yield from _lines(part.text, part.place, part.role)
        else:
            yield from _unwrap(part, labels, form)


def _unwrap(grid: Grid, labels: set[str], form: Form) -> Iterator[Part]:
    kept: list[Box] = []
    for row in rows_of(grid):
        filled = [box for box in row.boxes if box.text.strip()]
        if len(filled) == 1 and _is_text(clean(filled[0].text), labels, form):
            if kept:
                yield from cut_between_tables(replace(grid, boxes=tuple(kept)), form)
            kept = []
            yield from _lines(filled[0].text, filled[0].place)
        else:
            kept += row.boxes
    if any(box.text.strip() for box in kept):
        yield from cut_between_tables(replace(grid, boxes=tuple(kept)), form)


def _lines(text: str, place: str, role: str = "") -> Iterator[Paragraph]:
    return (Paragraph(line.strip(), place, role) for line in text.split("\n") if line.strip())


def _is_text(text: str, labels: set[str], form: Form) -> bool:
    """Return whether the only text of a grid row is a title or prose rather than a label or a figure."""
    if not re.search("[㐀-鿿]", text):
        return False
    folded = fold(text)
    limit = _MAX_LABEL_MISPRINTS
    if any(folded in label or distance(folded, label, limit) <= limit for label in labels):
        return False
    return (
        may_hold_title(text, form)
        or is_variant(text, form)
        or len(folded) >= _MIN_PROSE_CHARS
        or bool(re.search("[。；：:]", text))
    )
