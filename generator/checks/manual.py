"""The page of the manual that explains every check, in Markdown.

`python -m generator.checks.manual FILE` writes it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from generator.checks.catalogue import catalogue
from generator.sources.declared import Group
from generator.sources.form_loader import load_forms

_LEVELS = {"error": "错误，不处理不能发布", "warning": "疑问，不妨碍发布"}


def page(groups: Iterable[Group]) -> str:
    """Return the manual's page of checks; the anchor of each check is its id."""
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
    for check in group.checks:
        lines += ["", f"### {check.title} {{ #{check.id} }}", "", f"`{check.id}`：{_LEVELS[check.level]}。", ""]
        facts = {"含义": check.means, "常见的正当原因": check.causes, "怎么办": check.do, "依据": check.by}
        lines += [f"- {name}：{text}" for name, text in facts.items() if text]
    return lines


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(catalogue(load_forms().values())), encoding="utf-8")
