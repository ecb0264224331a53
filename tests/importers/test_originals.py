"""Published reports in many kinds of files: no cell is silently wrong, and most are read."""

import json
import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from generator.importers.document import Document, Paragraph
from generator.importers.labels import fold
from generator.importers.readers.worker import read_in_process
from generator.importers.recognise import Recognition, recognise
from generator.model.form import Form, Forms
from generator.model.report import plain_number
from generator.sources.form_loader import load_forms
from tests.conftest import TESTS
from tests.importers.scoring import Score, score

CORPUS = TESTS.parent.parent / "shared" / "corpus"
RECORDS = sorted(CORPUS.glob("*.json"))
PRINTED = {
    "pingtan-2020.disclosure.procurement": ("395", "73802895.90元"),
    "pingtan-finance-2020.disclosure.procurement": ("2笔", "984361元"),
    "shanghai-office-2019.disclosure.procurement": ("6", "251000元"),
}
"""Printed texts of rows whose cells contain more than their number."""

RUN_TOGETHER = ("pingtan-2020", "pingtan-2021", "pingtan-2022")
BROKEN_OVER_LINES = ("shanghai-kewei-2024",)

pytestmark = pytest.mark.originals


def _record(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


@cache
def _document(path: Path) -> Document:
    return read_in_process(path.with_name(_record(path)["source"]))


@cache
def _imported(path: Path) -> Recognition:
    return recognise(_document(path), load_forms(), "jia", _record(path)["year"])


def _truth(path: Path, form: Form) -> dict[str, str]:
    record, truth = _record(path), {}
    for section, rows in record["tables"].items():
        for row, cells in rows.items():
            columns = form.tables[section].rows[row][0].column_names
            values = (cells[column] for column in columns)
            texts = tuple("" if value is None else plain_number(Decimal(str(value))) for value in values)
            for at, text in enumerate(PRINTED.get(f"{path.stem}.{section}.{row}", texts)):
                truth[f"{section}.{row}.{at}"] = text
    return truth


def _score(path: Path, forms: Forms) -> Score:
    return score(_imported(path).report, _truth(path, forms[_record(path)["form"]]))


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_no_cell_is_silently_wrong(path: Path, forms: Forms) -> None:
    assert _imported(path).form.id == _record(path)["form"]
    assert _score(path, forms).wrong == []


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_few_cells_are_left_open(path: Path, forms: Forms) -> None:
    if path.stem not in RUN_TOGETHER:
        assert _score(path, forms).recovered >= (0.8 if path.stem in BROKEN_OVER_LINES else 0.995)


def test_run_together_figures_with_a_sum_are_mostly_split(forms: Forms) -> None:
    right, total = 0, 0
    for path in (path for path in RECORDS if path.stem in RUN_TOGETHER):
        found, form = _score(path, forms), forms[_record(path)["form"]]
        summed = {section for section, table in form.tables.items() if any(block.rules for block in table.blocks)}
        summed -= {"disclosure"}
        right += sum(name.partition(".")[0] in summed for name in found.right)
        total += sum(name.partition(".")[0] in summed for name in found.right + found.open)
    assert right / total >= 0.95


def _sentences(text: str) -> set[str]:
    return {folded for each in re.split("[。；！？\n]", text) if len(folded := fold(each)) > 12}


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_no_sentence_is_lost(path: Path) -> None:
    found = _imported(path)
    report, form = found.report, found.form
    kept = fold("".join(filter(None, (report.preamble, *report.text.values(), *report.notes.values(), report.closing))))
    labels = fold("".join(heading.label for table in form.tables.values() for _, heading in table.rows.values()))
    document = _document(path)
    wrapped = "".join(part.text for part in document.parts if isinstance(part, Paragraph))
    first = form.sections[0].title
    overview = wrapped[wrapped.index(first) + len(first) :].partition("主动公开政府信息情况")[0]
    sentences = _sentences(overview.rpartition("。")[0])
    assert [each for each in sentences if each not in kept and each not in labels] == []


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_every_open_row_has_an_error_with_its_place(path: Path) -> None:
    found = _imported(path)
    open_rows = {
        f"{section}.{row}"
        for section, rows in found.report.tables.items()
        for row, cells in rows.items()
        if any(cell.printed == "?" for cell in cells)
    }
    errors = [question for question in found.questions if question.level == "error"]
    assert open_rows == {key for question in errors for key in (question.key, *question.more_keys)}
    assert all(question.origin for question in errors)


def test_messages_about_run_together_figures_list_candidates() -> None:
    path = CORPUS / "pingtan-2020.json"
    questions = _imported(path).questions
    messages = {question.key: question.message for question in questions if question.level == "error"}
    assert messages["disclosure.licensing"] == (
        "行政许可：各格的数连在一起，本行又没有勾稽关系可以判断，原件写的是“396442278”。"
        "可能是：396、442、278；39、644、2278；39、6442、278；396、44、2278；等 28 种。请对照原件填写。"
    )
    assert messages["disclosure.penalties"].startswith(
        "行政处罚：各格的数连在一起，本行又没有勾稽关系可以判断，原件写的是“2648-18538”。"
    )
    assert "2648、-18、538" in messages["disclosure.penalties"]
