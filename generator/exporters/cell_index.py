"""The index of the cell files: agencies, the reports of each year, and forms with labels, roles and sums.

The format is described in `docs/manual/data.md`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from generator.exporters.cell_files import order_of, reports_of_year
from generator.exporters.cells import cell_labels
from generator.model.agency import AGENCY_KINDS
from generator.model.catalog import Catalog
from generator.model.form import Form, Role
from generator.model.report import Report
from generator.model.rule import Rule


def index_file(catalog: Catalog, *, demo: bool = False) -> bytes:
    """Return the index: agencies, their kinds, the reports of each year in the order of the files, and the forms."""
    years = {year: reports for year in catalog.years if (reports := reports_of_year(catalog, year, demo=demo))}
    ids = dict.fromkeys(report.agency for reports in years.values() for report in reports)
    numbers = {id: number for number, id in enumerate(id for id in catalog.agencies if id in ids)}
    agencies = {id: _agency(catalog, id) for id in numbers}
    places = dict.fromkeys(each["government"] for each in agencies.values() if each["government"] not in numbers)
    used = {report.form for reports in years.values() for report in reports}
    index = {
        "agencies": list(agencies.values()),
        "places": {id: catalog.agencies[id].name for id in places},
        "kinds": AGENCY_KINDS,
        "years": {str(year): _year(catalog, reports, numbers) for year, reports in years.items()},
        "forms": {id: _form(form) for id, form in catalog.forms.items() if id in used},
    }
    return (json.dumps(index, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def forms_file(catalog: Catalog) -> bytes:
    """Return the forms in use by any report, as the index has them: small enough to be read by every search."""
    used = {report.form for year in catalog.years for report in catalog.reports_in(year)}
    forms = {id: _form(form) for id, form in catalog.forms.items() if id in used}
    return (json.dumps(forms, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _agency(catalog: Catalog, id: str) -> dict[str, Any]:
    agency = catalog.agencies[id]
    return {"id": id, "name": agency.name, "kind": agency.kind, "government": catalog.government(agency).id}


def _year(catalog: Catalog, reports: Sequence[Report], numbers: Mapping[str, int]) -> dict[str, Any]:
    """Return whose the reports are and their forms, both as runs, and the names that agencies bore only then.

    Reports stand in the order of agencies, so theirs are how many to pass over, how many follow each other, and so on.
    """
    forms: list[list[Any]] = []
    for report in reports:
        if not forms or forms[-1][0] != report.form:
            forms.append([report.form, 0])
        forms[-1][1] += 1
    names = {
        str(number): name
        for number, report in enumerate(reports)
        if (name := catalog.name_in(report.agency, report.year)) != catalog.agencies[report.agency].name
    }
    agencies = _runs([numbers[report.agency] for report in reports])
    return {"order": order_of(reports), "agencies": agencies, "forms": forms, "names": names}


def _runs(ascending: Iterable[int]) -> list[int]:
    """Return ascending numbers as runs: how many to pass over, how many follow each other, and so on."""
    runs: list[int] = []
    end = 0
    for number in ascending:
        if not runs or number > end:
            runs += [number - end, 0]
        runs[-1] += 1
        end = number + 1
    return runs


def _form(form: Form) -> dict[str, Any]:
    """Return a form's cells with labels and unit, its roles, what adds up to what, and the outcomes of requests."""
    roles = {**form.roles, **form.narrative_roles}
    outcomes = form.outcomes
    return {
        "name": form.name,
        "cells": {name: [*labels, unit] for name, (*labels, unit) in cell_labels(form).items()},
        "roles": {key: _role(role) for key, role in roles.items()},
        "sums": [
            {"section": section, "each": rule.each, "whole": whole, "parts": parts}
            for section, table in form.tables.items()
            for block in table.blocks
            for rule in block.rules
            for whole, parts in _sums(rule)
        ],
        "outcomes": outcomes
        and {
            "received": outcomes.received.key,
            "concluded": outcomes.concluded.key,
            "parts": [part.key for part in outcomes.parts],
        },
    }


def _sums(rule: Rule) -> Iterator[tuple[str, list[str]]]:
    """Yield the line that the rule makes the sum of others, and those, if it does so."""
    sides = [rule.left, rule.right]
    for whole, parts in (sides, sides[::-1]):
        if rule.is_certain and len(whole) == 1 < len(parts) and all(term.sign > 0 for term in (*whole, *parts)):
            yield whole[0].name, [term.name for term in parts]


def _role(role: Role) -> dict[str, Any]:
    return {"label": role.label, "unit": role.unit, "cells": role.cells, "addsUp": role.adds_up}
