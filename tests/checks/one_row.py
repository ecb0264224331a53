"""Reports with a table of one row, for rules of a few cells that no official form has."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator.checks.subject import Subject
from generator.model.report import Accept, Report
from generator.sources.form_loader import load_forms
from generator.sources.reading.cells import read_cell

_FORM = """\
form: sums
name: 合计
title: 报告
issued: 本测试
years: {{from: 1995, to: 1995}}
sections: {{sums: {{title: 一、数}}}}
tables:
  sums:
    corner: 数
    unit: 件
    columns: {{x: 甲, y: 乙, total: 小计, all: 总计}}
    rows: {{one: 第一行}}
    rules: [{rules}]
roles: {{}}
"""


def one_row(folder: Path, rules: Sequence[str], printed: Sequence[str], *accepts: Accept) -> Subject:
    """Return a report of the cells `x`, `y`, `total` and `all`, whose form has the rules; `folder` takes its file."""
    (folder / "sums.yml").write_text(_FORM.format(rules=", ".join(rules)), encoding="utf-8")
    cells = tuple(read_cell(text, "件")[0] for text in printed)
    report = Report("jia", 1995, "sums", {"sums": {"one": cells}}, {}, accepts=accepts)
    return Subject(report, load_forms(folder)["sums"])
