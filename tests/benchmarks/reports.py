"""The reports of made-up agencies; a government's figures include those of all agencies below it."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from generator.model.form import Form
from generator.model.report import Accept, Correction, Report
from generator.sources.reading.cells import read_cell
from tests.benchmarks.agencies import MadeUpAgency
from tests.benchmarks.figures import FORMS, Figures, add_figures, own_figures, printed_tables
from tests.benchmarks.random_numbers import RandomSource
from tests.benchmarks.texts import make_phrasebook, random_style, report_texts


def make_reports(
    agency: MadeUpAgency, seed: int, *, only_tables: bool = False
) -> Generator[Report, None, dict[int, Figures]]:
    """Yield the reports of all agencies below, then the agency's own; the generator returns its figures by year.

    With `only_tables` reports have no texts and no date, which saves most of the time.
    """
    figures = own_figures(agency, RandomSource(seed, agency.id, "figures"))
    for below in agency.below:
        figures_below = yield from make_reports(below, seed, only_tables=only_tables)
        for year, more in figures_below.items():
            add_figures(figures[year], more)
    if only_tables:
        years = [year for year in agency.years if year != agency.quirks.get("missing")]
        yield from (_report_without_texts(agency, year, figures[year])[0] for year in years)
        return figures
    rng = RandomSource(seed, agency.id, "text")
    phrases, style = make_phrasebook(agency, rng), random_style(rng)
    for year in agency.years:
        report, form = _report_without_texts(agency, year, figures[year])
        texts = report_texts(phrases, style, _name_in(agency, year), report, form)
        notes = {"requests": phrases.sentence("area_note")} if agency.kind == "government" else {}
        preamble = texts.pop("preamble", None)
        published = _published(agency, year, rng)
        if year != agency.quirks.get("missing"):
            yield replace(report, text=texts, preamble=preamble, notes=notes, published=published)
    return figures


def _report_without_texts(agency: MadeUpAgency, year: int, figures: Figures) -> tuple[Report, Form]:
    named = agency.quirks.get("form", {}).get(year)
    form = FORMS[named] if named else FORMS.for_year(year)
    assert form is not None
    name = _name_in(agency, year)
    report = Report(
        agency=agency.id,
        year=year,
        form=form.id,
        form_named=bool(named),
        tables=printed_tables(agency, year, figures, form),
        text={},
        title=None if name == agency.name else f"{name}{year}年{form.title}",
        accepts=_accepted(agency.quirks.get("fault"), year, figures),
        corrections=_corrected(agency.quirks.get("correction"), year, figures),
    )
    return report, form


def _name_in(agency: MadeUpAgency, year: int) -> str:
    """Return the name that the agency had in the year."""
    former = agency.quirks.get("formerly")
    return str(former["name"]) if former and year <= former["until"] else agency.name


def _accepted(fault: dict[str, Any] | None, year: int, figures: Figures) -> tuple[Accept, ...]:
    if not fault or fault["year"] != year:
        return ()
    section, row, _ = fault["cell"].split(".")
    correct = figures[section][row][-1]
    sides = Decimal(fault["printed"]), Decimal(correct)
    return (Accept(fault["check"], fault["cell"], fault["reason"].replace("{sum}", str(correct)), sides),)


def _corrected(correction: dict[str, Any] | None, year: int, figures: Figures) -> tuple[Correction, ...]:
    if not correction or correction["year"] != year:
        return ()
    section, row, _ = correction["cell"].split(".")
    correct, missed = figures[section][row][-1], correction["missed"]
    changes = {correction["cell"]: (str(correct - missed), str(correct))}
    return (Correction(correction["date"], correction["reason"].replace("{missed}", str(missed)), changes),)


def before_corrections(report: Report) -> Report:
    """Return the report as it was first published."""
    form, tables = FORMS[report.form], {section: dict(rows) for section, rows in report.tables.items()}
    for correction in report.corrections:
        for name, (previous, _) in correction.changes.items():
            spot = form.locate(name)
            assert spot is not None
            row = list(tables[spot.section][spot.row.name])
            row[spot.index] = read_cell(previous, spot.unit)[0]
            tables[spot.section][spot.row.name] = tuple(row)
    return replace(report, tables=tables, corrections=())


def _published(agency: MadeUpAgency, year: int, rng: RandomSource) -> date:
    """Return a weekday in January, or in March for a government."""
    month = 3 if agency.kind == "government" else 1
    day = date(year + 1, month, rng.integer(8, 28))
    return day - timedelta(days=max(0, day.weekday() - 4))
