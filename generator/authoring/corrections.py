"""Record a correction: keep the published version of a report, and add an entry for what has changed since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from generator.authoring.checkout import checkout
from generator.authoring.errors import RefusedError, UnchangedError
from generator.checks import check_catalog
from generator.checks.since import check_since, published_reports
from generator.markup.visible import invisible, shows_something
from generator.model.catalog import Catalog
from generator.model.diff import Changes, diff_reports, new_corrections, unrecorded
from generator.model.paths import shown_path, version_of
from generator.model.problem import Problem
from generator.model.report import FIRST_DAY, LAST_DAY, Correction, Report
from generator.sources import add_correction, correction_entry
from generator.sources.catalog import load_catalog
from generator.sources.writing import create_file, save_verified


@dataclass(frozen=True)
class RecordedCorrection:
    """The files written, the changes listed in the new entry, and the problems that remain.

    `changes` is empty if every change already had an entry.
    """

    written: tuple[Path, ...]
    changes: Changes
    problems: tuple[Problem, ...] = ()


def unreadable(problems: Iterable[Problem]) -> list[Problem]:
    """Return the errors that hide part of a report's content; they must be fixed before the report is corrected."""
    return [each for each in problems if each.level == "error" and _hides_content(each)]


def _hides_content(problem: Problem) -> bool:
    return problem.check.startswith("source.") or problem.check == "cell.open"


def correct_report(catalog: Catalog, report: Report, revision: str, correction: Correction) -> RecordedCorrection:
    """Record what has changed since the git revision that was published, and check the result.

    `correction` gives the date and the reason. Raises RefusedError, or UnchangedError if nothing published changed.
    """
    with checkout(catalog, revision) as (before, names):
        published = _published_version(before, names, report, revision)
        recorded = record_correction(catalog, published, report, correction)
        current = load_catalog(catalog.root, catalog.forms)
        changed = check_since(before, current, date.today())
    problems = [each for each in changed if each.at.path == report.path]
    problems += [each for each in check_catalog(current) if each.at.path == report.path and each.level == "error"]
    return replace(recorded, problems=tuple(problems))


def _published_version(before: Catalog, names: frozenset[str], report: Report, revision: str) -> Report:
    """Return the report as it was published.

    `before` is the catalog of the files changed since the revision, `names` are the names of all files at the revision.
    Raises RefusedError if the report was not published then, UnchangedError if its file has not changed since.
    """
    path, name = shown_path(report.path), f"{report.agency}/{report.year}.yml"
    if name not in names:
        raise RefusedError(f"{revision} 里没有 {path}，还没有公布过，不用更正。")
    if not (before.root / name).exists():
        raise UnchangedError(f"{path} 与 {revision} 里的一样。改动已经提交的，请用 --since 指明公布时的版本。")
    old = before.reports.get((report.agency, report.year))
    if old is None or old not in published_reports(before):
        raise RefusedError(f"{revision} 里的 {path} 有错误，没有公布过，不用更正。")
    return old


def record_correction(catalog: Catalog, old: Report, report: Report, correction: Correction) -> RecordedCorrection:
    """Keep the published version `old` next to the report and add the entry to its file: both, or neither.

    Raises RefusedError, or UnchangedError if nothing published changed.
    """
    found = diff_reports(catalog, old, report)
    if not found:
        raise UnchangedError(f"{shown_path(report.path)} 公布的内容没有变，不用更正。")
    missing = unrecorded(found, new_corrections(old, report))
    entry = replace(correction, changes=missing.cells, text=tuple(missing.texts))
    _refuse_bad_entry(entry, report)
    kept = _keep_version(old, report)
    added = False
    try:
        added = not missing or _add_entry(catalog, report, entry)
    finally:
        if kept and not added:
            kept.unlink()
    if not added:
        message = f"{shown_path(report.path)} 的写法特别，不能自动补上更正记录，什么都没有改。"
        raise RefusedError(f"{message}请自己加上：{correction_entry(entry)}")
    written = (kept, report.path if missing else None)
    return RecordedCorrection(tuple(filter(None, written)), missing)


def _refuse_bad_entry(entry: Correction, report: Report) -> None:
    if not shows_something(entry.reason):
        raise RefusedError("--reason 不能空着，更正的原因会公布。")
    if invisible(entry.reason):
        raise RefusedError("--reason 里有看不见的字符，会改变文字的意思。请删去后重新输入。")
    if not FIRST_DAY <= entry.date <= LAST_DAY:
        raise RefusedError(f"更正的日期 {entry.date} 不会是真的。请用 --date 指明正确的日期。")
    latest = max((each.date for each in report.corrections), default=entry.date)
    if entry.date < latest:
        message = f"更正的日期 {entry.date} 早于已有的更正记录（{latest}）。请用 --date 指明正确的日期。"
        raise RefusedError(message)


def _add_entry(catalog: Catalog, report: Report, entry: Correction) -> bool:
    """Add the entry to the file; return False, with nothing written, if it would not read as expected."""
    data = add_correction(report.path.read_bytes(), entry)
    expected = replace(report, corrections=(*report.corrections, entry))
    return data is not None and save_verified(report, data, expected, catalog.forms)


def _keep_version(old: Report, report: Report) -> Path | None:
    """Write the published version next to the report under the next number; return None if it is there already."""
    data, folder = old.path.read_bytes(), report.path.parent
    kept = sorted(version for path in folder.iterdir() if (version := version_of(path.name)))
    numbers = [number for year, number in kept if year == report.year]
    if numbers and (folder / f"{report.year}.v{numbers[-1]}.yml").read_bytes() == data:
        return None
    path = folder / f"{report.year}.v{max(numbers, default=0) + 1}.yml"
    create_file(path, data)
    return path
