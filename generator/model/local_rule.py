"""Local rules: what a notice of the place demands of reports, beyond the national form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from generator.model.agency import Agency


@dataclass(frozen=True)
class LocalRule:
    """The demands of one notice, for reports of some years, kinds of agency, and agencies with those below them.

    `longest` holds the most characters that the text of a section may have, `due` the last day for publishing (`MM-DD`
    of the next year), `figures` the cells whose numbers the texts must state.
    """

    title: str
    number: str | None = None
    first_year: int | None = None
    last_year: int | None = None
    agencies: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    longest: Mapping[str, int] = field(default_factory=dict)
    due: str | None = None
    figures: tuple[str, ...] = ()

    @property
    def citation(self) -> str:
        """The notice by its title and number."""
        return f"《{self.title.strip('《》')}》（{self.number}）" if self.number else f"《{self.title.strip('《》')}》"

    def applies_to(self, agency: Agency, year: int) -> bool:
        """Return whether the rule is about the agency's report for the year."""
        is_named = not self.agencies or any(f"{agency.id}/".startswith(f"{id}/") for id in self.agencies)
        in_years = (self.first_year or year) <= year <= (self.last_year or year)
        return is_named and in_years and (not self.kinds or agency.kind in self.kinds)

    def last_day(self, year: int) -> date | None:
        """Return the last day for publishing the year's report; None if the notice sets none."""
        return date.fromisoformat(f"{year + 1}-{self.due}") if self.due else None
