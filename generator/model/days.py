"""The reference day, on which depends what is due: told by the sources alone, and by no single author."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from generator.model.report import Report


class Days(NamedTuple):
    """The newest publication day of any agency, which agency's it is, and the newest that two agencies have reached.

    If one date is mistyped, the common day is still one that other agencies have reached.
    """

    first: str | None = None
    newest: date | None = None
    common: date | None = None

    @classmethod
    def of(cls, reports: Iterable[Report]) -> Days:
        """Return the days of the reports; those without a date do not count."""
        newest: dict[str, date] = {}
        for report in reports:
            if day := report.evident_day:
                newest[report.agency] = max(day, newest.get(report.agency, day))
        ranked = sorted(newest.items(), key=lambda each: each[1], reverse=True)
        common = ranked[1][1] if len(ranked) > 1 else None
        return cls(*ranked[0], common) if ranked else cls()
