"""`gongkai correct`: keep the published version of a report and record what changed since."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import click

from generator.authoring.checkout import checkout
from generator.authoring.corrections import Recorded, published_version, record_correction
from generator.authoring.refusal import UnchangedError
from generator.checks import check_catalog
from generator.checks.since import check_since
from generator.commands.common import exit_code, find_report, load, refusals, reports_option, tell
from generator.model.catalog import Catalog
from generator.model.keys import correctable
from generator.model.paths import shown_path
from generator.model.problem import Problem
from generator.model.report import Correction, Report
from generator.sources.catalog import load_catalog


@click.command()
@click.argument("name", metavar="AGENCY/YEAR")
@reports_option
@click.option("--reason", required=True, metavar="TEXT", help="更正的原因，会公布。")
@click.option("--since", "revision", default="HEAD", show_default=True, metavar="REV", help="公布时的 git 版本。")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="更正的日期，默认为今天。")
def correct(name: str, root: Path, reason: str, revision: str, day: datetime | None) -> None:
    """更正一份公布过的报告：先改好文件，再用本命令保存公布过的旧版，记下改了什么。"""
    catalog = load(root)
    report, problems = find_report(catalog, name)
    _refuse_unreadable(report, problems)
    correction = Correction((day.date() if day else date.today()), " ".join(reason.split()))
    try:
        with refusals(), checkout(catalog, revision) as (before, names):
            old = published_version(before, names, report, revision)
            _show(catalog, report, record_correction(catalog, old, report, correction))
            current = load_catalog(root, catalog.forms)
            left = [each for each in check_since(before, current, date.today()) if each.at.path == report.path]
    except UnchangedError as error:
        click.echo(str(error), err=True)
        sys.exit(0)
    left += [each for each in check_catalog(current) if each.at.path == report.path and each.level == "error"]
    tell(left)
    sys.exit(exit_code(left))


def _refuse_unreadable(report: Report, problems: list[Problem]) -> None:
    """End the command where it is not certain what the report says now."""
    wrong = [each for each in problems if each.check.startswith("source.") or each.check == "cell.open"]
    if exit_code(wrong):
        tell(wrong)
        click.echo(f"{shown_path(report.path)} 还没有改好，没有写更正记录。请先改正上面的错误。", err=True)
        sys.exit(1)


def _show(catalog: Catalog, report: Report, recorded: Recorded) -> None:
    """Print the files written to standard output, and the changes recorded to standard error, one a line."""
    form, found = catalog.form_of(report), recorded.changes
    texts = correctable(form)
    lines = [f"{form.label(cell)}：{was or '空白'} → {now or '空白'}" for cell, (was, now) in found.cells.items()]
    lines += [f"{texts[key]}：文字有改动" for key in found.texts]
    click.echo("".join(f"{shown_path(path)}\n" for path in recorded.written), nl=False)
    click.echo("\n".join(lines) or "改动都已经有更正记录。", err=True)
