"""How much of a report's text stands in other reports as well."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from generator.model.agency import Agency
from generator.model.catalog import Catalog
from generator.model.form import Form
from generator.model.report import Report

_PIECE = re.compile("[一-鿿]{8,}")
_SELF = re.compile("我[局委厅办镇乡县市区]|我街道|本[局委机单]关?位?")
_STOCK = re.compile(
    "习近平|党的[一二三四五六七八九十]+大|中华人民共和国|国务院|党中央|政府信息公开条例|常态.?不公开为例外|统计期限"
)
_REFERENCE = re.compile(r"\{\{[^{}\n]*\}\}")
_LEAST = 150
_FEW, _FEW_IN = 10, 50

Key = tuple[str, int]
"""An agency and a year."""


@dataclass(frozen=True)
class Likeness:
    """How much of a report's text stands in another's as well, and which pieces."""

    other: Key
    share: float
    shared: frozenset[str]


def pieces_of(report: Report, form: Form, agency: Agency | None) -> frozenset[str]:
    """The stretches of letters in the report's own words.

    Numbers, the agency's names and stock phrases do not count, nor do texts whose content is prescribed.
    """
    keys = [section.key for section in form.sections if section.key not in form.tables and not section.states]
    return frozenset(pieces_in(_REFERENCE.sub("", "\n".join(report.text.get(key, "") for key in keys)), agency))


def pieces_in(text: str, agency: Agency | None) -> list[str]:
    """The stretches of letters in a text, in order, those that count."""
    for name in (agency.name, *(former.name for former in agency.formerly), *agency.short_names) if agency else ():
        text = text.replace(name, "")
    return [piece for piece in _PIECE.findall(_SELF.sub("我", text)) if not _STOCK.search(piece)]


def likeness(
    own: frozenset[str], other: frozenset[str], key: Key, common: frozenset[str] = frozenset()
) -> Likeness | None:
    """How much of `own` stands in `other`, leaving out what is common; None where there is too little to compare."""
    counted = sum(map(len, own - common))
    shared = (own & other) - common
    return Likeness(key, sum(map(len, shared)) / counted, shared) if counted >= _LEAST else None


@dataclass(frozen=True)
class Texts:
    """The pieces of many reports of one year, where those stand that stand in a few, and those that stand in many."""

    pieces: Mapping[Key, frozenset[str]]
    places: Mapping[str, list[Key]]
    common: frozenset[str]

    def nearest(self, key: Key) -> Likeness | None:
        """The other report that shares most with this one."""
        together = Counter[Key]()
        for piece in self.pieces[key]:
            for place in self.places.get(piece, ()):
                together[place] += len(piece)
        del together[key]
        if not together:
            return None
        nearest = min(together, key=lambda other: (-together[other], other))
        return likeness(self.pieces[key], self.pieces[nearest], nearest, self.common)


def gather(pieces: Mapping[Key, frozenset[str]]) -> Texts:
    """An index of the pieces; what stands in many of the reports is boilerplate."""
    places: dict[str, list[Key]] = {}
    for key, own in pieces.items():
        for piece in own:
            places.setdefault(piece, []).append(key)
    limit = max(_FEW, len(pieces) // _FEW_IN)
    common = frozenset(piece for piece, where in places.items() if len(where) > limit)
    return Texts(pieces, {piece: where for piece, where in places.items() if 1 < len(where) <= limit}, common)


def texts_of(catalog: Catalog, year: int) -> Texts:
    """The texts of the year's reports; of the years asked for last they are kept.

    The catalog is asked for all that they are made from each time, so that a build knows it.
    """
    catalog.reports_in(year), len(catalog.agencies)
    return _texts(_Same(catalog, id(catalog)), year)


@dataclass(frozen=True)
class _Same:
    """A catalog that equals another only where it is the very same."""

    catalog: Catalog = field(compare=False)
    identity: int = 0


@lru_cache(maxsize=2)
def _texts(same: _Same, year: int) -> Texts:
    catalog = same.catalog
    return gather({
        (report.agency, year): pieces_of(report, catalog.form_of(report), catalog.agencies.get(report.agency))
        for report in catalog.reports_in(year)
    })  # fmt: skip
