"""Published reports in many kinds of files: no cell wrong without a word, and most of them read without asking."""

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from generator.importers.document import Paragraph
from generator.importers.labels import fold
from generator.importers.readers import read_document
from generator.importers.recognise import Recognition, recognise
from generator.model.form import Form, Forms
from generator.model.report import plain_number
from tests.conftest import TESTS
from tests.importers.scoring import Score, score

CORPUS = TESTS.parent.parent / "shared" / "corpus"
RECORDS = sorted(CORPUS.glob("*.json"))
PRINTED = {
    "pingtan-2020.disclosure.procurement": ("395", "73802895.90元"),
    "pingtan-finance-2020.disclosure.procurement": ("2笔", "984361元"),
    "shanghai-office-2019.disclosure.procurement": ("6", "251000元"),
}
"""Cells that print more than their number."""

RUN_TOGETHER = ("pingtan-2020", "pingtan-2021", "pingtan-2022")
TORN = ("shanghai-kewei-2024",)

pytestmark = pytest.mark.skipif(not RECORDS, reason=f"no corpus of published reports at {CORPUS.name}/")


def _record(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def _imported(path: Path, forms: Forms) -> Recognition:
    original = path.with_name(_record(path)["source"])
    return recognise(read_document(original), forms, "jia", _record(path)["year"])


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
    return score(_imported(path, forms).report, _truth(path, forms[_record(path)["form"]]))


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_no_cell_is_wrong_without_a_word(path: Path, forms: Forms) -> None:
    assert _imported(path, forms).form.id == _record(path)["form"]
    assert _score(path, forms).wrong == []


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_most_cells_are_read_without_asking(path: Path, forms: Forms) -> None:
    if path.stem not in RUN_TOGETHER:
        assert _score(path, forms).recovered >= (0.8 if path.stem in TORN else 0.995)


def test_run_together_figures_that_a_sum_covers_are_mostly_cut(forms: Forms) -> None:
    right, every = 0, 0
    for path in (path for path in RECORDS if path.stem in RUN_TOGETHER):
        found, form = _score(path, forms), forms[_record(path)["form"]]
        summed = {section for section, table in form.tables.items() if any(block.rules for block in table.blocks)}
        summed -= {"disclosure"}
        right += sum(name.partition(".")[0] in summed for name in found.right)
        every += sum(name.partition(".")[0] in summed for name in found.right + found.asked)
    assert right / every >= 0.95


def _sentences(text: str) -> set[str]:
    return {folded for each in re.split("[。；！？\n]", text) if len(folded := fold(each)) > 12}


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_no_sentence_is_lost(path: Path, forms: Forms) -> None:
    found = _imported(path, forms)
    report, form = found.report, found.form
    kept = fold("".join(filter(None, (report.preamble, *report.text.values(), *report.notes.values(), report.closing))))
    labels = fold("".join(heading.label for table in form.tables.values() for _, heading in table.rows.values()))
    document = read_document(path.with_name(_record(path)["source"]))
    wrapped = "".join(part.text for part in document.parts if isinstance(part, Paragraph))
    first = form.sections[0].title
    told = wrapped[wrapped.index(first) + len(first) :].partition("主动公开政府信息情况")[0]
    told = told.rpartition("。")[0]
    assert [each for each in _sentences(told) if each not in kept and each not in labels] == []


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_every_open_cell_is_asked_about_with_what_stands_there(path: Path, forms: Forms) -> None:
    found = _imported(path, forms)
    open_rows = {
        f"{section}.{row}"
        for section, rows in found.report.tables.items()
        for row, cells in rows.items()
        if any(cell.printed == "?" for cell in cells)
    }
    asked = {question.key for question in found.questions if question.level == "error"}
    assert open_rows == asked
    assert all(question.origin for question in found.questions if question.level == "error")


def test_candidates_are_shown_and_none_is_taken(forms: Forms) -> None:
    path = CORPUS / "pingtan-2020.json"
    told = {
        question.key: question.message for question in _imported(path, forms).questions if question.level == "error"
    }
    assert told["disclosure.licensing"] == (
        "行政许可：各格的数连在一起，本行又没有勾稽关系可以判断，原件写的是“396442278”。"
        "可能是：396、442、278；39、644、2278；39、6442、278；396、44、2278；等 28 种。请对照原件填写。"
    )
    assert told["disclosure.penalties"].startswith(
        "行政处罚：各格的数连在一起，本行又没有勾稽关系可以判断，原件写的是“2648-18538”。"
    )
    assert "2648、-18、538" in told["disclosure.penalties"]
