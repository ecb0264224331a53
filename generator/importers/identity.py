"""Read whose report of which year an original is: its facts, ordered by how far each source can be trusted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from generator.importers.agency_names import same_agency
from generator.importers.dates import date_in
from generator.importers.document import Document, Paragraph, Part
from generator.importers.fact_lines import Pair
from generator.importers.fact_words import is_plausible, key_of_label
from generator.importers.titles import agency_name_in, title_of_page, year_in
from generator.model.form import Form

TITLES = ("title", "heading", "named", "page_title")
"""The keys of titles by trust: the label, the heading in the content, a table of facts, the title of the page."""

NAMING_TITLES = ("heading", "title", "named", "page_title")
"""The keys of titles in the order in which they are believed about year and agency: the content first."""


_ADDRESS = re.compile("https?://[!-~]+")
"""An address ends with its last ASCII character, if other text follows on the line."""


class Fact(NamedTuple):
    """Something that an original says about itself, the place where it does, and the word that introduces it."""

    text: str
    place: str
    word: str = ""


@dataclass
class Identity:
    """What an original says about itself.

    `facts` by key, most trusted first; `preamble`, the parts before the first section that are text of the report;
    `omitted`, the lines among them that are not and that no fact keeps.
    """

    facts: dict[str, list[Fact]] = field(default_factory=dict)
    preamble: list[Part] = field(default_factory=list)
    omitted: list[Paragraph] = field(default_factory=list)

    def add(self, key: str, text: str, place: str, word: str = "") -> None:
        """Add a fact, unless it is blank."""
        if text.strip():
            self.facts.setdefault(key, []).append(Fact(text.strip(), place, word))

    def add_pairs(self, pairs: Iterable[Pair], place: str) -> list[Pair]:
        """Add the facts that can be true; return those that the report has a field for."""
        kept: list[Pair] = []
        for pair in pairs:
            if pair.key == "source" and (address := _ADDRESS.match(pair.value)):
                pair = pair._replace(value=address[0])
            if pair.key and pair.value and is_plausible(pair.key, pair.value):
                self.add(pair.key, pair.value, place, pair.word)
                kept += [pair] if pair.key in _KEPT else []
        return kept

    def first(self, key: str) -> str | None:
        """Return the first text for the key, or None."""
        return self.facts[key][0].text if key in self.facts else None

    def titles(self, keys: Sequence[str] = TITLES) -> Iterator[Fact]:
        """Yield the titles, those under the first key first."""
        return (fact for key in keys for fact in self.facts.get(key, []))

    def title(self, names: Sequence[str], year: int, form: Form) -> str | None:
        """Return the most trusted title that names the year and, if its names are known, the agency; or any."""
        titles = [fact.text for fact in self.titles()]
        agreeing = (title for title in titles if year_in(title) == year and _may_name(title, names, form))
        return next(agreeing, None) or next(iter(titles), None)

    def dates(self) -> dict[date, Fact]:
        """Return the dates on which the report may have been published, in order of trust.

        The date on which it was written, and that below its signature, count only if no other is printed.
        """
        stated, written, signed = (self._dates(key) for key in ("published", "dated", "signed"))
        return {**(stated or written), **{day: fact for day, fact in signed.items() if day not in stated}}

    def published(self) -> date | None:
        """Return the most trusted date of publication, or None."""
        return next(iter(self.dates()), None)

    def _dates(self, key: str) -> dict[date, Fact]:
        found: dict[date, Fact] = {}
        for fact in self.facts.get(key, []):
            if day := date_in(fact.text):
                found.setdefault(day, fact)
        return found


_KEPT = frozenset({"named", "source", "index_number", "document_number", "published"})
"""Keys of facts that a report has a field for."""


def _may_name(title: str, names: Sequence[str], form: Form) -> bool:
    name = agency_name_in(title, form)
    return not names or not name or same_agency(name, names)


def add_labels(document: Document, form: Form, found: Identity) -> None:
    """Add the facts in the labels of the file; `<title>` without the names of site and column."""
    labels = [(key, word, text) for word, text in document.labels.items() if (key := key_of_label(word))]
    names = [text for key, _, text in labels if key == "site"]
    for key, word, text in labels:
        if key in ("title", "page_title", "named"):
            found.add(key, title_of_page(text, names, form), word)
        elif is_plausible(key, text):
            found.add(key, text, word, f"标签 {word}")
