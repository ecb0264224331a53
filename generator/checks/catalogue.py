"""The catalogue of all checks: meaning, legitimate causes and remedy of each; also written as a page of the manual.

`python -m generator.checks.catalogue FILE` writes the page.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from generator.checks.equations import format_sum, labels_across
from generator.model.form import Form
from generator.model.rule import Rule, Term
from generator.model.table import Block
from generator.sources.form_loader import load_forms
from generator.sources.yaml_data import read_data

DATA = Path(__file__).with_suffix(".yml")

_LEVELS = {"error": "错误，不处理不能发布", "warning": "疑问，不妨碍发布"}
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
    """Yield an entry for each rule as its newest form words it, then one for the blank cells of each table."""
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


def page(groups: Iterable[Group]) -> str:
    """Return the manual's page of checks, each under its id as the anchor."""
    return "\n".join(line for part in (_INTRODUCTION, *map(_group_lines, groups)) for line in part) + "\n"


_INTRODUCTION = [
    "# 全部检查",
    "",
    "提示末尾方括号里的是检查名，例如 `[cell.text]`。在这一页可以查到它是什么意思、为什么会这样、怎么办。",
    "",
    "**错误**不处理不能发布；**疑问**请核对，不妨碍发布。",
    "核对过、确实如此的，在报告里写上 `accepts` 和理由，以后就只是一条说明：",
    "",
    "```yaml",
    "accepts:",
    "  - {check: 检查名, cell: 单元格名, reason: 原件如此}",
    "```",
    "",
    "`cell` 可以不写；不写时，这份报告里同名的检查都算说明过了。",
    "勾稽关系不成立的，还可以写上两边的数，例如 `sides: [0, 1]`：以后数又变了，会重新提示。",
]


def _group_lines(group: Group) -> list[str]:
    lines = ["", f"## {group.title}", "", group.about]
    for entry in group.entries:
        lines += ["", f"### {entry.title} {{ #{entry.id} }}", "", f"`{entry.id}`：{_LEVELS[entry.level]}。", ""]
        facts = {"含义": entry.means, "常见的正当原因": entry.causes, "怎么办": entry.do, "依据": entry.by}
        lines += [f"- {name}：{text}" for name, text in facts.items() if text]
    return lines


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(catalogue(load_forms().values())), encoding="utf-8")
