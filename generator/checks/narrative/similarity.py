"""Measure how much of a report's text also occurs in other reports."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.checks.subject import CatalogKey
from generator.model.agency import Agency
from generator.model.catalog import Catalog
from generator.model.form import Form
from generator.model.report import Report

_PIECE = re.compile("[一-鿿]{8,}")
_SELF = re.compile("我[局委厅办镇乡县市区]|我街道|本(?:局|委|机关|单位)")
_STOCK_PHRASES = re.compile(
    "习近平|党的[一二三四五六七八九十]+大|中华人民共和国|国务院|党中央|政府信息公开条例|常态不公开为例外|统计期限"
)
_MIN_COMPARED_CHARS = 150
_MIN_BOILERPLATE_REPORTS, _BOILERPLATE_FRACTION = 10, 50

Key = tuple[str, int]
"""Agency id and year."""


@dataclass(frozen=True)
class Similarity:
    """The share of a report's text that also occurs in another report, and the shared pieces."""

    other: Key
    share: float
    shared: frozenset[str]


def pieces_of(report: Report, form: Form, agency: Agency | None) -> frozenset[str]:
    """Return the runs of characters in the report's own words.

    Numbers, the agency's names, stock phrases and texts with prescribed content are left out.
    """
    keys = [section.key for section in form.sections if section.key not in form.tables and not section.states]
    return frozenset(pieces_in("\n".join(report.text.get(key, "") for key in keys), agency))


def pieces_in(text: str, agency: Agency | None) -> list[str]:
    """Return the runs of characters of a text in order, without names and stock phrases."""
    for name in (agency.name, *(former.name for former in agency.formerly), *agency.short_names) if agency else ():
        text = text.replace(name, "")
    return [piece for piece in _PIECE.findall(_SELF.sub("我", text)) if not _STOCK_PHRASES.search(piece)]


def similarity(
    own: frozenset[str], other: frozenset[str], key: Key, common: frozenset[str] = frozenset()
) -> Similarity | None:
    """Return how much of `own` occurs in `other`, ignoring `common`; None if there is too little text to compare."""
    counted = sum(map(len, own - common))
    shared = (own & other) - common
    return Similarity(key, sum(map(len, shared)) / counted, shared) if counted >= _MIN_COMPARED_CHARS else None


@dataclass(frozen=True)
class TextIndex:
    """An index of one year's reports: pieces by report, reports by piece (if only a few share it), common pieces."""

    pieces: Mapping[Key, frozenset[str]]
    reports: Mapping[str, list[Key]]
    common: frozenset[str]

    def most_similar(self, key: Key) -> Similarity | None:
        """Return the similarity to the report that shares most text with this one; None if none shares any."""
        shared_chars = Counter[Key]()
        for piece in self.pieces[key]:
            for report in self.reports.get(piece, ()):
                shared_chars[report] += len(piece)
        del shared_chars[key]
        if not shared_chars:
            return None
        nearest = min(shared_chars, key=lambda other: (-shared_chars[other], other))
        return similarity(self.pieces[key], self.pieces[nearest], nearest, self.common)


def build_index(pieces: Mapping[Key, frozenset[str]]) -> TextIndex:
    """Index the pieces of all reports; pieces that occur in many reports are boilerplate."""
    reports: dict[str, list[Key]] = {}
    for key, own in pieces.items():
        for piece in own:
            reports.setdefault(piece, []).append(key)
    limit = max(_MIN_BOILERPLATE_REPORTS, len(pieces) // _BOILERPLATE_FRACTION)
    common = frozenset(piece for piece, keys in reports.items() if len(keys) > limit)
    return TextIndex(pieces, {piece: keys for piece, keys in reports.items() if 1 < len(keys) <= limit}, common)


def text_index(catalog: Catalog, year: int) -> TextIndex:
    """Return the index of the year's reports; the indexes of the two years used last are cached.

    The inputs are read from the catalog on every call, so that a build records them as dependencies.
    """
    catalog.reports_in(year)
    len(catalog.agencies)
    return _text_index(CatalogKey(catalog, id(catalog)), year)


@lru_cache(maxsize=2)
def _text_index(key: CatalogKey, year: int) -> TextIndex:
    catalog = key.catalog
    return build_index({
        (report.agency, year): pieces_of(report, catalog.form_of(report), catalog.agencies.get(report.agency))
        for report in catalog.reports_in(year)
    })  # fmt: skip
