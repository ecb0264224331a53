"""Re-import an edited export: compare it with the version it was made from, and write the edits into the report."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from generator.authoring.edits import Edits, find_edits
from generator.authoring.errors import RefusedError
from generator.authoring.import_request import ImportRequest
from generator.authoring.import_result import ImportResult, check_imported, is_unsettled, locate, question_problem
from generator.authoring.merging import merge_edits
from generator.authoring.open_cells import keep_open
from generator.authoring.time_limit import time_limit
from generator.exporters import FORMATS, NoPdfError
from generator.importers.document import Document
from generator.importers.exported import read_report
from generator.importers.questions import Question
from generator.importers.readers import read_document
from generator.importers.recognise import Recognition
from generator.model.catalog import Catalog
from generator.model.form import Form
from generator.model.paths import shown_path
from generator.model.provenance import Origin, content_digest
from generator.model.report import OPEN, Report
from generator.sources import load_report
from generator.sources.reading.fields import tidy
from generator.sources.writing.edit_report import edit_report
from generator.sources.writing.text_edits import save_verified
from generator.sources.writing.whole_file import named_errors

_EXPORT_KINDS = {".pdf": "pdf", **dict.fromkeys((".xlsx", ".xls", ".et", ".ods"), "xlsx")}
"""The kinds of exports by the suffix under which they may have been saved; all others are Word files."""


@dataclass(frozen=True)
class Comparison:
    """An export compared with the current report: the export as read, its edits and questions, the edited report."""

    found: Recognition
    edits: Edits
    questions: list[Question]
    report: Report


def reimport(
    request: ImportRequest, document: Document, origin: Origin, catalog: Catalog, *, force: bool
) -> ImportResult:
    """Write the edits of an export into the report it was made from; write nothing if any question is open.

    Raises RefusedError, also if the report has changed since the export, unless `force` is set.
    """
    name = shown_path(catalog.root / request.agency / f"{request.year}.yml")
    current = catalog.reports.get((request.agency, request.year))
    if current is None or request.agency not in catalog.agencies:
        raise RefusedError(f"{name} 现在读不出来，没有写入。请先用 gongkai check 查看并改正。")
    with time_limit(shown_path(request.source)):
        comparison = _compare(request.source, document, origin, current, catalog, force=force)
    edits, listed = comparison.edits, comparison.edits.describe(catalog.form_of(current))
    questions = [question_problem(each, current, current.path) for each in comparison.questions]
    if any(is_unsettled(problem) for problem, _ in questions):
        found = f"与 {name} 相比：\n{listed}\n" if edits else ""
        return ImportResult(request, "", questions, f"{found}有拿不准的地方，没有写入。\n")
    if not edits:
        return ImportResult(request, "", (), f"{shown_path(request.source)} 与 {name} 相比没有改动，没有写入。\n")
    if not write_edits(comparison.report, current, catalog):
        raise RefusedError(f"{name} 的写法特别，不能自动改，没有写入。请照下面的改动自己修改：\n{listed}")
    report, problems = load_report(current.path, request.agency, request.year, catalog.forms)
    problems += check_imported(catalog, report)
    counts = f"与 {name} 相比，改了 {len(edits.cells)} 格、{len(edits.lines)} 段，已经写入："
    message = f"{counts}\n{listed}\n公布过的报告，还要用 gongkai correct 记下更正。\n"
    located = [*questions, *(locate(each, comparison.found) for each in problems)]
    return ImportResult(request, current.path.read_text(encoding="utf-8"), located, message)


def _compare(
    source: Path, document: Document, origin: Origin, current: Report, catalog: Catalog, *, force: bool
) -> Comparison:
    """Compare the file with a fresh export of the current report. Raises RefusedError for another version."""
    form = catalog.form_of(current)
    _refuse_stale(source, origin, current, form, force=force)
    found = read_report(document, catalog.forms, catalog.agencies[current.agency], current.year)
    exported = _read_export(current, catalog, form, _EXPORT_KINDS.get(source.suffix.lower(), "docx"))
    for each in (exported, found):
        each.report = keep_open(each.report, current, form)
    edits = find_edits(exported.report, found.report, form)
    questions = _new_questions(found, exported, form)
    questions += _unreadable_cells(edits, questions, found, form)
    return Comparison(found, edits, questions, merge_edits(current, exported.report, found.report, form))


def _new_questions(found: Recognition, exported: Recognition, form: Form) -> list[Question]:
    """Return the questions that a fresh export does not raise.

    Ignore conflicts in a workbook if its data sheet still holds the exported figure: only the printed sheet was edited.
    """
    known = {(each.check, each.message) for each in exported.questions}
    unedited = [
        question
        for cell, (text, question) in found.conflicts.items()
        if _printed(exported.report, form, cell) in (text.split(), (text or OPEN).split())
    ]
    return [each for each in found.questions if (each.check, each.message) not in known and each not in unedited]


def _unreadable_cells(edits: Edits, questions: list[Question], found: Recognition, form: Form) -> list[Question]:
    """Return a question for each edited cell that reads as "?", unless its row has one already."""
    asked = {each.cell.rpartition(".")[0] for each in questions if each.cell}
    unreadable = []
    for cell, edit in edits.cells.items():
        row = cell.rpartition(".")[0]
        if edit.after == OPEN and row not in asked:
            before = edit.before or "空白"
            message = f"{form.label(cell)}：原来是“{before}”，文件里是“?”或读不出的数。请在文件里写明，再导入。"
            unreadable.append(Question("error", "import.cell", message, found.places.get(row), row, cell))
    return unreadable


def _printed(report: Report, form: Form, cell: str) -> list[str]:
    """Return the words that the report prints in the cell."""
    spot = form.locate(cell)
    return report.tables[spot.section][spot.row.name][spot.index].printed.split() if spot else []


def _refuse_stale(source: Path, origin: Origin, current: Report, form: Form, *, force: bool) -> None:
    """Raise RefusedError if the file was exported in another form, or from another version unless `force` is set."""
    name, path = shown_path(source), shown_path(current.path)
    if origin.form != current.form:
        raise RefusedError(f"{name} 用的表格格式与 {path} 现在的不同，不能写入。请重新导出一份，在新的文件里修改。")
    if origin.version != content_digest(current, form) and not force:
        raise RefusedError(
            f"{name} 是从另一个版本导出的，{path} 在那以后改过，没有写入。"
            "请重新导出一份再修改；确实要用这个文件里的内容，请加 --force。"
        )


def _read_export(current: Report, catalog: Catalog, form: Form, kind: str) -> Recognition:
    """Export the current report and read it back, so that differences of the round trip do not count as edits.

    Raises RefusedError for a PDF if none can be made here.
    """
    try:
        data = FORMATS[kind].export(current, form, catalog.agencies[current.agency])
    except NoPdfError as error:
        raise RefusedError(f"不能同现在的报告比较，没有写入：{error}也可以导入 Word 或 Excel 文件。") from None
    with tempfile.TemporaryDirectory() as folder, named_errors(Path(folder)):
        path = Path(folder, f"report.{kind}")
        path.write_bytes(data)
        return read_report(read_document(path), catalog.forms, catalog.agencies[current.agency], current.year)


def write_edits(edited: Report, current: Report, catalog: Catalog) -> bool:
    """Write the edits into the report's file; return False, with nothing written, if it would not read as edited."""
    data = edit_report(current.path.read_bytes(), current, edited, catalog.form_of(current))
    tidied = replace(edited, text={key: tidy(text) for key, text in edited.text.items()})
    return data is not None and save_verified(current, data, tidied, catalog.forms)
