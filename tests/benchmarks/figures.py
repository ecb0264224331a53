"""Random figures of an agency's reports over the years, which satisfy every equation and carry-over.

They are generated in the rows of the most detailed form and then converted to the form that the report uses.
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
from tests.benchmarks.agencies import MadeUpAgency, material, sectors
from tests.benchmarks.random_numbers import RandomSource, WeightedChoice

Row = list[Decimal | int]
Figures = dict[str, dict[str, Row]]
"""Numbers by section and row, in the order of the printed columns."""

Tables = dict[str, dict[str, tuple[Cell, ...]]]
"""Printed cells by section and row."""

FORMS = load_forms()
_MOST_DETAILED = FORMS["2021"]


def own_figures(agency: MadeUpAgency, rng: RandomSource) -> dict[int, Figures]:
    """Return the agency's own figures by year, excluding the agencies below it."""
    scale = {key: value * agency.size for key, value in sectors()[agency.sector]["scale"].items()}
    inventory = _Inventory(scale, rng, only_grows=bool(agency.below))
    carried: list[int] = []
    result = {}
    for year in agency.years:
        workload = material("figures")["trend"][year] / 100
        requests, carried = _requests(agency, rng.count_around(scale["requests"] * workload), carried, rng)
        disputes = _disputes(scale["disputes"] * workload, rng)
        _ensure_case_to_omit(agency, year, disputes)
        form = FORMS.for_year(year)
        assert form is not None
        disclosure = _disclosure(form, inventory, workload, rng)
        result[year] = {"disclosure": disclosure, "requests": requests, "disputes": disputes}
    return result


def add_figures(total: Figures, figures: Figures) -> None:
    """Add an agency's figures, in place, to the figures of the agency above it."""
    for section, rows in figures.items():
        for name, row in rows.items():
            total[section][name] = [a + b for a, b in zip(total[section][name], row, strict=True)]


@cache
def _applicants() -> WeightedChoice:
    return WeightedChoice(material("figures")["applicants"])


@cache
def _results(sector: str) -> WeightedChoice:
    return WeightedChoice({**material("figures")["results"], **sectors()[sector].get("results", {})})


def _requests(
    agency: MadeUpAgency, new: int, carried: list[int], rng: RandomSource
) -> tuple[dict[str, Row], list[int]]:
    """Return the rows of table 3 on requests, and the number carried over in each column."""
    applicants, results = _applicants(), _results(agency.sector)
    width = len(applicants.names)
    rows = {name: [0] * width for name in _MOST_DETAILED.tables["requests"].rows}
    rows["carried_in"] = carried or [0] * width
    for _ in range(new):
        rows["new"][applicants.names.index(applicants.draw(rng))] += 1
    for column in range(width):
        for _ in range(rows["new"][column] + rows["carried_in"][column]):
            if rng.integer(1, 100) <= material("figures")["carried_over"]:
                rows["carried_out"][column] += 1
            else:
                rows["total"][column] += 1
                rows[results.draw(rng)][column] += 1
    return {name: [*row, sum(row)] for name, row in rows.items()}, rows["carried_out"]


def _disputes(mean: float, rng: RandomSource) -> dict[str, Row]:
    rows: dict[str, Row] = {}
    outcomes = WeightedChoice(material("figures")["outcomes"])
    for name, share in zip(_MOST_DETAILED.tables["disputes"].rows, (0.6, 0.25, 0.15), strict=True):
        row = [0] * len(outcomes.names)
        for _ in range(rng.count_around(mean * share)):
            row[outcomes.names.index(outcomes.draw(rng))] += 1
        rows[name] = [*row, sum(row)]
    return rows


def _ensure_case_to_omit(agency: MadeUpAgency, year: int, disputes: dict[str, Row]) -> None:
    """Ensure that the row has at least one case if its printed total is to omit one (quirk `fault`)."""
    fault = agency.quirks.get("fault")
    if fault and fault["year"] == year:
        row = disputes[fault["cell"].split(".")[1]]
        if not row[-1]:
            row[0], row[-1] = row[0] + 1, row[-1] + 1


