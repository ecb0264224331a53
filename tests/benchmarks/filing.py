"""The reports that the organs of a made-up county file, each government's adding up those below it."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from generator.model.form import Form
from generator.model.report import Accept, Correction, Report
from generator.sources.cells import read_cell
from tests.benchmarks.chance import Dice
from tests.benchmarks.figures import FORMS, Figures, add, cells, own_figures
from tests.benchmarks.organs import Organ
from tests.benchmarks.prose import engage, habits, narrative


def file_reports(organ: Organ, seed: int) -> Generator[Report, None, dict[int, Figures]]:
    """The reports of all organs below and then the organ's own; returns its figures by year."""
    figures = own_figures(organ, Dice(seed, organ.id, "figures"))
    for below in organ.organs:
        theirs = yield from file_reports(below, seed)
        for year, more in theirs.items():
            add(figures[year], more)
    dice = Dice(seed, organ.id, "text")
    clerk, ways = engage(organ, dice), habits(dice)
    for year in organ.years:
        report, form = _tables(organ, year, figures[year])
        texts = narrative(clerk, ways, _name_in(organ, year), report, form)
        notes = {"requests": clerk.one("area_note")} if organ.kind == "government" else {}
        preamble = texts.pop("preamble", None)
        published = _published(organ, year, dice)
        if year != organ.turns.get("missing"):
            yield replace(report, text=texts, preamble=preamble, notes=notes, published=published)
    return figures


def _tables(organ: Organ, year: int, figures: Figures) -> tuple[Report, Form]:
    """The report without its text."""
    named = organ.turns.get("form", {}).get(year)
    form = FORMS[named] if named else FORMS.for_year(year)
    assert form is not None
    name = _name_in(organ, year)
    report = Report(
        agency=organ.id,
        year=year,
        form=form.id,
        form_named=bool(named),
        tables=cells(organ, year, figures, form),
        text={},
        title=None if name == organ.name else f"{name}{year}年{form.title}",
        accepts=_accepted(organ.turns.get("fault"), year, figures),
        corrections=_corrected(organ.turns.get("correction"), year, figures),
    )
    return report, form


def _name_in(organ: Organ, year: int) -> str:
    """The name the organ bore in the year."""
    former = organ.turns.get("formerly")
    return str(former["name"]) if former and year <= former["until"] else organ.name


def _accepted(fault: dict[str, Any] | None, year: int, figures: Figures) -> tuple[Accept, ...]:
    if not fault or fault["year"] != year:
        return ()
    section, row, _ = fault["cell"].split(".")
    right = figures[section][row][-1]
    sides = Decimal(fault["printed"]), Decimal(right)
    return (Accept(fault["check"], fault["cell"], fault["reason"].replace("{sum}", str(right)), sides),)


def _corrected(turn: dict[str, Any] | None, year: int, figures: Figures) -> tuple[Correction, ...]:
    if not turn or turn["year"] != year:
        return ()
    section, row, _ = turn["cell"].split(".")
    right = figures[section][row][-1]
    changes = {turn["cell"]: (str(right - turn["missed"]), str(right))}
    return (Correction(turn["date"], turn["reason"].replace("{missed}", str(turn["missed"])), changes),)


def first_published(report: Report) -> Report:
    """A corrected report as it was before its corrections."""
    form, tables = FORMS[report.form], {section: dict(rows) for section, rows in report.tables.items()}
    for correction in report.corrections:
        for name, (was, _) in correction.changes.items():
            spot = form.locate(name)
            assert spot is not None
            row = list(tables[spot.section][spot.row.name])
            row[spot.index] = read_cell(was, spot.unit)[0]
            tables[spot.section][spot.row.name] = tuple(row)
    return replace(report, tables=tables, corrections=())


def _published(organ: Organ, year: int, dice: Dice) -> date:
    """A working day in January, for a government in March."""
    month = 3 if organ.kind == "government" else 1
    day = date(year + 1, month, dice.number(8, 28))
    return day - timedelta(days=max(0, day.weekday() - 4))
