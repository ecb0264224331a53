"""Random reports as grids and as running text, damaged as in real files: no figure is silently read wrong."""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from generator.importers.document import Document
from generator.importers.recognise import recognise
from generator.model.form import Form, Forms
from generator.model.report import Cell, Report
from tests.importers.damage import HARMFUL, HARMLESS
from tests.importers.documents import document, flattened, random_report
from tests.importers.scoring import Score, printed_of, score

YEARS = {"2019": 2020, "2021": 2023, "2021-mixed": 2022, "made-up": 2031}
SEEDS = range(2)
SEPARATORS = {"one cell per line": "|\n", "spaces": " ", "run together": ""}

Change = Callable[[str, random.Random], str]


def _blank_zeros(printed: str, rng: random.Random) -> str:
    return "" if printed == "0" else printed


def _blanks(printed: str, rng: random.Random) -> str:
    return "" if rng.random() < 0.2 else printed


def _unusual_texts(printed: str, rng: random.Random) -> str:
    return rng.choice(["/", "—", "2笔", "22（其中修订16件）", "无"]) if rng.random() < 0.1 else printed


def _wrong_sums(printed: str, rng: random.Random) -> str:
    return str(rng.randint(0, 60)) if rng.random() < 0.08 else printed


CHANGES: dict[str, Change] = {
    "blanks for 0": _blank_zeros,
    "blanks": _blanks,
    "odd": _unusual_texts,
    "wrong sums": _wrong_sums,
}


def _changed(report: Report, change: Change, rng: random.Random) -> Report:
    tables = {
        section: {row: tuple(Cell(change(cell.printed, rng)) for cell in cells) for row, cells in rows.items()}
        for section, rows in report.tables.items()
    }
    return replace(report, tables=tables)


def _scored(
    form: Form, forms: Forms, seed: str, make: Callable[[Report, random.Random], Document], change: Change | None = None
) -> Score:
    """Return the score of reading a random report, changed by `change` and made into a document by `make`."""
    rng = random.Random(seed)
    report = random_report(form, YEARS[form.id], rng)
    if change:
        report = _changed(report, change, rng)
    found = recognise(make(report, rng), forms, "jia", YEARS[form.id])
    return score(found.report, printed_of(report, form))


@pytest.mark.parametrize("id", YEARS)
@pytest.mark.parametrize("damage", HARMLESS)
def test_harmless_damage_leaves_few_cells_open(id: str, damage: str, made_up_forms: Forms) -> None:
    form = made_up_forms[id]
    for seed in SEEDS:
        found = _scored(
            form,
            made_up_forms,
            f"{damage}{id}{seed}",
            lambda report, rng: document(report, form, HARMLESS[damage], rng),
        )
        assert found.wrong == []
        assert found.recovered >= 0.93


@pytest.mark.parametrize("id", YEARS)
def test_an_undamaged_table_is_read_completely(id: str, made_up_forms: Forms) -> None:
    form = made_up_forms[id]
    for change in (None, _blank_zeros, _unusual_texts, _wrong_sums):
        found = _scored(form, made_up_forms, id, lambda report, rng: document(report, form), change)
        assert (found.wrong, found.open) == ([], [])


@pytest.mark.parametrize("id", YEARS)
@pytest.mark.parametrize("damage", [*HARMLESS, *HARMFUL])
def test_damage_never_leads_to_wrong_cells(id: str, damage: str, made_up_forms: Forms) -> None:
    form, damaged = made_up_forms[id], {**HARMLESS, **HARMFUL}[damage]
    for name, change in {"whole": None, **CHANGES}.items():
        found = _scored(
            form,
            made_up_forms,
            f"{name}{damage}{id}",
            lambda report, rng: document(report, form, damaged, rng),
            change,
        )
        assert found.wrong == []


@pytest.mark.parametrize("id", YEARS)
@pytest.mark.parametrize("separator", SEPARATORS)
def test_running_text_never_leads_to_wrong_cells(id: str, separator: str, made_up_forms: Forms) -> None:
    form, changes = made_up_forms[id], {"whole": None, **CHANGES}
    if separator == "run together":  # each takes a second; sums that are wrong are found with spaces as well
        changes = {name: changes[name] for name in ("whole", "blanks", "odd")}
    for name, change in changes.items():
        found = _scored(
            form,
            made_up_forms,
            f"{name}{id}",
            lambda report, rng: flattened(report, form, SEPARATORS[separator]),
            change,
        )
        assert found.wrong == []
        if separator != "run together" and change in (None, _unusual_texts, _wrong_sums):
            assert found.open == []
