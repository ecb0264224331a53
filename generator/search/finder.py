"""The data of the finder: agencies with their names, places, kinds and years, and how the names are pronounced."""

from __future__ import annotations

from collections import Counter
from typing import Any

from pypinyin import lazy_pinyin

from generator.catalog import Catalog
from generator.report import Report
from generator.search.text import agency_names, normalise
from generator.source import KINDS


def published_reports(catalog: Catalog) -> list[Report]:
    """The reports that are found, newest year first, then in the order of the agency tree: a place is a number."""
    return [report for year in catalog.years for report in catalog.reports_in(year) if not report.withdrawn]


def finder_data(catalog: Catalog, reports: list[Report]) -> dict[str, Any]:
    """What finder.json holds; an agency is `[id, name, short names, former names, kind, region, demo, years]`.

    A kind and a region are places in the lists `kinds` and `regions`; years is a bit set over the list `years`. The
    numbers of the reports follow from it: for each year each agency that has a report, in order.
    """
    years = sorted({report.year for report in reports}, reverse=True)
    held = Counter[str]()
    for report in reports:
        held[report.agency] += 1 << years.index(report.year)
    regions = _regions(catalog)
    region_ids = list(regions)
    kinds = list(KINDS)
    return {
        "years": years,
        "title": usual_title(catalog),
        "kinds": list(KINDS.items()),
        "regions": list(regions.items()),
        "sections": _section_titles(catalog),
        "pinyin": _readings(catalog),
        "agencies": [
            [
                agency.id,
                agency.name,
                list(agency.short_names),
                [former.name for former in agency.formerly],
                kinds.index(agency.kind),
                region_ids.index(catalog.government(agency).id),
                int(catalog.is_demo(agency.id)),
                held[agency.id],
            ]
            for agency in catalog.agencies.values()
        ],
    }


def usual_title(catalog: Catalog) -> str:
    """The title most forms have; a report's title is its agency's name, its year and this, unless listed."""
    titles = Counter(form.title for form in catalog.forms.values())
    return min(titles, key=lambda title: (-titles[title], title))


def unusual_titles(catalog: Catalog, reports: list[Report]) -> dict[int, str]:
    """The titles that do not follow from agency and year, by number of the report."""
    usual = usual_title(catalog)
    return {
        number: title
        for number, report in enumerate(reports)
        if (title := catalog.title(report)) != f"{catalog.agencies[report.agency].name}{report.year}年{usual}"
    }


def _regions(catalog: Catalog) -> dict[str, str]:
    """Names of the places by the id of their agency; a name borne twice has the place above before it."""
    found = {region.id: region for agency in catalog.agencies.values() for region in [catalog.government(agency)]}
    names = {id: region.name.removesuffix("人民政府") for id, region in found.items()}
    often = Counter(names.values())
    above = {id: catalog.above(region) for id, region in found.items()}
    return {
        id: f"{above[id][-1].name.removesuffix('人民政府')}{name}" if often[name] > 1 and above[id] else name
        for id, name in names.items()
    }


def _section_titles(catalog: Catalog) -> dict[str, dict[str, str]]:
    return {id: {section.key: section.title for section in form.sections} for id, form in catalog.forms.items()}


def _readings(catalog: Catalog) -> dict[str, list[str]]:
    """How each character is read in the names, in the words it stands in there (重庆 chong, 重点 zhong)."""
    readings: dict[str, set[str]] = {}
    for name in sorted({normalise(name) for agency in catalog.agencies.values() for name in agency_names(agency)}):
        characters = [character for character in name if "\u3400" <= character <= "\u9fff"]
        syllables = lazy_pinyin("".join(characters))
        for character, syllable in zip(characters, syllables, strict=True):
            readings.setdefault(character, set()).add(syllable)
    return {character: sorted(readings[character]) for character in sorted(readings)}
