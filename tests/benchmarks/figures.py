"""The figures of an organ's reports over the years, made so that every equation and carry-over holds.

They are kept in the rows of the fullest form and printed in those of the form a report uses.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache, lru_cache
from math import isqrt
from typing import Any

from generator.model.form import Form
from generator.model.report import Cell, plain_number
from generator.model.table import Block
from generator.sources.form_loader import load_forms
from tests.benchmarks.chance import Dice, Odds
from tests.benchmarks.organs import Organ, material, matters

Row = list[Decimal | int]
Figures = dict[str, dict[str, Row]]
"""Numbers by section and row, in the order of the printed columns."""

Tables = dict[str, dict[str, tuple[Cell, ...]]]
"""Cells as printed, likewise."""

FORMS = load_forms()
_FULLEST = FORMS["2021"]


def own_figures(organ: Organ, dice: Dice) -> dict[int, Figures]:
    """What the organ itself did each year, without those below it."""
    scale = {key: value * organ.size for key, value in matters()[organ.matter]["scale"].items()}
    kept = _Stock(scale, dice, grows=bool(organ.organs))
    carried: list[int] = []
    result = {}
    for year in organ.years:
        busy = material("figures")["trend"][year] / 100
        requests, carried = _requests(organ, dice.about(scale["requests"] * busy), carried, dice)
        disputes = _disputes(scale["disputes"] * busy, dice)
        _suffer(organ, year, disputes)
        form = FORMS.for_year(year)
        assert form is not None
        disclosure = _disclosure(form, kept, busy, dice)
        result[year] = {"disclosure": disclosure, "requests": requests, "disputes": disputes}
    return result


def add(into: Figures, more: Figures) -> None:
    """Add the figures of an organ to those of the one above it."""
    for section, rows in more.items():
        for name, row in rows.items():
            mine = into[section][name]
            into[section][name] = [a + b for a, b in zip(mine, row, strict=True)]


@cache
def _odds(matter: str | None = None) -> Odds:
    tables = material("figures")
    if matter is None:
        return Odds(tables["applicants"])
    return Odds({**tables["results"], **matters()[matter].get("results", {})})


def _requests(organ: Organ, new: int, carried: list[int], dice: Dice) -> tuple[dict[str, Row], list[int]]:
    """The rows of the applications, and by column how many are carried over."""
    applicants, results = _odds(), _odds(organ.matter)
    width = len(applicants.names)
    rows = {name: [0] * width for name in _FULLEST.tables["requests"].rows}
    rows["carried_in"] = carried or [0] * width
    for _ in range(new):
        rows["new"][applicants.names.index(applicants.draw(dice))] += 1
    for column in range(width):
        for _ in range(rows["new"][column] + rows["carried_in"][column]):
            if dice.number(1, 100) <= material("figures")["carried_over"]:
                rows["carried_out"][column] += 1
            else:
                rows["total"][column] += 1
                rows[results.draw(dice)][column] += 1
    return {name: [*row, sum(row)] for name, row in rows.items()}, rows["carried_out"]


def _disputes(usual: float, dice: Dice) -> dict[str, Row]:
    rows: dict[str, Row] = {}
    odds = Odds(material("figures")["outcomes"])
    for name, share in zip(_FULLEST.tables["disputes"].rows, (0.6, 0.25, 0.15), strict=True):
        row = [0] * len(odds.names)
        for _ in range(dice.about(usual * share)):
            row[odds.names.index(odds.draw(dice))] += 1
        rows[name] = [*row, sum(row)]
    return rows


def _suffer(organ: Organ, year: int, disputes: dict[str, Row]) -> None:
    """Make sure there is a case for a printed total to forget."""
    fault = organ.turns.get("fault")
    if fault and fault["year"] == year:
        row = disputes[fault["cell"].split(".")[1]]
        if not row[-1]:
            row[0], row[-1] = row[0] + 1, row[-1] + 1


class _Stock:
    """What an organ has on its shelves from one year to the next: documents in force, items of power.

    What `grows` never loses items, so that a body with others below it always has what they have together.
    """

    def __init__(self, scale: Mapping[str, float], dice: Dice, *, grows: bool) -> None:
        self.scale = scale
        self.grows = grows
        self.documents = dice.about(scale["stock"])
        self.items = {
            "licensing": isqrt(int(scale["licensing"])),
            "other_services": dice.about(isqrt(int(scale["requests"])) + 1),
            "penalties": 3 * isqrt(int(scale["penalties"])),
            "coercion": isqrt(int(scale["coercion"])) + dice.number(0, 2) * (scale["coercion"] > 0),
            "fees": dice.number(1, 4) if scale["fees"] else 0,
        }

    def change(self, row: str, dice: Dice) -> tuple[int, int]:
        """The items the row had and by how many they change; never below nothing."""
        had = self.items[row]
        change = max(-had, dice.number(0 if self.grows else -2, 2)) if had else 0
        self.items[row] = had + change
        return had, change

    def documents_move(self, issued: int, repealed: int) -> tuple[int, int, int]:
        repealed = min(repealed, self.documents)
        self.documents += issued - repealed
        return issued, repealed, self.documents


def _disclosure(form: Form, kept: _Stock, busy: float, dice: Dice) -> dict[str, Row]:
    """The rows of the form's table of what was made public."""
    table = form.tables["disclosure"].rows
    return {name: _line(name, block, kept, busy, dice) for name, (block, _) in table.items()}


