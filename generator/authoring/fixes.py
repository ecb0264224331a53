"""Fix reports: fill in blank totals that are certain, and change nothing else in the file."""

from __future__ import annotations

import codecs
import difflib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.checks.blanks import certain_totals, filled
from generator.checks.run import subject_of
from generator.model.catalog import Catalog
from generator.model.report import Report, plain_number
from generator.sources.writing import save_verified
from generator.sources.writing.fill_blanks import fill_blanks


@dataclass(frozen=True)
class Fix:
    """Blanks to fill in a report: the filled report, descriptions of the cells, the file's text before and after."""

    report: Report
    filled: Report
    cells: tuple[str, ...]
    before: str
    after: str

    def diff(self, path: str) -> str:
        """Return the change as a unified diff."""
        lines = difflib.unified_diff(_lines(self.before), _lines(self.after), path, path, lineterm="")
        return "".join(f"{line}\n" for line in lines)


def find_fix(catalog: Catalog, report: Report) -> Fix | None:
    """Return the blanks that can be filled with certainty; None if there are none."""
    subject = subject_of(catalog, report)
    numbers = certain_totals(subject)
    before = _text(report.path)
    places = {subject.position_of(name): plain_number(value) for name, value in numbers.items()}
    after = fill_blanks(before, places)
    if not numbers or after is None:
        return None
    spots = [(spot, value) for name, value in numbers.items() if (spot := subject.form.locate(name))]
    cells = tuple(f"“{spot.row.label}”一行“{spot.column.label}”填 {plain_number(value)}" for spot, value in spots)
    return Fix(report, filled(subject, numbers), cells, before, after)


def fix_reports(catalog: Catalog, is_selected: Callable[[Report], bool]) -> Iterator[tuple[Fix, bool]]:
    """Write the fix of each selected report that has one; yield it, and whether its file could be written."""
    for report in catalog.reports.values():
        fix = find_fix(catalog, report) if is_selected(report) else None
        if fix:
            try:
                yield fix, write_fix(catalog, fix)
            except OSError:
                yield fix, False


def write_fix(catalog: Catalog, fix: Fix) -> bool:
    """Replace the file if its new text reads as the report with just these cells filled; return whether it does."""
    path = fix.report.path
    bom = codecs.BOM_UTF8 if path.read_bytes().startswith(codecs.BOM_UTF8) else b""
    return save_verified(fix.report, bom + fix.after.encode(), fix.filled, catalog.forms)


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig")
