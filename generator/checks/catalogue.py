"""The catalogue of all checks: meaning, legitimate causes and remedy of each; `manual` writes it as a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from generator.checks.equations import format_sum, labels_across
from generator.model.form import Form
from generator.model.rule import Rule, Term
from generator.model.table import Block
from generator.sources.yaml_data import read_data

DATA = Path(__file__).with_suffix(".yml")

_RELATIONS = {"=": "=", "<=": "≤", ">=": "≥"}
_DOES_NOT_HOLD = "核对原件，改正填错的数；原件就是这样错的，写入 accepts 说明理由。"
_NOT_CARRIED_OVER = "核对两年的报告；确实如此的，写入 accepts 说明理由。"
_BLANK_CELLS = {
    "level": "warning",
    "means": "表中有空白，或者读不出数的格，涉及它们的勾稽关系无法核对。",
    "causes": "原件如此。",
    "do": "空白不当作 0：确实是 0 的填 0，原件如此的可以不改。",
}


@dataclass(frozen=True)
class Entry:
    """One check: its id, level (error or warning), meaning, remedy, legitimate causes, and source of the rule."""

    id: str
    title: str
    level: str
    means: str
    do: str
    causes: str = ""
    by: str = ""


@dataclass(frozen=True)
class Group:
    """The checks of one family, with a title and an introduction."""

    title: str
    about: str
    entries: tuple[Entry, ...]


def catalogue(forms: Iterable[Form]) -> tuple[Group, ...]:
    """Return all checks: those of the data file and the equations of the forms."""
    return tuple(_group(group, list(forms)) for group in _data())


@cache
def _data() -> list[Mapping[str, Any]]:
    return list(read_data(DATA))


def _group(data: Mapping[str, Any], forms: list[Form]) -> Group:
    entries = _equations(forms) if data.get("forms") else _listed(data["checks"])
    return Group(data["family"], data["about"], tuple(entries))


def _listed(checks: Mapping[str, Mapping[str, str]]) -> Iterator[Entry]:
    for id, entry in checks.items():
        yield Entry(id, **entry)


def _equations(forms: list[Form]) -> Iterator[Entry]:
    """Yield an entry for each rule, worded as in the newest form, then one for the blank cells of each table."""
    newest_first = sorted(forms, key=lambda form: -(form.first_year or 0))
    rules: dict[str, Entry] = {}
    titles: dict[str, str] = {}
    for form in newest_first:
        for section in form.sections:
            for block in form.tables[section.key].blocks if section.key in form.tables else ():
                for rule in block.rules:
                    rules.setdefault(rule.id, _equation(form, block, rule))
                    if not rule.across_years:
                        titles.setdefault(section.key, section.title)
    yield from rules.values()
    for key, title in titles.items():
        yield Entry(f"{key}.blank", f"“{title}”有不能计算的格", **_BLANK_CELLS)


def _equation(form: Form, block: Block, rule: Rule) -> Entry:
    line = "每一行" if rule.each == "row" else "每一列"
    return Entry(
        id=rule.id,
        title=rule.title or _rule_text(block, rule),
        level=rule.weight,
        means=f"{line}都应当：{_rule_text(block, rule)}。",
        do=_NOT_CARRIED_OVER if rule.across_years else _DOES_NOT_HOLD,
        causes=f"{rule.causes}。" if rule.causes else "",
        by=form.issued,
    )


def _rule_text(block: Block, rule: Rule) -> str:
    """Return the rule written with the printed labels."""
    labels = labels_across(block, rule)

    def side(terms: tuple[Term, ...]) -> str:
        return format_sum((term.sign, f"{'上年的' if term.previous else ''}{labels[term.name]}") for term in terms)

    return f"{side(rule.left)} {_RELATIONS[rule.relation]} {side(rule.right)}"
