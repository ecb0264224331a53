"""What a search must find, derived from the sources and the published records."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from random import Random

from generator.exporters.json import export_json
from generator.model.catalog import Catalog
from generator.model.report import Report

QUOTATION_MARKS = "“”‘’\"'「」『』"
QUOTED = re.compile(rf"(?<!\S)[{QUOTATION_MARKS}]([^{QUOTATION_MARKS}]+)[{QUOTATION_MARKS}](?!\S)")


def normalised(text: str) -> str:
    return re.sub("(?<=[0-9]),(?=[0-9]{3}(?![0-9]))", "", unicodedata.normalize("NFKC", text).lower())


@dataclass(frozen=True)
class Fields:
    """The searchable fields of a report: its headline (title, year and names) and its texts."""

    headline: list[str]
    texts: list[str]

    def contain(self, words: list[str]) -> bool:
        """Return whether every word is in a field; if all words are single characters, only the headline counts."""
        fields = self.headline + (self.texts if any(len(word) > 1 for word in words) else [])
        return all(any(word in field for field in fields) for word in words)


def searchable_fields(catalog: Catalog) -> dict[str, Fields]:
    """Return the fields of each published report, by agency/year."""
    found = {}
    for report in catalog.reports.values():
        if not report.withdrawn:
            agency = catalog.agencies[report.agency]
            names = [agency.name, *agency.short_names, *(former.name for former in agency.formerly)]
            headline = [catalog.title(report), f"{report.year}年度", *names]
            texts = published_texts(catalog, report)
            found[f"{report.agency}/{report.year}"] = Fields([*map(normalised, headline)], [*map(normalised, texts)])
    return found


def published_texts(catalog: Catalog, report: Report) -> list[str]:
    """Return the published texts of a report, from its public record."""
    record = export_json(report, catalog.form_of(report), catalog.agencies[report.agency])
    return list(json.loads(record)["text"].values())


def words_of(query: str) -> list[str]:
    """Return the words of a query without the quotation marks around them; marks within a word are kept."""
    return QUOTED.sub(r"\1", normalised(query)).split()


def reports_containing(fields: dict[str, Fields], query: str) -> set[str]:
    """Return the reports that contain every word of the query."""
    words = words_of(query)
    return {report for report, each in fields.items() if each.contain(words)}


def random_substrings(catalog: Catalog, count: int, seed: int) -> list[str]:
    """Return random strings of 2 to 12 characters without white space, from published texts and agencies' names."""
    random = Random(seed)
    sources = []
    for report in catalog.reports.values():
        if not report.withdrawn:
            agency = catalog.agencies[report.agency]
            sources += [*published_texts(catalog, report) * 3, agency.name, *agency.short_names]
    found: list[str] = []
    while len(found) < count:
        text, length = random.choice(sources), random.randint(2, 12)
        start = random.randrange(max(1, len(text) - length + 1))
        piece = text[start : start + length]
        if (
            len(piece) == length
            and not any(character.isspace() for character in piece)
            and not normalised(piece).split()[1:]
        ):
            found.append(piece)
    return found
