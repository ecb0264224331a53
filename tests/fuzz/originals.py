"""Random originals: made-up reports with damaged tables and texts, in each file type, intact or with damaged bytes."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache
from pathlib import Path

from generator.importers.document import Box, Document, Grid, Paragraph, Part
from generator.model.form import Form
from generator.model.report import Report
from generator.sources.form_loader import load_forms
from tests.fuzz.file_types import WRITERS, write_export
from tests.fuzz.pieces import TOKENS, damaged, edited, random_scalar, random_text
from tests.importers.damage import HARMFUL, HARMLESS
from tests.importers.documents import document, flattened, random_report

_MAX_DOUBLINGS = 6


@cache
def _forms() -> list[Form]:
    return list(load_forms().values())


def write_original(folder: Path, rng: random.Random) -> Path:
    """Write a file to import into the folder; return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    kind, form = rng.choice(list(WRITERS)), rng.choice(_forms())
    path = folder / f"a.{rng.choice((kind,) * 12 + ('txt', 'doc', 'html', 'bin'))}"
    report = random_report(form, 2024, rng)
    report = replace(report, text={key: random_text(rng) for key in report.text})
    if kind in ("docx", "xlsx") and rng.random() < 0.3:
        write_export(path, kind, report, form, rng)
    else:
        WRITERS[kind](path, _parts(report, form, rng), rng)
    if rng.random() < 0.3:
        path.write_bytes(damaged(path.read_bytes(), rng))
    return path


def _parts(report: Report, form: Form, rng: random.Random) -> list[Part]:
    """Return the parts of the report, its tables and some texts damaged, sometimes some of them twice or left out."""
    damages = [None, *HARMLESS.values(), *HARMFUL.values()]
    found: Document = document(report, form, rng.choice(damages), rng)
    if rng.random() < 0.2:
        found = flattened(report, form, rng.choice((" ", "", "|\n", "\t")))
    parts = [_edited_part(each, rng) if rng.random() < 0.25 else each for each in found.parts]
    for _ in range(rng.choice((0, 0, 0, 1, 2))):
        at, end = sorted(rng.choices(range(len(parts) + 1), k=2))
        parts = rng.choice((parts[:at] + parts[end:], parts[:end] + parts[at:], parts[end:] + parts[:end]))
    if rng.random() < 0.1:
        parts = (parts * 2 ** rng.randint(1, _MAX_DOUBLINGS))[: 60 * 2**_MAX_DOUBLINGS]
    return parts


def _edited_part(part: Part, rng: random.Random) -> Part:
    if isinstance(part, Paragraph):
        return Paragraph(edited(part.text, rng), part.place)
    share = rng.choice((0.02, 0.1, 0.5))
    return Grid(tuple(_edited_box(box, rng) if rng.random() < share else box for box in part.boxes), part.place)


def _edited_box(box: Box, rng: random.Random) -> Box:
    span = rng.choice((0, 1, 2, 7, 1000, 100_000)) if rng.random() < 0.1 else None
    text = rng.choice((random_scalar(rng), edited(box.text, rng), rng.choice(TOKENS)))
    return Box(box.row, box.column, box.rows if span is None else span, box.columns if span is None else span, text,
               box.place)  # fmt: skip
