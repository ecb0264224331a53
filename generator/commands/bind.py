"""`gongkai bind`: replace figures typed in a report's text by references to cells."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from generator.authoring.references import TypedFigure, proposals, write_references
from generator.commands.common import exit_code, fail, find_report, load, print_problems
from generator.commands.options import reports_option
from generator.commands.output import say
from generator.model.paths import shown_path


@click.command()
@click.argument("report", metavar="机关/年度")
@reports_option
@click.option("--apply", "write", is_flag=True, help="把列出的引用写进文件；公布的文字一字不变。")
def bind(report: str, root: Path, write: bool) -> None:
    """找出正文里手打的、就是表中某一格的数，列出可以换成的引用。"""
    catalog = load(root)
    found, problems = find_report(catalog, report)
    figures = proposals(catalog, found)
    replaceable = [figure for figure in figures if figure.cell]
    for figure in replaceable:
        finding = f"{figure.typed} → {figure.reference}（{figure.label}）"
        say(f"{_place(figure)}: {finding}\n    {figure.sentence}", err=False)
    for figure in figures:
        if not figure.cell:
            say(f"{_place(figure)}: {figure.typed} 不换：{figure.label}。\n    {figure.sentence}")
    if write and replaceable and not write_references(catalog, found, replaceable):
        fail(f"{shown_path(found.path)} 的写法特别，引用没有写进去，文件没有改动。请照上面的清单自己改。")
    say(_summary(figures, replaceable, write=write))
    errors = [problem for problem in problems if problem.level == "error"]
    print_problems(errors)
    sys.exit(exit_code(errors))


def _place(figure: TypedFigure) -> str:
    return f"{shown_path(figure.at.path)}:{figure.at.line}:{figure.at.column}"


def _summary(figures: Sequence[TypedFigure], replaceable: Sequence[TypedFigure], *, write: bool) -> str:
    others = len(figures) - len(replaceable)
    rest = f"另有 {others} 处不能确定或不便替换，没有动。" if others else ""
    if not replaceable:
        return f"没有可以换成引用的数。{rest}"
    if write:
        return f"已把 {len(replaceable)} 处换成引用，公布的文字没有变。{rest}"
    return f"有 {len(replaceable)} 处可以换成引用。{rest}核对后加上 --apply 写进文件。"