class _Inventory:
    """The stock an agency carries from year to year: documents in force and items on its lists of powers.

    With `only_grows` items are never removed, so a government never has fewer than the agencies below it together.
    """

    def __init__(self, scale: Mapping[str, float], rng: RandomSource, *, only_grows: bool) -> None:
        self.scale = scale
        self.only_grows = only_grows
        self.documents = rng.count_around(scale["stock"])
        self.items = {
            "licensing": isqrt(int(scale["licensing"])),
            "other_services": rng.count_around(isqrt(int(scale["requests"])) + 1),
            "penalties": 3 * isqrt(int(scale["penalties"])),
            "coercion": isqrt(int(scale["coercion"])) + rng.integer(0, 2) * (scale["coercion"] > 0),
            "fees": rng.integer(1, 4) if scale["fees"] else 0,
        }

    def change_items(self, row: str, rng: RandomSource) -> tuple[int, int]:
        """Change the number of items of a row at random; return the previous number and the change."""
        previous = self.items[row]
        change = max(-previous, rng.integer(0 if self.only_grows else -2, 2)) if previous else 0
        self.items[row] = previous + change
        return previous, change

    def update_documents(self, issued: int, repealed: int) -> tuple[int, int, int]:
        """Update the documents in force; return the numbers issued, repealed and now in force."""
        repealed = min(repealed, self.documents)
        self.documents += issued - repealed
        return issued, repealed, self.documents


def _disclosure(form: Form, inventory: _Inventory, workload: float, rng: RandomSource) -> dict[str, Row]:
    """Return the rows of the form's table on proactive disclosure."""
    table = form.tables["disclosure"].rows
    return {name: _disclosure_row(name, block, inventory, workload, rng) for name, (block, _) in table.items()}


def _disclosure_row(name: str, block: Block, inventory: _Inventory, workload: float, rng: RandomSource) -> Row:
    values: dict[str, Decimal | int] = dict.fromkeys(block.column_names, 0)
    if name == "normative":
        issued = rng.count_around(inventory.scale["normative"] * workload)
        repealed = rng.count_around(inventory.scale["normative"] * 0.7) if "repealed" in values else 0
        issued, repealed, in_force = inventory.update_documents(issued, repealed)
        values |= {"made": issued, "published": issued, "total_public": in_force}
        values |= {"issued": issued, "repealed": repealed, "in_force": in_force}
    elif name == "procurement":
        count = rng.count_around(6 * isqrt(int(inventory.scale["requests"])))
        values |= {"count": count, "amount": count * 100 * rng.integer(400, 9000)}
    elif name in inventory.items:
        previous, change = inventory.change_items(name, rng) if "previous" in values else (0, 0)
        mean = inventory.scale.get(name, 0) * workload
        amount = Decimal(rng.count_around(mean * 10000)).scaleb(-4)
        values |= {"previous": previous, "change": change, "decisions": rng.count_around(mean), "amount": amount}
    return [values[column] for column in block.column_names]


def printed_tables(agency: MadeUpAgency, year: int, figures: Figures, form: Form) -> Tables:
    """Return the cells of the year's report in its form, with the agency's quirks."""
    tables: Tables = {}
    for section, table in form.tables.items():
        rows = tables[section] = {}
        for name in table.rows:
            rows[name] = tuple(_cell(number) for number in _row(figures[section], name))
    _apply_quirks(agency.quirks, year, tables, form)
    return tables


def _row(rows: Mapping[str, Row], name: str) -> Row:
    """Return the row, or the sum of its parts if the most detailed form divides it into several rows."""
    if name in rows:
        return rows[name]
    parts = [row for key, row in rows.items() if key.startswith(f"{name}.")]
    return [sum(column) for column in zip(*parts, strict=True)]


@lru_cache(10_000)
def _cell(number: Decimal | int) -> Cell:
    value = Decimal(number)
    return Cell(plain_number(value), value)


def _apply_quirks(quirks: Mapping[str, Any], year: int, tables: Tables, form: Form) -> None:
    """Apply the quirks of the year to the cells, in place: marks for zeros, remarks in cells, wrong totals."""
    for name, mark in quirks.get("marks", {}).items():
        row = tables["disclosure"][name]
        tables["disclosure"][name] = tuple(Cell(mark) if not cell.value else cell for cell in row)
    for quirk in (quirks.get(key) for key in ("annotate", "fault")):
        if not quirk or quirk["year"] != year:
            continue
        spot = form.locate(quirk["cell"])
        assert spot is not None, quirk["cell"]
        row = tables[spot.section][spot.row.name]
        cell = row[spot.index]
        new = cell._replace(printed=f"{cell.printed}{quirk['note']}") if "note" in quirk else _cell(quirk["printed"])
        tables[spot.section][spot.row.name] = (*row[: spot.index], new, *row[spot.index + 1 :])
