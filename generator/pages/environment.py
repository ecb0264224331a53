"""The Jinja environment of the page templates: it escapes output, rejects undefined names, and has page addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from generator.markup.escape import destination, escape_output, escaped, to_json
from generator.model.agency import Agency
from generator.pages import address
from generator.pages.figures import chinese_date, format_number
from generator.program import TEMPLATES

_LETTER = re.compile("[A-Za-z]")
_YEAR = re.compile("((?:19|20)[0-9]{2}年度?)")


def lettered(text: str) -> bool:
    """Return whether a heading has Latin letters; if so, the template sets its id, as the default one could collide."""
    return bool(_LETTER.search(text))


def breakable(words: Iterable[str]) -> Markup:
    """Join the words with `<wbr>`, the only places for line breaks: CSS forbids all others (`word-break: keep-all`)."""
    return Markup("<wbr>").join(map(escaped, words))


def title_words(title: str) -> list[str]:
    """Return the parts of a title between which a line may break: a year and its 年 stay together."""
    return [part for part in _YEAR.split(title) if part]


def crumbs_of(agencies: Iterable[Agency]) -> list[tuple[str, str]]:
    """Return the name and address of each page above an agency's: the list of all agencies, then the given ones."""
    return [("机关", address.AGENCIES), *((agency.name, address.agency_address(agency)) for agency in agencies)]


def make_environment() -> Environment:
    """Return the environment, with the filters and the page addresses that templates use."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=escape_output,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["breakable"] = breakable
    environment.filters["title_words"] = title_words
    environment.filters["day"] = chinese_date
    environment.filters["quoted"] = to_json
    environment.filters["destination"] = destination
    environment.filters["number"] = format_number
    environment.tests["lettered"] = lettered
    environment.globals |= {
        "report_address": address.report_address,
        "version_address": address.version_address,
        "agency_address": address.agency_address,
        "year_address": address.year_address,
        "status_address": address.status_address,
        "checks_address": address.checks_address,
        "crumbs_of": crumbs_of,
        "YEARS": address.YEARS,
        "AGENCIES": address.AGENCIES,
        "SEARCH": address.SEARCH,
        "CORRECTIONS": address.CORRECTIONS,
        "CHECKS": address.CHECKS,
        "MANUAL_CHECKS": address.MANUAL_CHECKS,
        "MANUAL_DATA": address.MANUAL_DATA,
        "STATUS": address.STATUS,
        "DATA": address.DATA,
        "FILING": address.FILING,
        "GLOSSARY": address.GLOSSARY,
        "COMPARE": address.COMPARE,
        "DICTIONARY": address.DICTIONARY,
    }
    return environment
