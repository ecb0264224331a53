"""Record a correction: keep the published version of a report and add an entry for what changed since."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from generator.authoring.refusal import RefusedError, UnchangedError
from generator.checks.since import published_reports
from generator.model.catalog import Catalog
from generator.model.diff import Changes, changes, new_corrections, unrecorded
from generator.model.paths import shown_path, version_of
from generator.model.report import Correction, Report
from generator.sources import correction_entry, with_correction
from generator.sources.rewrite import rewrite


@dataclass(frozen=True)
class Recorded:
    """The files written, and the changes that the new entry names; none if every change had an entry already."""

    written: tuple[Path, ...]
    changes: Changes


def published_version(before: Catalog, names: frozenset[str], report: Report, revision: str) -> Report:
    """Return the report as it was published.

    `before` holds the sources that have changed since the revision, `names` all files it had. Raises RefusedError if
    the report was not published then, UnchangedError if its file is the same.
    """
    shown, name = shown_path(report.path), f"{report.agency}/{report.year}.yml"
    if name not in names:
        raise RefusedError(f"{revision} 里没有 {shown}，还没有公布过，不用更正。")
    if not (before.root / name).exists():
        raise UnchangedError(f"{shown} 与 {revision} 里的一样。改动已经提交的，请用 --since 指明公布时的版本。")
    old = before.reports.get((report.agency, report.year))
    if old is None or old not in published_reports(before):
        raise RefusedError(f"{revision} 里的 {shown} 有错误，没有公布过，不用更正。")
    return old


def record_correction(catalog: Catalog, old: Report, report: Report, correction: Correction) -> Recorded:
    """Keep the published version `old` beside the report and add the entry to its file; both, or neither.

    `correction` gives the date and the reason. Raises RefusedError, or UnchangedError if nothing published changed.
    """
    found = changes(catalog, old, report)
    if not found:
        raise UnchangedError(f"{shown_path(report.path)} 公布的内容没有变，不用更正。")
    rest = unrecorded(found, new_corrections(old, report))
    entry = replace(correction, changes=rest.cells, text=tuple(rest.texts))
    _refuse_bad_entry(entry, report)
    kept = _keep_version(old, report)
    if rest and not _add_entry(catalog, report, entry):
        if kept:
            kept.unlink()
        message = f"{shown_path(report.path)} 的写法特别，不能自动补上更正记录，什么都没有改。"
        raise RefusedError(f"{message}请自己加上：{correction_entry(entry)}")
    return Recorded((*([kept] if kept else []), *([report.path] if rest else [])), rest)


def _refuse_bad_entry(entry: Correction, report: Report) -> None:
    if not entry.reason:
        raise RefusedError("--reason 不能空着，更正的原因会公布。")
    latest = max((each.date for each in report.corrections), default=entry.date)
    if entry.date < latest:
        message = f"更正的日期 {entry.date} 早于已有的更正记录（{latest}）。请用 --date 指明正确的日期。"
        raise RefusedError(message)


def _add_entry(catalog: Catalog, report: Report, entry: Correction) -> bool:
    """Add the entry to the file. Return False, with nothing written, if the file would then say anything else."""
    data = with_correction(report.path.read_bytes(), entry)
    expected = replace(report, corrections=(*report.corrections, entry))
    return data is not None and rewrite(report, data, expected, catalog.forms)


def _keep_version(old: Report, report: Report) -> Path | None:
    """Write the published version beside the report under the next number; None if it is there already."""
    data, folder = old.path.read_bytes(), report.path.parent
    kept = sorted(version for path in folder.iterdir() if (version := version_of(path.name)))
    numbers = [number for year, number in kept if year == report.year]
    if numbers and (folder / f"{report.year}.v{numbers[-1]}.yml").read_bytes() == data:
        return None
    path = folder / f"{report.year}.v{max(numbers, default=0) + 1}.yml"
    with path.open("xb") as file:
        file.write(data)
    return path
