"""Random reports as grids and as running text, damaged as real files are: what is read wrongly is always asked."""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from generator.importers.document import Document
from generator.importers.recognise import recognise
from generator.model.form import Form, Forms
from generator.model.report import Cell, Report
from tests.importers.made_documents import HARMFUL, HARMLESS, document, flattened, made_report
from tests.importers.scoring import Score, printed_of, score

YEARS = {"2019": 2020, "2021": 2023, "2021-mixed": 2022, "made-up": 2031}
SEEDS = range(2)
FLATTENED = {"a cell a line": "|\n", "blanks between": " ", "run together": ""}

Change = Callable[[str, random.Random], str]


def _blanks_for_nothing(printed: str, chance: random.Random) -> str:
    return "" if printed == "0" else printed


def _blanks(printed: str, chance: random.Random) -> str:
    return "" if chance.random() < 0.2 else printed


def _odd(printed: str, chance: random.Random) -> str:
    return chance.choice(["/", "—", "2笔", "22（其中修订16件）", "无"]) if chance.random() < 0.1 else printed


def _wrong(printed: str, chance: random.Random) -> str:
    return str(chance.randint(0, 60)) if chance.random() < 0.08 else printed


CHANGES: dict[str, Change] = {"blanks for 0": _blanks_for_nothing, "blanks": _blanks, "odd": _odd, "wrong sums": _wrong}


def _changed(report: Report, change: Change, chance: random.Random) -> Report:
    tables = {
        section: {row: tuple(Cell(change(cell.printed, chance)) for cell in cells) for row, cells in rows.items()}
        for section, rows in report.tables.items()
    }
    return replace(report, tables=tables)


def _scored(
    form: Form, forms: Forms, seed: str, make: Callable[[Report, random.Random], Document], change: Change | None = None
) -> Score:
    chance = random.Random(seed)
    report = made_report(form, YEARS[form.id], chance)
    if change:
        report = _changed(report, change, chance)
    found = recognise(make(report, chance), forms, "jia", YEARS[form.id])
    return score(found.report, printed_of(report, form))


@pytest.mark.parametrize("id", YEARS)
@pytest.mark.parametrize("damage", HARMLESS)
def test_harmless_damage_costs_next_to_nothing(id: str, damage: str, made_up_forms: Forms) -> None:
    form = made_up_forms[id]
    for seed in SEEDS:
        found = _scored(
            form,
            made_up_forms,
            f"{damage}{id}{seed}",
            lambda report, chance: document(report, form, HARMLESS[damage], chance),
        )
        assert found.wrong == []
        assert found.recovered >= 0.93


@pytest.mark.parametrize("id", YEARS)
def test_an_undamaged_table_is_read_whole(id: str, made_up_forms: Forms) -> None:
    form = made_up_forms[id]
    for change in (None, _blanks_for_nothing, _odd, _wrong):
        found = _scored(form, made_up_forms, id, lambda report, chance: document(report, form), change)
        assert (found.wrong, found.asked) == ([], [])


@pytest.mark.parametrize("id", YEARS)
@pytest.mark.parametrize("damage", [*HARMLESS, *HARMFUL])
def test_damage_is_asked_about_and_never_passed_over(id: str, damage: str, made_up_forms: Forms) -> None:
    form, done = made_up_forms[id], {**HARMLESS, **HARMFUL}[damage]
    for name, change in {"whole": None, **CHANGES}.items():
        found = _scored(
            form,
            made_up_forms,
            f"{name}{damage}{id}",
            lambda report, chance: document(report, form, done, chance),
            change,
        )
        assert found.wrong == []


@pytest.mark.parametrize("id", YEARS)
@pytest.mark.parametrize("between", FLATTENED)
def test_running_text_is_read_or_asked_about(id: str, between: str, made_up_forms: Forms) -> None:
    form = made_up_forms[id]
    for name, change in {"whole": None, **CHANGES}.items():
        found = _scored(
            form,
            made_up_forms,
            f"{name}{id}",
            lambda report, chance: flattened(report, form, FLATTENED[between]),
            change,
        )
        assert found.wrong == []
        if between != "run together" and change in (None, _odd, _wrong):
            assert found.asked == []
