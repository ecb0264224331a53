"""Compare the reports with an earlier, published revision: every change needs a correction that records it.

This is not one of the families of checks, because only `gongkai check --since` and `gongkai correct` have an earlier
revision to compare with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from generator.checks.corrections import REASON_PLACEHOLDER
from generator.checks.moves import check_moves, moved_agencies
from generator.checks.run import check_catalog
from generator.checks.subject import Subject
from generator.model.catalog import Catalog
from generator.model.diff import Changes, WasNow, diff_reports, lost_corrections, new_corrections, unrecorded
from generator.model.keys import correctable
from generator.model.problem import Position, Problem, abridged
from generator.model.report import Correction, Report
from generator.sources import correction_entry
from generator.sources.declared import (
    SINCE_DELETED,
    SINCE_FIGURE,
    SINCE_RECORD,
    SINCE_TEXT,
    SINCE_UNKEPT,
    SINCE_VERSION,
)


def check_since(before: Catalog, now: Catalog, today: date) -> list[Problem]:
    """Return a problem for everything published that was removed, or changed without a record, sorted by file.

    `before` holds the earlier sources; reports with errors there were never published. `today` is the
    date of proposed corrections.
    """
    reports = published_reports(before)
    moved = moved_agencies(before, now, reports)
    found = list(check_moves(before, now, reports, moved))
    for report in reports:
        id = now.moved.get(report.agency, report.agency)
        current = now.reports.get((id, report.year))
        if current and id in now.agencies:
            found += _Comparison(now, replace(report, agency=id), current, today).problems()
        elif current is None and report.agency not in moved:
            found += _deleted(now, replace(report, agency=id), today)
    for (agency, year), versions in before.versions.items():
        key = now.moved.get(agency, agency), year
        if key in now.reports and key[0] in now.agencies:
            kept = now.versions.get(key, ())
            found += _changed_versions(now, [replace(each, agency=key[0]) for each in versions], kept)
    return sorted(found, key=lambda problem: problem.at)


def published_reports(before: Catalog) -> list[Report]:
    """Return the reports that were published: those without errors in their own file or their agency's."""
    faulty = {problem.at.path for problem in check_catalog(before) if problem.level == "error"}
    return [
        report
        for report in before.reports.values()
        if report.agency in before.agencies and not faulty & {report.path, before.agencies[report.agency].path}
    ]


def _deleted(now: Catalog, report: Report, today: date) -> Iterator[Problem]:
    path = now.root / report.agency / f"{report.year}.yml"
    if _has_problems(now, path):
        return
    advice = f"要撤回的，在文件里写 withdrawn: {{date: {today.isoformat()}, reason: {REASON_PLACEHOLDER}}}"
    message = f"{report.year} 年度的报告已经公布，不能删除。请恢复这个文件；{advice}。"
    yield SINCE_DELETED.at(Position(path), message)


def _has_problems(now: Catalog, path: Path) -> bool:
    """Return whether the file has problems; if so, it exists, even if it could not be loaded."""
    return any(problem.at.path == path for problem in now.problems)


def _changed_versions(now: Catalog, before: Iterable[Report], kept: Iterable[Report]) -> Iterator[Problem]:
    """Yield an error for each superseded version that was changed or deleted."""
    by_name = {version.path.name: version for version in kept}
    for version in before:
        current, path = by_name.get(version.path.name), now.root / version.agency / version.path.name
        is_deleted = current is None and not _has_problems(now, path)
        if is_deleted or (current and diff_reports(now, version, current)):
            message = f"旧版 {path.name} 已经公布，不能改动，也不能删除。请恢复这个文件。"
            yield SINCE_VERSION.at(Position(path), message)


