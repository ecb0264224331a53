"""The Jinja environment of the page templates: everything escaped, nothing undefined, the site's addresses at hand."""

from __future__ import annotations

import re
from collections.abc import Iterable

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from generator.markup.escape import destination, escaped, output, quoted
from generator.model.agency import AGENCY_KINDS
from generator.model.paths import PROJECT
from generator.pages import address
from generator.pages.figures import in_chinese, shown

TEMPLATES = PROJECT / "templates"

_LETTER = re.compile("[A-Za-z]")


def lettered(text: str) -> bool:
    """Whether a heading has Latin letters: an id made of it could be another's, so the template gives it one."""
    return bool(_LETTER.search(text))


def breakable(words: Iterable[str]) -> Markup:
    """The words run together, with `<wbr>` where a line may break; CSS forbids all other breaks (`keep-all`)."""
    return Markup("<wbr>").join(map(escaped, words))


def make_environment() -> Environment:
    """Jinja with everything escaped, nothing undefined, and the site's addresses and words at hand."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=output,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["breakable"] = breakable
    environment.filters["day"] = in_chinese
    environment.filters["quoted"] = quoted
    environment.filters["destination"] = destination
    environment.filters["shown"] = shown
    environment.tests["lettered"] = lettered
    environment.globals |= {
        "report_address": address.report_address,
        "version_address": address.version_address,
        "agency_address": address.agency_address,
        "year_address": address.year_address,
        "status_address": address.status_address,
        "checks_address": address.checks_address,
        "KINDS": AGENCY_KINDS,
        "YEARS": address.YEARS,
        "AGENCIES": address.AGENCIES,
        "SEARCH": address.SEARCH,
        "CORRECTIONS": address.CORRECTIONS,
        "CHECKS": address.CHECKS,
        "MANUAL_CHECKS": address.MANUAL_CHECKS,
        "STATUS": address.STATUS,
        "DATA": address.DATA,
    }
    return environment
