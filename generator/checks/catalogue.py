"""The catalogue of all checks, declared ones and equations of the forms; `manual` writes it as a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.checks.equations import format_sum, labels_across
from generator.model.form import Form, Section, newest_first
from generator.model.rule import Rule, Term
from generator.model.table import Block
from generator.sources.declared import GROUPS, DeclaredCheck, Group

_RELATIONS = {"=": "=", "<=": "≤", ">=": "≥"}
_DOES_NOT_HOLD = "核对原件，改正填错的数；原件就是这样错的，写入 accepts 说明理由。"
_NOT_CARRIED_OVER = "核对两年的报告；确实如此的，写入 accepts 说明理由。"


def catalogue(forms: Iterable[Form]) -> tuple[Group, ...]:
    """Return all checks by group: those of `checks.yml` and the equations of the forms."""
    equations = tuple(_equations(list(forms)))
    return tuple(group if group.checks else group._replace(checks=equations) for group in GROUPS)


def blank_cells(section: Section) -> DeclaredCheck:
    """Return the check for the cells of a section's table that no equation can count with."""
    return DeclaredCheck(
        id=f"{section.key}.blank",
        level="warning",
        title=f"“{section.title}”有不能计算的格",
        means="表中有空白，或者读不出数的格，涉及它们的勾稽关系无法核对。",
        do="空白不当作 0：确实是 0 的填 0，原件如此的可以不改。",
        causes="原件如此。",
    )


def _equations(forms: list[Form]) -> Iterator[DeclaredCheck]:
    """Yield a check for each rule, worded as in the newest form, then one for the blank cells of each table."""
    rules: dict[str, DeclaredCheck] = {}
    sections: dict[str, Section] = {}
    for form in newest_first(forms):
        for section in form.sections:
            for block in form.tables[section.key].blocks if section.key in form.tables else ():
                for rule in block.rules:
                    rules.setdefault(rule.id, _equation(form, block, rule))
                    if not rule.across_years:
                        sections.setdefault(section.key, section)
    yield from rules.values()
    yield from map(blank_cells, sections.values())


def _equation(form: Form, block: Block, rule: Rule) -> DeclaredCheck:
    line = "每一行" if rule.each == "row" else "每一列"
    return DeclaredCheck(
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
