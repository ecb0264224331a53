"""Vectors of corrections: a published source, what changes, and the source as the program corrects it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from generator.model.agency import Agency
from generator.model.catalog import Catalog
from generator.model.diff import diff_reports
from generator.model.form import Form, Forms
from generator.model.report import Correction, Report
from generator.sources import add_correction, load_report
from generator.sources.form_loader import load_forms
from generator.sources.reading.cells import read_cell
from generator.sources.writing.edit_report import edit_report
from generator.sources.yaml_data import read_data

Vector = dict[str, Any]

_AGENCY = Agency("jia", "甲局", "department")
_YEAR = 2024


def correction_vectors() -> Iterator[Vector]:
    """Yield each case of `corrections.yml` with the corrected source; None for one that cannot be written in place."""
    data, forms = read_data(Path(__file__).with_name("corrections.yml")), load_forms()
    for case in data["cases"]:
        source = _replaced(data["published"], case.get("written", {}))
        changes = {key: case.get(key, {}) for key in ("cells", "facts", "texts", "notes")}
        reason = {"date": "2026-03-02", "reason": case.get("reason", "录入错误")}
        corrected = _corrected(source, forms, changes, reason)
        if (corrected is None) != case.get("refused", False):
            raise ValueError(case["case"])
        yield {"case": case["case"], "source": source, **changes, **reason, "corrected": corrected}


def _replaced(text: str, replacements: Mapping[str, str]) -> str:
    for old, new in replacements.items():
        if old not in text:
            raise ValueError(old)
        text = text.replace(old, new)
    return text


def _corrected(source: str, forms: Forms, changes: Vector, reason: Mapping[str, str]) -> str | None:
    with TemporaryDirectory() as folder:
        before = _loaded(Path(folder), source, forms)
        if before is None:
            raise ValueError(source)
        form = forms[before.form]
        edited = _edited(before, form, changes)
        data = edit_report(source.encode(), before, edited, form)
        if data is None or _loaded(Path(folder), data.decode(), forms) != edited:
            return None
        found = diff_reports(Catalog(Path(folder), forms, {_AGENCY.id: _AGENCY}, {}), before, edited)
        day, why = date.fromisoformat(reason["date"]), " ".join(reason["reason"].split())
        entry = Correction(day, why, found.cells, tuple(found.texts))
        written = add_correction(data, entry)
        expected = replace(edited, corrections=(*before.corrections, entry))
        if written is None or _loaded(Path(folder), written.decode(), forms) != expected:
            return None
        return written.decode()


def _loaded(folder: Path, source: str, forms: Forms) -> Report | None:
    """Return the report in the source; None if there is an error in it."""
    path = folder / f"{_YEAR}.yml"
    path.write_bytes(source.encode())
    report, problems = load_report(path, _AGENCY.id, _YEAR, forms)
    return None if any(each.level == "error" for each in problems) else report


def _edited(before: Report, form: Form, changes: Vector) -> Report:
    tables = {section: {row: list(cells) for row, cells in rows.items()} for section, rows in before.tables.items()}
    for name, text in changes["cells"].items():
        if (spot := form.locate(name)) is None:
            raise ValueError(name)
        tables[spot.section][spot.row.name][spot.index] = read_cell(text, form.units.get(name, ""))[0]
    texts = {key: _replaced(before.text[key], replacements) for key, replacements in changes["texts"].items()}
    facts: dict[str, Any] = dict(changes["facts"])
    if moment := facts.pop("published", None):
        day, _, clock = moment.partition(" ")
        facts |= {"published": date.fromisoformat(day), "published_at": time.fromisoformat(clock) if clock else None}
    return replace(
        before,
        tables={section: {row: tuple(cells) for row, cells in rows.items()} for section, rows in tables.items()},
        text={**before.text, **texts},
        notes={**before.notes, **changes["notes"]},
        **facts,
    )
