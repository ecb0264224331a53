"""`gongkai correct`: the published version is kept, and what has changed since is written down."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import click

from generator import listing
from generator.addresses import version_of
from generator.catalog import Catalog, load_catalog
from generator.changes import Changes, changes, new_corrections, untold
from generator.checks import check_catalog
from generator.checks.since import check_since, published
from generator.commands.common import exit_code, find_report, load, refuse, reports_option, tell
from generator.commands.past import past
from generator.report import Correction, Problem, Report
from generator.source import amended, correctable, correction_entry
from generator.source.rewrite import rewrite


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
    with past(catalog, revision) as (before, names):
        old = _published(before, names, report, revision)
        _correct(catalog, old, report, Correction((day.date() if day else date.today()), " ".join(reason.split())))
        current = load_catalog(root, catalog.forms)
        left = [each for each in check_since(before, current, date.today()) if each.at.path == report.path]
        left += [each for each in check_catalog(current) if each.at.path == report.path and each.level == "error"]
    tell(left)
    sys.exit(exit_code(left))


def _refuse_unreadable(report: Report, problems: list[Problem]) -> None:
    """End the command where it is not certain what the report says now."""
    wrong = [each for each in problems if each.check.startswith("source.") or each.check == "cell.open"]
    if exit_code(wrong):
        tell(wrong)
        click.echo(f"{listing.shown_path(report.path)} 还没有改好，没有写更正记录。请先改正上面的错误。", err=True)
        sys.exit(1)


def _published(before: Catalog, names: frozenset[str], report: Report, revision: str) -> Report:
    """The report as it was published; ends the command where it was not, or has not changed."""
    shown, name = listing.shown_path(report.path), f"{report.agency}/{report.year}.yml"
    if name not in names:
        refuse(f"{revision} 里没有 {shown}，还没有公布过，不用更正。")
    if not (before.root / name).exists():
        _nothing(f"{shown} 与 {revision} 里的一样。改动已经提交的，请用 --since 指明公布时的版本。")
    old = before.reports.get((report.agency, report.year))
    if old is None or old not in published(before):
        refuse(f"{revision} 里的 {shown} 有错误，没有公布过，不用更正。")
    return old


def _nothing(message: str) -> None:
    click.echo(message, err=True)
    sys.exit(0)


def _correct(catalog: Catalog, old: Report, report: Report, correction: Correction) -> None:
    """Keep the published version and write the entry; nothing is left behind unless both could be done."""
    found = changes(catalog, old, report)
    if not found:
        _nothing(f"{listing.shown_path(report.path)} 公布的内容没有变，不用更正。")
    rest = untold(found, new_corrections(old, report))
    entry = replace(correction, changes=rest.cells, text=tuple(rest.texts))
    _refuse_senseless(entry, report)
    kept = _keep(old, report)
    if rest and not _write(catalog, report, entry):
        if kept:
            kept.unlink()
        where = listing.shown_path(report.path)
        refuse(f"{where} 的写法特别，不能自动补上更正记录，什么都没有改。请自己加上：{correction_entry(entry)}")
    written = [*([kept] if kept else []), *([report.path] if rest else [])]
    click.echo("".join(f"{listing.shown_path(path)}\n" for path in written), nl=False)
    click.echo(_told(catalog, report, rest) if rest else "改动都已经有更正记录。", err=True)


def _refuse_senseless(entry: Correction, report: Report) -> None:
    if not entry.reason:
        refuse("--reason 不能空着，更正的原因会公布。")
    latest = max((each.date for each in report.corrections), default=entry.date)
    if entry.date < latest:
        refuse(f"更正的日期 {entry.date} 早于已有的更正记录（{latest}）。请用 --date 指明正确的日期。")


def _write(catalog: Catalog, report: Report, entry: Correction) -> bool:
    """Add the entry to the file; False, and nothing done, where it would not say just this."""
    data = amended(report.path.read_bytes(), entry)
    expected = replace(report, corrections=(*report.corrections, entry))
    return data is not None and rewrite(report, data, expected, catalog.forms)


def _keep(old: Report, report: Report) -> Path | None:
    """Write the published version beside the report; None where it is there already."""
    data, folder = old.path.read_bytes(), report.path.parent
    kept = sorted(version for path in folder.iterdir() if (version := version_of(path.name)))
    numbers = [number for year, number in kept if year == report.year]
    if numbers and (folder / f"{report.year}.v{numbers[-1]}.yml").read_bytes() == data:
        return None
    path = folder / f"{report.year}.v{max(numbers, default=0) + 1}.yml"
    with path.open("xb") as file:
        file.write(data)
    return path


def _told(catalog: Catalog, report: Report, found: Changes) -> str:
    """The changes, one a line."""
    form = catalog.form_of(report)
    texts = correctable(form)
    lines = [f"{form.label(cell)}：{was or '空白'} → {now or '空白'}" for cell, (was, now) in found.cells.items()]
    return "\n".join([*lines, *(f"{texts[key]}：文字有改动" for key in found.texts)])
