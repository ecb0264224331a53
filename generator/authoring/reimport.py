"""An export that comes back edited: compared with the version it was made from, told, and written."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from generator.authoring.import_file import Imported, Request, is_open, place_in_original, problem_of, with_report
from generator.authoring.merging import Edited, edited, merged
from generator.authoring.refusal import RefusedError
from generator.checks import check_report
from generator.checks.run import subject_of
from generator.exporters import EXPORTERS
from generator.importers.document import Document
from generator.importers.exported import read_report
from generator.importers.questions import Question
from generator.importers.readers import read_document
from generator.importers.recognise import Recognised
from generator.model.catalog import Catalog
from generator.model.form import Form
from generator.model.keys import correctable
from generator.model.paths import shown_path
from generator.model.problem import abridged
from generator.model.provenance import Origin, version
from generator.model.report import OPEN, Report
from generator.sources import load_report
from generator.sources.fields import tidy
from generator.sources.revise import with_edits
from generator.sources.rewrite import rewrite

_SHEETS = (".xlsx", ".xls", ".et", ".ods")


@dataclass(frozen=True)
class Returned:
    """What came back: how the file reads, what was edited, what is open, and the report with the edits."""

    found: Recognised
    edits: Edited
    questions: list[Question]
    report: Report


def reimport(request: Request, document: Document, origin: Origin, catalog: Catalog, *, force: bool) -> Imported:
    """Compare an export that came back with the report it was made from, and write what was edited into it.

    Raises RefusedError; nothing is written where anything is open.
    """
    shown = shown_path(catalog.root / request.agency / f"{request.year}.yml")
    current = catalog.reports.get((request.agency, request.year))
    if current is None or request.agency not in catalog.agencies:
        raise RefusedError(f"{shown} 现在读不出来，没有写入。请先用 gongkai check 查看并改正。")
    back = _compare(request.source, document, origin, current, catalog, force=force)
    path, listed = current.path, _told(back.edits, catalog.form_of(current))
    asked = [(problem_of(question, current, path), question.origin) for question in back.questions]
    if any(is_open(problem) for problem, _ in asked):
        said = f"与 {shown} 相比：\n{listed}\n" if back.edits else ""
        return Imported(request, "", asked, f"{said}有拿不准的地方，没有写入。\n")
    if not back.edits:
        return Imported(request, "", (), f"{shown_path(request.source)} 与 {shown} 相比没有改动，没有写入。\n")
    if not _write(back, current, catalog):
        raise RefusedError(f"{shown} 的写法特别，不能自动改，没有写入。请照下面的改动自己修改：\n{listed}")
    report, problems = load_report(path, request.agency, request.year, catalog.forms)
    problems += check_report(subject_of(with_report(catalog, report), report)) if report else ()
    changed = f"与 {shown} 相比，改了 {len(back.edits.cells)} 格、{len(back.edits.lines)} 段，已经写入："
    said = f"{changed}\n{listed}\n公布过的报告，还要用 gongkai correct 记下更正。\n"
    pairs = [*asked, *((problem, place_in_original(problem, back.found)) for problem in problems)]
    return Imported(request, path.read_text(encoding="utf-8"), pairs, said)


def _compare(
    source: Path, document: Document, origin: Origin, current: Report, catalog: Catalog, *, force: bool
) -> Returned:
    """The file against the current report. Raises RefusedError where it was made from another version."""
    form = catalog.form_of(current)
    _refuse_stale(source, origin, current, form, force=force)
    found = read_report(document, catalog.forms, catalog.agencies[current.agency], current.year)
    exported = _exported(current, catalog, form, "xlsx" if source.suffix.lower() in _SHEETS else "docx")
    known = {(each.check, each.message) for each in exported.questions}
    kept = [
        question
        for cell, (text, question) in found.repeated.items()
        if _printed(exported.report, form, cell) == text.split()
    ]
    questions = [each for each in found.questions if (each.check, each.message) not in known and each not in kept]
    edits = edited(exported.report, found.report, form)
    asked = {each.cell.rpartition(".")[0] for each in questions if each.cell}
    for cell, (was, now) in edits.cells.items():
        if now == OPEN and cell.rpartition(".")[0] not in asked:
            row = cell.rpartition(".")[0]
            message = f"{form.label(cell)}：原来是“{was or '空白'}”，文件里是“?”或读不出的数。请在文件里写明，再导入。"
            questions.append(Question("error", "import.cell", message, found.places.get(row), row, cell))
    return Returned(found, edits, questions, merged(current, exported.report, found.report, form))


def _printed(report: Report, form: Form, cell: str) -> list[str]:
    """What the report prints in the cell, in words: a data sheet that still says it was not edited."""
    spot = form.locate(cell)
    return report.tables[spot.section][spot.row.name][spot.index].printed.split() if spot else []


def _refuse_stale(source: Path, origin: Origin, current: Report, form: Form, *, force: bool) -> None:
    name, path = shown_path(source), shown_path(current.path)
    if origin.form != current.form:
        raise RefusedError(f"{name} 用的表格格式与 {path} 现在的不同，不能写入。请重新导出一份，在新的文件里修改。")
    if origin.version != version(current, form) and not force:
        raise RefusedError(
            f"{name} 是从另一个版本导出的，{path} 在那以后改过，没有写入。"
            "请重新导出一份再修改；确实要用这个文件里的内容，请加 --force。"
        )


def _exported(current: Report, catalog: Catalog, form: Form, kind: str) -> Recognised:
    """How an export of the current report reads, so that nothing counts as edited that only the way there changes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"report.{kind}")
        path.write_bytes(EXPORTERS[kind](current, form, catalog.agencies[current.agency]))
        return read_report(read_document(path), catalog.forms, catalog.agencies[current.agency], current.year)


def _write(returned: Returned, current: Report, catalog: Catalog) -> bool:
    """Put the edits into the report's file; False, and nothing done, where it would not say just this."""
    data = with_edits(current.path.read_bytes(), current, returned.report, catalog.form_of(current))
    return data is not None and rewrite(current, data, _tidy(returned.report), catalog.forms)


def _tidy(report: Report) -> Report:
    return replace(report, text={key: tidy(text) for key, text in report.text.items()})


def _told(edits: Edited, form: Form) -> str:
    """The edits, one a line: cells, then paragraphs."""
    titles = correctable(form)
    lines = [f"  {form.label(cell)}：{was or '空白'} → {now or '空白'}" for cell, (was, now) in edits.cells.items()]
    for key, number, (was, now) in edits.lines:
        where = titles[key] if key == "title" else f"{titles[key]}，第 {number} 段"
        lines.append(f"  {where}：{_change(was, now)}")
    return "\n".join(lines)


def _change(was: str, now: str) -> str:
    if not was:
        return f"新增“{abridged(now)}”"
    if not now:
        return f"删去“{abridged(was)}”"
    old, new = _around(was, now)
    return f"“{old}” → “{new}”"


def _around(was: str, now: str) -> tuple[str, str]:
    """The two texts from a little before the first letter that differs."""
    same = next((at for at, (a, b) in enumerate(zip(was, now, strict=False)) if a != b), min(len(was), len(now)))
    start = max(0, same - 8)
    mark = "…" if start else ""
    return f"{mark}{abridged(was[start:])}", f"{mark}{abridged(now[start:])}"