@dataclass(frozen=True)
class _Comparison:
    """A report as published and as it is in the catalog now."""

    catalog: Catalog
    before: Report
    now: Report
    today: date

    def problems(self) -> Iterator[Problem]:
        """Yield a problem for each unrecorded change and altered correction, and the problems of the kept version."""
        found, lost = diff_reports(self.catalog, self.before, self.now), lost_corrections(self.before, self.now)
        altered = {each.date for each in lost}
        new = [each for each in new_corrections(self.before, self.now) if each.date not in altered]
        rest = unrecorded(found, new)
        for cell, pair in rest.cells.items():
            yield self._unrecorded_figure(cell, pair)
        for cell, pair in found.cells.items():
            if cell not in rest.cells:
                yield from self._wrong_start(cell, pair, next(each for each in new if cell in each.changes))
        for key, pair in rest.texts.items():
            yield self._unrecorded_text(key, pair)
        for correction in lost:
            entry = correction_entry(correction)
            message = f"{correction.date} 的更正记录已经公布，不能改动或删除。请恢复原样：{entry}"
            yield SINCE_RECORD.at(self.now.position("corrections"), message)
        yield from self._kept_version(found if new else Changes())

    def _kept_version(self, corrected: Changes) -> Iterator[Problem]:
        """Yield an error if the kept version differs from the published one, and a warning if a correction has none."""
        versions = self.catalog.versions.get((self.now.agency, self.now.year), ())
        kept = [version for version in versions if version.corrections == self.before.corrections]
        for version in kept:
            if diff_reports(self.catalog, self.before, version):
                message = "这份旧版与当时公布的不一样。请删去这个文件，再用 gongkai correct 重新保存。"
                yield SINCE_VERSION.at(Position(version.path), message)
        if corrected and not kept:
            command = f"gongkai correct {self.now.agency}/{self.now.year} --reason 原因 --since 公布时的版本"
            message = f"更正前的旧版没有保存，读者看不到原来的样子。请运行 {command}，已写的更正记录保持不变。"
            yield SINCE_UNKEPT.at(self.now.position("corrections"), message)

    def _unrecorded_figure(self, cell: str, pair: WasNow) -> Problem:
        form = self.catalog.form_of(self.now)
        message = f"{form.label(cell)}{_both(pair)}，没有更正记录。{self._advice(Changes(cells={cell: pair}))}"
        return SINCE_FIGURE.at(Subject(self.now, form).position_of(cell), message, cell=cell)

    def _wrong_start(self, cell: str, pair: WasNow, first: Correction) -> Iterator[Problem]:
        """Yield an error if the first correction does not start from the published value.

        Whether it ends with the current value is checked by `check_corrections`.
        """
        recorded = first.changes[cell]
        if recorded[0].split() != pair[0].split():
            right = correction_entry(replace(first, changes={**first.changes, cell: (pair[0], recorded[1])}))
            finding = f"公布的是{_quoted(pair[0])}，更正记录写的原数却是{_quoted(recorded[0])}"
            message = f"{self.catalog.form_of(self.now).label(cell)}：{finding}。请把这一条改成：{right}"
            yield SINCE_FIGURE.at(first.at.get(cell, self.now.position("corrections")), message, cell=cell)

    def _unrecorded_text(self, key: str, pair: WasNow) -> Problem:
        label = correctable(self.catalog.form_of(self.now))[key]
        message = f"{label}{_both(_excerpts(*pair))}，没有更正记录。{self._advice(Changes(texts={key: pair}))}"
        return SINCE_TEXT.at(self._position(key, pair), message)

    def _position(self, key: str, pair: WasNow) -> Position:
        """Return the position of the first line that differs."""
        old, lines = pair[0].split("\n"), pair[1].split("\n")
        count = next((n for n, (was, now) in enumerate(zip(old, lines, strict=False)) if was != now), len(old))
        source_key = f"notes.{key}" if key in self.now.notes and not self.now.text.get(key) else key
        source = self.now.notes.get(key, "") if source_key != key else self._source(key)
        numbers = [number for number, line in enumerate(source.split("\n")) if line.strip()]
        if f"{source_key}:" in self.now.at and count < len(numbers):
            return self.now.position_in(source_key, numbers[count])
        return self.now.position(source_key.partition(".")[0])

    def _source(self, key: str) -> str:
        """Return the text as written in the file."""
        text = self.now.text.get(key) or getattr(self.now, key, None)
        return text if isinstance(text, str) else ""

    def _advice(self, found: Changes) -> str:
        entry = correction_entry(Correction(self.today, REASON_PLACEHOLDER, found.cells, tuple(found.texts)))
        heading = (
            "在 corrections: 下面加一行" if self.now.corrections else "在文件末尾写一行 corrections:，下面再写一行"
        )
        return f"请改回公布的样子；确需更正的，{heading}：{entry}"


def _both(pair: WasNow) -> str:
    return f"：公布的是{_quoted(pair[0])}，现在是{_quoted(pair[1])}"


def _quoted(text: str) -> str:
    return f"“{abridged(text)}”" if text else "空白"


_CHARS_BEFORE, _CHARS_AFTER = 8, 24
"""Number of characters of a text quoted before and after the first difference."""


def _excerpts(was: str, now: str) -> WasNow:
    """Return excerpts of both texts around the first difference."""
    count = next((n for n, (one, other) in enumerate(zip(was, now, strict=False)) if one != other), 0)
    count = count or min(len(was), len(now))
    start = max(0, count - _CHARS_BEFORE)
    return _cut(was, start, count), _cut(now, start, count)


def _cut(text: str, start: int, count: int) -> str:
    """Return the text from `start` to _CHARS_AFTER characters after `count`, with … for omitted text."""
    end = count + _CHARS_AFTER
    return f"{'…' if start and text else ''}{text[start:end]}{'…' if end < len(text) else ''}"
