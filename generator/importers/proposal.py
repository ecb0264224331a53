"""Read from an original alone which agency's report of which year it may be."""

from __future__ import annotations

from typing import NamedTuple

from generator.importers.closing import split_closing
from generator.importers.dates import years_in
from generator.importers.document import Document, Paragraph
from generator.importers.front_matter import identify
from generator.importers.identity import NAMING_TITLES
from generator.importers.labels import fold
from generator.importers.sections import split_at_titles
from generator.importers.titles import agency_name_in, year_in
from generator.model.form import Forms


class Named(NamedTuple):
    """The agencies that an original may be by, most likely first, and its year, None if it names none."""

    agencies: tuple[str, ...]
    year: int | None


def named_in(document: Document, forms: Forms) -> Named:
    """Return whom and which year the original names: in its title, else below its text and in its facts."""
    segments, form = max(
        ((split_at_titles(document, form), form) for form in forms.values()), key=lambda pair: len(pair[0])
    )
    last = segments[-1]
    ending = split_closing(last.parts if last.section not in form.tables else [])
    identity = identify(document, segments[0].parts, form, ending)
    titles = [fact.text for fact in identity.titles(NAMING_TITLES)]
    facts = (*identity.facts.get("signature", []), *identity.facts.get("organ", []))
    names = [*(agency_name_in(title, form) for title in titles), *(fold(fact.text) for fact in facts)]
    text = " ".join(part.text for part in identity.preamble if isinstance(part, Paragraph))
    # A preamble that names one year alone states the period of the report.
    years = [*filter(None, map(year_in, titles)), *(years if len(years := years_in(text)) == 1 else [])]
    return Named(tuple(dict.fromkeys(filter(None, names))), next(iter(years), None))
