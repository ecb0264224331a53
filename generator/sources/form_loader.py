"""Load form files: `forms/*.yml` to `Form`.

Forms are part of the program, so one that contradicts itself raises FormError instead of being reported to an author.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from generator.model.form import Form, Forms
from generator.program import PACKAGE
from generator.sources.form_explanations import read_explanations, read_meanings
from generator.sources.form_line_breaks import read_line_breaks
from generator.sources.form_roles import read_outcomes, read_roles
from generator.sources.form_tables import read_form_table, read_section
from generator.sources.rule_parser import FormError
from generator.sources.yaml_data import read_data

FORMS = PACKAGE / "forms"
"""The folder of the official forms."""

_KEYS = {
    *("form", "base", "name", "title", "issued", "notice_title", "years", "sections", "tables"),
    *("roles", "narrative_roles", "outcomes", "regulation", "explanations", "meanings", "line_breaks"),
}


def load_forms(*folders: Path) -> Forms:
    """Return the forms of all form files in `folders` (by default the official ones). Raises FormError."""
    paths = sorted(
        (path for folder in folders or (FORMS,) for path in folder.glob("*.yml")), key=lambda path: path.name
    )
    raw = {path.stem: read_data(path) for path in paths}
    if len(raw) < len(paths):
        raise FormError("two form files with the same name")
    return Forms(_with_other_notices(_with_last_years({key: load_form(key, raw) for key in raw})))


def _with_last_years(forms: Mapping[str, Form]) -> dict[str, Form]:
    """Return the forms; one without a last year gets the year before the next form. Raises FormError if two overlap."""
    result = dict(forms)
    official = sorted((form.first_year, form.id) for form in forms.values() if form.first_year)
    for (first, id), (following, other) in pairwise(official):
        last = forms[id].last_year or following - 1
        if not first <= last < following:
            raise FormError(f"{id}.yml and {other}.yml: both are the form of {following}")
        result[id] = replace(forms[id], last_year=last)
    return result


def _with_other_notices(forms: Mapping[str, Form]) -> dict[str, Form]:
    """Return the forms, each with the notices that prescribe the others."""
    notices = {form.issued: form.notice_title for form in forms.values()}
    return {
        id: replace(
            form,
            other_notices=tuple(each for each in notices if each != form.issued),
            other_notice_titles=tuple(title for each, title in notices.items() if title and each != form.issued),
        )
        for id, form in forms.items()
    }


def load_form(id: str, raw: Mapping[str, Any]) -> Form:
    """Return the form `id`, given the data of all form files by id. Raises FormError."""
    if unknown := raw[id].keys() - _KEYS:
        raise FormError(f"{id}.yml: unknown keys {sorted(unknown)}")
    data = _with_base(id, raw)
    if data["form"] != id:
        raise FormError(f"{id}.yml: its form is {data['form']}")
    if orphans := data["tables"].keys() - data["sections"].keys():
        raise FormError(f"{id}.yml: tables without a section: {sorted(orphans)}")
    tables = {
        key: read_form_table(f"{id}.yml: {key}", key, data["tables"][key])
        for key in data["sections"]
        if key in data["tables"]
    }
    years = data["years"]
    line_breaks = read_line_breaks(id, raw, tables, data["roles"])
    roles = read_roles(id, data["roles"], tables, line_breaks)
    narrative_roles = read_roles(id, data.get("narrative_roles", {}), tables, line_breaks)
    return Form(
        id=id,
        name=data["name"],
        title=data["title"],
        issued=data["issued"],
        notice_title=data.get("notice_title", ""),
        first_year=years.get("from"),
        last_year=years.get("to"),
        sections=tuple(read_section(f"{id}.yml", key, entry) for key, entry in data["sections"].items()),
        tables=tables,
        roles=roles,
        narrative_roles=narrative_roles,
        outcomes=read_outcomes(id, data.get("outcomes"), {**roles, **narrative_roles}),
        explanations=read_explanations(id, data.get("explanations", {}), tables),
        meanings=read_meanings(id, data.get("meanings", {}), tables),
        regulation=data.get("regulation", ""),
        line_breaks=line_breaks,
    )


def _with_base(id: str, raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return the file's data merged into that of its base; null removes a key, a list replaces a list."""
    data = raw[id]
    if "base" not in data:
        return dict(data)
    if data["base"] not in raw:
        raise FormError(f"{id}.yml: unknown base {data['base']}")
    return _merged(_with_base(data["base"], raw), {name: value for name, value in data.items() if name != "base"})


def _merged(base: dict[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    result = dict(base)
    for key, value in change.items():
        if value is None:
            result.pop(key, None)
        elif isinstance(value, dict) and value and isinstance(result.get(key), dict):
            result[key] = _merged(result[key], value)
        else:
            result[key] = value
    return result
