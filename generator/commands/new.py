"""`gongkai new`: create the file of a new report."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.authoring.new_report import create_report
from generator.commands.common import current_day, fail, fail_if_refused, load
from generator.commands.options import YEARS, reports_option
from generator.commands.output import say
from generator.model.paths import shown_path


@click.command()
@click.argument("agency", metavar="机关代号")
@click.argument("year", type=YEARS, metavar="年度")
@reports_option
def new(agency: str, year: int, root: Path) -> None:
    """新建一份报告（年度从 1990 到 2099）：应结转的数已填好，其余待填。"""
    catalog = load(root)
    if year >= current_day().year:
        _ask_about_the_year(year)
    with fail_if_refused():
        path = create_report(catalog, agency.strip("/"), year)
    say(shown_path(path), err=False)


def _ask_about_the_year(year: int) -> None:
    """Ask whether a year that has not ended is meant; without a terminal, only say so, and go on."""
    question = f"{year} 年还没有结束，年度报告说的是过去的一年，是不是想写 {current_day().year - 1}？"
    if is_on_terminal():
        if not click.confirm(f"{question}仍要新建 {year} 年度的，请回答 y", err=True):
            fail("没有新建。")
    else:
        say(f"疑问: {question}已经照写的新建；写错了的，请删去这个文件，再新建一次。")


def is_on_terminal() -> bool:
    """Return whether somebody is there to answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()