def _line(name: str, block: Block, kept: _Stock, busy: float, dice: Dice) -> Row:
    values: dict[str, Decimal | int] = dict.fromkeys(block.column_names, 0)
    if name == "normative":
        issued = dice.about(kept.scale["normative"] * busy)
        repealed = dice.about(kept.scale["normative"] * 0.7) if "repealed" in values else 0
        issued, repealed, now = kept.documents_move(issued, repealed)
        values |= {"made": issued, "published": issued, "total_public": now}
        values |= {"issued": issued, "repealed": repealed, "in_force": now}
    elif name == "procurement":
        count = dice.about(6 * isqrt(int(kept.scale["requests"])))
        values |= {"count": count, "amount": count * 100 * dice.number(400, 9000)}
    elif name in kept.items:
        previous, change = kept.change(name, dice) if "previous" in values else (0, 0)
        usual = kept.scale.get(name, 0) * busy
        amount = Decimal(dice.about(usual * 10000)).scaleb(-4)
        values |= {"previous": previous, "change": change, "decisions": dice.about(usual), "amount": amount}
    return [values[column] for column in block.column_names]


def cells(organ: Organ, year: int, figures: Figures, form: Form) -> Tables:
    """The figures as the report prints them in the rows of its form."""
    tables: Tables = {}
    for section, table in form.tables.items():
        rows = tables[section] = {}
        for name in table.rows:
            rows[name] = tuple(_cell(number) for number in _row(figures[section], name))
    _print_turns(organ.turns, year, tables, form)
    return tables


def _row(rows: Mapping[str, Row], name: str) -> Row:
    """The row, or the sum of those that stand under it in the fullest form."""
    if name in rows:
        return rows[name]
    parts = [row for key, row in rows.items() if key.startswith(f"{name}.")]
    return [sum(column) for column in zip(*parts, strict=True)]


@lru_cache(10_000)
def _cell(number: Decimal | int) -> Cell:
    value = Decimal(number)
    return Cell(plain_number(value), value)


def _print_turns(turns: Mapping[str, Any], year: int, tables: Tables, form: Form) -> None:
    """Marks, notes in cells and printing faults."""
    for name, mark in turns.get("marks", {}).items():
        row = tables["disclosure"][name]
        tables["disclosure"][name] = tuple(Cell(mark) if not cell.value else cell for cell in row)
    for turn in (turns.get(key) for key in ("annotate", "fault")):
        if not turn or turn["year"] != year:
            continue
        spot = form.locate(turn["cell"])
        assert spot is not None, turn["cell"]
        row = tables[spot.section][spot.row.name]
        was = row[spot.index]
        now = was._replace(printed=f"{was.printed}{turn['note']}") if "note" in turn else _cell(turn["printed"])
        tables[spot.section][spot.row.name] = (*row[: spot.index], now, *row[spot.index + 1 :])
