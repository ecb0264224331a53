"""An agency: names, kind, duty to file."""

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
"""Kinds of filing organ in the order they are listed in, and how the site names them."""


@dataclass(frozen=True)
class FormerName:
    """A name the agency bore until `until` (a year), and how it changed."""

    name: str
    until: int | None = None
    note: str | None = None


@dataclass(frozen=True)
class Duty:
    """The declared duty to file: the first and last report year it holds for, and the day it falls due."""

    first_year: int
    last_year: int | None = None
    due: str | None = None


@dataclass(frozen=True)
class Agency:
    """An organ that files reports; `id` is its folder's path below the reports folder."""

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
    duty: Duty | None = None
    demo: bool = False
    path: Path = field(default=Path(), compare=False)
    at: Mapping[str, Position] = field(default_factory=dict, compare=False, repr=False)

    @property
    def parent(self) -> str | None:
        """The id of the agency above, or None at the top."""
        return self.id.rpartition("/")[0] or None

    def name_in(self, year: int) -> str:
        """The name it bore in `year`."""
        names = [(former.until, former.name) for former in self.formerly if former.until and former.until >= year]
        return min(names)[1] if names else self.name
