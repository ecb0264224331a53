"""Import a draft that corrects a report: write its changes, and the correction that records them, into the report."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from generator.authoring.corrections import RecordedCorrection, record_correction
from generator.authoring.edits import cells_of, find_edits
from generator.authoring.errors import RefusedError, UnchangedError
from generator.authoring.import_file import load_text
from generator.authoring.import_request import ImportRequest
from generator.authoring.import_result import ImportProblem, ImportResult, check_imported
from generator.authoring.merging import merge_edits
from generator.authoring.reimport import write_edits
from generator.model.catalog import Catalog
from generator.model.form import Form
from generator.model.keys import REPORT
from generator.model.paths import shown_path
from generator.model.provenance import content_digest
from generator.model.report import OPEN, Correction, Report
from generator.sources import load_report
from generator.sources.writing import replace_file

_CONTENT = ("tables", "text", "notes", "title", "preamble", "closing")
_FACTS = ("published", "published_at", "index_number", "document_number")


class Corrected(NamedTuple):
    """A report as a draft opened it and as it is now, both as source text, and the reason for the difference.

    `version` is the digest of the published report, empty if the draft was opened from a source file. `reason` is None
    if the report is not published.
    """

    before: str
    after: str
    version: str
    reason: Correction | None


def import_correction(request: ImportRequest, catalog: Catalog, draft: Corrected, *, force: bool) -> ImportResult:
    """Write what the draft changes into the existing report and record it.

    A published report is kept as it was. Raises RefusedError, with nothing written, also if the report has changed
    since it was opened, unless `force` is set.
    """
    name = shown_path(catalog.root / request.agency / f"{request.year}.yml")
    listed = catalog.reports.get((request.agency, request.year))
    # Read again: another draft of the same folder may have changed it since the catalog was loaded.
    current = listed and load_report(listed.path, request.agency, request.year, catalog.forms)[0]
    if current is None:
        raise RefusedError(f"{name} 现在读不出来，没有写入。请先用 gongkai check 查看并改正。")
    form = catalog.form_of(current)
    before, after = (_loaded(request, text, catalog) for text in (draft.before, draft.after))
    _refuse_other(name, current, before, after, draft.version or content_digest(before, form), form, force=force)
    edited = _edited(current, before, after, form)
    if edited == current:
        return ImportResult(request, "", (), f"{shown_path(request.source)} 与 {name} 相比没有改动，没有写入。\n")
    with _restored_unless_written(current) as old:
        if not write_edits(edited, current, catalog):
            raise RefusedError(f"{name} 的写法特别，不能自动改，没有写入。请照报送页列出的改动自己修改。")
        recorded = _record(catalog, old, current.path, draft.reason)
    report, problems = load_report(current.path, request.agency, request.year, catalog.forms)
    problems += check_imported(catalog, report)
    message = f"{_described(current, edited, form)}{_kept(recorded, draft.reason)}"
    located = [ImportProblem(each, None) for each in problems]
    return ImportResult(request, current.path.read_text(encoding="utf-8"), located, f"与 {name} 相比，{message}")


def _loaded(request: ImportRequest, text: str, catalog: Catalog) -> Report:
    report, _ = load_text(request, text, catalog)
    if report is None:
        raise RefusedError(f"{shown_path(request.source)} 里的报告读不出来。请在报送页重新导出草稿文件。")
    return report


def _refuse_other(
    name: str, current: Report, before: Report, after: Report, version: str, form: Form, *, force: bool
) -> None:
    """Raise RefusedError if the draft corrects another form or version of the report, or left cells open."""
    if {before.form, after.form} != {current.form}:
        raise RefusedError(f"草稿用的表格格式与 {name} 现在的不同，不能写入。请在报送页重新打开这份报告。")
    if version != content_digest(current, form) and not force:
        raise RefusedError(
            f"草稿改的是另一个版本，{name} 在那以后改过，没有写入。"
            "请在报送页重新打开这份报告；确实要用草稿里的改动，请加 --force。"
        )
    pairs = zip(form.cells, cells_of(before), cells_of(after), strict=True)
    opened = [name for name, was, cell in pairs if cell.printed == OPEN != was.printed]
    if opened:
        raise RefusedError(f"草稿里有 {len(opened)} 格没有填，没有写入。第一格是“{form.label(opened[0])}”。")


def _edited(current: Report, before: Report, after: Report, form: Form) -> Report:
    """Return the current report with what differs between the two; references that a text still has stay."""
    is_same = all(getattr(before, key) == getattr(current, key) for key in _CONTENT)
    content = after if is_same else merge_edits(current, before, after, form)
    changed: dict[str, Any] = {key: getattr(content, key) for key in _CONTENT}
    changed |= {key: getattr(after, key) for key in _FACTS if getattr(after, key) != getattr(before, key)}
    return replace(current, **changed)


@contextmanager
def _restored_unless_written(current: Report) -> Iterator[Report]:
    """Yield the report with a copy of its file, which is put back on any error."""
    data = current.path.read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, current.path.name)
        copy.write_bytes(data)
        try:
            yield replace(current, path=copy)
        except BaseException:
            replace_file(current.path, data)
            raise


def _record(catalog: Catalog, old: Report, path: Path, reason: Correction | None) -> RecordedCorrection | None:
    """Keep the published version and add the entry; None if there is no reason to, or nothing printed changed."""
    edited, _ = load_report(path, old.agency, old.year, catalog.forms)
    if reason is None or edited is None:
        return None
    try:
        return record_correction(catalog, old, edited, reason)
    except UnchangedError:
        return None


def _described(current: Report, edited: Report, form: Form) -> str:
    edits = find_edits(current, edited, form)
    facts = {
        REPORT[key]: (was or "空白", now or "空白")
        for key in ("published", "index_number", "document_number")
        if (was := _fact(current, key)) != (now := _fact(edited, key))
    }
    lines = [f"  {label}：{was} → {now}" for label, (was, now) in facts.items()]
    counts = f"改了 {len(edits.cells)} 格、{len(edits.lines) + len(facts)} 段，已经写入："
    return "\n".join([counts, *filter(None, [edits.describe(form), *lines]), ""])


def _fact(report: Report, key: str) -> str | None:
    text: str | None = report.published_text if key == "published" else getattr(report, key)
    return text


def _kept(recorded: RecordedCorrection | None, reason: Correction | None) -> str:
    if reason is None:
        return "公布过的报告，还要用 gongkai correct 记下更正。\n"
    if recorded is None:
        return "公布的内容没有变，不用更正。\n"
    kept = "、".join(shown_path(path) for path in recorded.written if path.name.count(".") > 1)
    return f"更正记录已经写好{f'，旧版保存为 {kept}' if kept else ''}。\n"


def correction_of(fields: dict[str, Any]) -> Correction | None:
    """Return when and why a draft corrects a published report; None if it is not published.

    Raises RefusedError if the date or reason is missing.
    """
    if not fields.get("isPublished"):
        return None
    try:
        day, reason = date.fromisoformat(fields["date"]), " ".join(fields["reason"].split())
    except (KeyError, TypeError, ValueError, AttributeError):
        raise RefusedError("草稿没有写明更正的日期和原因。请在报送页写好以后重新导出。") from None
    if not reason:
        raise RefusedError("草稿没有写明更正的原因。请在报送页写好以后重新导出。")
    return Correction(day, reason)
