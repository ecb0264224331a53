"""`gongkai check`: list the problems of reports; with `--fix`, first fill in blanks that are certain."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

import click

from generator import formatters
from generator.authoring.check_run import CheckRun, check_paths, is_within, roots_of
from generator.authoring.fixes import fix_reports
from generator.checks.catalogue import catalogue
from generator.commands.common import current_day, exit_code, fail_if_refused, load, print_problems
from generator.commands.options import SourcePath, reports_option
from generator.commands.output import emit, say
from generator.model.catalog import Catalog
from generator.model.paths import shown_path
from generator.sources.form_loader import load_forms

FORMATS: dict[str, Callable[[CheckRun], str]] = {
    "json": lambda run: formatters.as_json(run.reports, run.problems),
    "github": lambda run: formatters.as_github(run.problems, run.touched),
    "sarif": lambda run: formatters.as_sarif(run.problems, catalogue(load_forms().values()), _site_url(run)),
    "markdown": lambda run: formatters.as_markdown(
        run.reports, run.problems, run.catalogs, formatters.source_base_url(os.environ), run.revised
    ),
}
"""The output formats for programs and services; the default format, text, is for people."""


def _site_url(run: CheckRun) -> str:
    return next((catalog.site.url for catalog in run.catalogs), "")


@click.command()
@click.argument("paths", nargs=-1, metavar="[文件或文件夹]...", type=SourcePath(exists=True))
@reports_option
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", *FORMATS]),
    default="text",
    show_default=True,
    help="列出问题的格式。",
)
@click.option("--since", metavar="版本", help="与 git 的这个版本相比，公布过的内容改了而没有更正记录的，也算错误。")
@click.option("--fix", is_flag=True, help="先补上能够确定的空白总计，显示改动；别的都不改。")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="今天的日期，默认照 SOURCE_DATE_EPOCH 或系统时钟。")
def check(
    paths: tuple[Path, ...], root: Path, output_format: str, since: str | None, fix: bool, today: datetime | None
) -> None:
    """核对报告：列出全部错误和疑问。可以写明文件或文件夹，不写则核对全部。"""
    with fail_if_refused():
        roots = roots_of(paths, root)
        if fix:
            _fix(map(load, roots), paths, diff_to_stderr=output_format in FORMATS)
        run = check_paths(paths, map(load, roots), since, today.date() if today else current_day())
    if output_format in FORMATS:
        emit(FORMATS[output_format](run))
    else:
        print_problems(run.problems)
        say(formatters.summary(run.reports, run.problems))
    sys.exit(exit_code(run.problems))


def _fix(catalogs: Iterable[Catalog], paths: tuple[Path, ...], *, diff_to_stderr: bool) -> None:
    """Fix the reports at the paths; print the diffs to standard output or error, everything else to standard error."""
    count = 0
    for catalog in catalogs:
        for fix, is_written in fix_reports(catalog, lambda report: is_within(report.path, paths)):
            path, cells = shown_path(fix.report.path), "；".join(fix.cells)
            if is_written:
                count += len(fix.cells)
                say(fix.diff(path), err=diff_to_stderr)
                say(f"{path}：补上了 {len(fix.cells)} 格空白的总计：{cells}。")
            else:
                say(f"{path}：没有改动，写不进文件。可以手工补上：{cells}。")
    if not count:
        say("没有能够确定补上的空白总计，文件都没有改动。")
