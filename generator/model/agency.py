"""Agencies: their kinds, names over time, and duty to file reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.model.problem import Position

AGENCY_KINDS = {
    "government": "人民政府",
    "office": "政府办公机构",
    "department": "政府部门",
    "agency": "派出机构或直属机构",
    "organisation": "法律法规授权的组织",
    "zone": "开发区、管理区",
    "subdistrict": "街道办事处",
    "township": "乡镇人民政府",
}
"""The kinds of filing agency, in listing order, and their names on the site."""


@dataclass(frozen=True)
class FormerName:
    """A name that the agency had up to the year `until`, and a note on how it changed."""

    name: str
    until: int | None = None
    note: str | None = None


@dataclass(frozen=True)
class Duty:
    """A declared duty to file: its first and last report year, and the deadline as `MM-DD`."""

    first_year: int
    last_year: int | None = None
    due: str | None = None


@dataclass(frozen=True)
class Agency:
    """An agency that files reports; `id` is the path of its folder below the reports folder.

    `since` and `until` are the years it was established and abolished; `moved_from` are the ids it had before, whose
    addresses lead to its own; `at` maps keys of `agency.yml` to positions.
    """

    id: str
    name: str
    kind: str
    short_names: tuple[str, ...] = ()
    region: str | None = None
    uscc: str | None = None
    site: Mapping[str, str] = field(default_factory=dict)
    since: int | None = None
    until: int | None = None
    formerly: tuple[FormerName, ...] = ()
    moved_from: tuple[str, ...] = ()
    duty: Duty | None = None
    demo: bool = False
    path: Path = field(default=Path(), compare=False)
    at: Mapping[str, Position] = field(default_factory=dict, compare=False, repr=False)

    @property
    def parent(self) -> str | None:
        """The id of the agency above this one; None at the top."""
        return self.id.rpartition("/")[0] or None

    def name_in(self, year: int) -> str:
        """Return the agency's name in `year`."""
        names = [(former.until, former.name) for former in self.formerly if former.until and former.until >= year]
        return min(names)[1] if names else self.name
