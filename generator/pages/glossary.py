"""The view of the glossary: what the rows and columns of the official tables mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypedDict

from generator.model.catalog import Catalog
from generator.model.form import Explanation, Form, newest_first


class Term(NamedTuple):
    """An explained heading: its anchor on the page, and the forms that print it with this meaning."""

    anchor: str
    explanation: Explanation
    forms: str


class TermGroup(NamedTuple):
    """The terms of one section, under the newest title of the section."""

    anchor: str
    title: str
    terms: Sequence[Term]


class GlossaryView(TypedDict):
    """Variables of `pages/glossary.md.j2`."""

    regulation: str
    groups: Sequence[TermGroup]


def glossary_view(catalog: Catalog) -> GlossaryView:
    """Return the variables of `pages/glossary.md.j2`: the official forms' terms, those of the newest form first."""
    forms = newest_first(form for form in catalog.forms.values() if form.first_year)
    titles: dict[str, str] = {}
    for form in forms:
        for section in form.sections:
            titles.setdefault(section.key, section.title)
    groups = [TermGroup(f"terms-{key}", title, _terms(key, forms)) for key, title in titles.items()]
    regulation = next((form.regulation for form in forms if form.regulation), "")
    return {"regulation": regulation, "groups": [group for group in groups if group.terms]}


def _terms(section: str, forms: Sequence[Form]) -> list[Term]:
    """Return the section's terms, each once; one whose meaning differs between forms is listed for each of them."""
    found: dict[Explanation, list[Form]] = {}
    for form in forms:
        for each in form.explanations:
            if each.section == section:
                found.setdefault(each, []).append(form)
    anchors: dict[str, int] = {}
    terms = []
    for explanation, used in found.items():
        anchors[explanation.name] = number = anchors.get(explanation.name, 0) + 1
        anchor = explanation.name if number == 1 else f"{explanation.name}-{number}"
        terms.append(
            Term(anchor, explanation, "" if len(used) == len(forms) else "、".join(each.name for each in used))
        )
    return terms
