"""Random figures of a report, right and wrong, as offices type and print them."""

from __future__ import annotations

from random import Random
from typing import Literal

from generator.checks.blanks import certain_totals, filled
from generator.checks.subject import Subject
from generator.model.form import Form
from generator.model.report import Cell, Report
from generator.sources.reading.cells import read_cell

ODD = (
    "", "", "?", "?", "/", "—", "-", "无", "不适用", "0.5", "12.25", "-3", "-0", "007", "+5", ".5", "1.",
    "１６", "１，２３４", "1,234", "12，345", "1 234", "1_000", "1e3", "3²", "²", "“12”", "“?”", "'7'",
    "2笔", "3 件", "251000元", "25.1万元", "22（其中修订16件）", "约3件", "12:30", "2024-01-31", "0x1f",
    "1234567890123456", "0.1234567", "123456789012.3456", "三", "见附件", "N/A", "x7", "－8", "−9",
    "5(其中1件)", "abc", "1,23", "00", "-0.0", "+1.2.3", "9 9", "字" * 50 + "7",
)  # fmt: skip
"""Contents of cells other than plain numbers."""

_MAX_CHANGES = 4

Kind = Literal["right", "wrong", "without totals", "blank"]


def random_report(random: Random, form: Form, year: int, kind: Kind) -> Report:
    """Return a report with random figures: right, with a few wrong cells, or with cells not filled in."""
    report = _numbers(random, form, year)
    if kind != "without totals":
        subject = Subject(report, form)
        report = filled(subject, certain_totals(subject))
    if kind == "right":
        return report
    names = list(form.cells)
    if kind == "blank":
        blank, share = random.choice(["", "?", "/", "0"]), random.random() ** 3
        return _changed(report, form, {name: blank for name in names if random.random() < share})
    changed = random.sample(names, random.randint(1, _MAX_CHANGES))
    return _changed(report, form, {name: _wrong(random) for name in changed})


def _wrong(random: Random) -> str:
    return random.choice(ODD) if random.random() < 0.6 else str(random.randint(0, 30))


def _numbers(random: Random, form: Form, year: int) -> Report:
    """Return a report whose totals are blank and whose other cells are mostly zero."""
    totals = {name for name in form.cells if _is_total(form, name)}
    tables = {
        section: {
            row: tuple(
                Cell("") if f"{section}.{row}.{column}" in totals else _number(random) for column in block.column_names
            )
            for row, (block, _) in table.rows.items()
        }
        for section, table in form.tables.items()
    }
    return Report("jia", year, form.id, tables, {section.key: "" for section in form.sections})


def _number(random: Random) -> Cell:
    text = str(random.randint(1, 99)) if random.random() < 0.15 else "0"
    return read_cell(text, "")[0]


def _is_total(form: Form, name: str) -> bool:
    """Return whether a rule of the form defines the cell as a sum."""
    spot = form.locate(name)
    rules = spot.block.rules if spot else ()
    return spot is not None and any(
        rule.is_certain and len(rule.left) == 1 and rule.left[0].name in (spot.row.name, spot.column.name)
        for rule in rules
    )


def _changed(report: Report, form: Form, texts: dict[str, str]) -> Report:
    tables = {section: dict(rows) for section, rows in report.tables.items()}
    for name, text in texts.items():
        spot = form.locate(name)
        if spot:
            row = list(tables[spot.section][spot.row.name])
            row[spot.index] = Cell(text)
            tables[spot.section][spot.row.name] = tuple(row)
    return Report(report.agency, report.year, report.form, tables, report.text)
