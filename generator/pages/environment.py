"""The Jinja environment of the page templates: everything escaped, nothing undefined, the site's addresses at hand."""

from __future__ import annotations

import json
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from generator.pages import address
from generator.pages.figures import in_chinese, shown
from generator.source import KINDS

TEMPLATES = Path(__file__).parent.parent.parent / "templates"


def quoted(value: object) -> Markup:
    """A value as JSON, which is YAML: for the front matter, where the template's HTML escaping has no place."""
    return Markup(json.dumps(value, ensure_ascii=False))  # noqa: S704  (front matter; main.html escapes what it prints)


def make_environment() -> Environment:
    """Jinja with everything escaped, nothing undefined, and the site's addresses and words at hand."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["day"] = in_chinese
    environment.filters["quoted"] = quoted
    environment.filters["shown"] = shown
    environment.globals |= {
        "report_address": address.report_address,
        "version_address": address.version_address,
        "agency_address": address.agency_address,
        "year_address": address.year_address,
        "status_address": address.status_address,
        "checks_address": address.checks_address,
        "KINDS": KINDS,
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
