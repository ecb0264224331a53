"""`gongkai correct`: keep the published version of a report and record what has changed since."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import click

from generator.authoring.corrections import RecordedCorrection, correct_report, unreadable
from generator.authoring.errors import UnchangedError
from generator.commands.common import exit_code, fail_if_refused, find_report, load, print_problems
from generator.commands.options import reports_option
from generator.commands.output import say
from generator.model.form import Form
from generator.model.keys import correctable
from generator.model.paths import shown_path
from generator.model.report import Correction


@click.command()
@click.argument("name", metavar="机关/年度")
@reports_option
@click.option("--reason", required=True, metavar="原因", help="更正的原因，会公布。")
@click.option("--since", "revision", default="HEAD", show_default=True, metavar="版本", help="公布时的 git 版本。")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="更正的日期，默认为今天。")
def correct(name: str, root: Path, reason: str, revision: str, day: datetime | None) -> None:
    """更正一份公布过的报告：先改好文件，再用本命令保存公布过的旧版，记下改了什么。"""
    catalog = load(root)
    report, problems = find_report(catalog, name)
    if errors := unreadable(problems):
        print_problems(errors)
        say(f"{shown_path(report.path)} 还没有改好，没有写更正记录。请先改正上面的错误。")
        sys.exit(1)
    correction = Correction((day.date() if day else date.today()), " ".join(reason.split()))
    try:
        with fail_if_refused():
            recorded = correct_report(catalog, report, revision, correction)
    except UnchangedError as error:
        say(str(error))
        sys.exit(0)
    _print_recorded(recorded, catalog.form_of(report))
    print_problems(recorded.problems)
    sys.exit(exit_code(recorded.problems))


def _print_recorded(recorded: RecordedCorrection, form: Form) -> None:
    """Print the files written to standard output, and the changes recorded to standard error, one per line."""
    titles, changes = correctable(form), recorded.changes
    lines = [f"{form.label(cell)}：{was or '空白'} → {now or '空白'}" for cell, (was, now) in changes.cells.items()]
    lines += [f"{titles[key]}：文字有改动" for key in changes.texts]
    for path in recorded.written:
        say(shown_path(path), err=False)
    say("\n".join(lines) or "改动都已经有更正记录。")
