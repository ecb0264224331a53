"""`gongkai correct`: the published version is kept, and what has changed since is written down."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import click

from generator import listing
from generator.catalog import Catalog, load_catalog
from generator.changes import Changes, changes, new_corrections, untold
from generator.checks import check_catalog
from generator.checks.since import check_since, published
from generator.commands.common import exit_code, find_report, load, refuse, reports_option, tell
from generator.commands.past import past
from generator.report import Correction, Problem, Report
from generator.source import amended, correctable, correction_entry, load_report


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
    """Keep the published version and write the entry; nothing is written unless both can be."""
    found = changes(catalog, old, report)
    if not found:
        _nothing(f"{listing.shown_path(report.path)} 公布的内容没有变，不用更正。")
    if not correction.reason:
        refuse("--reason 不能空着，更正的原因会公布。")
    rest = untold(found, new_corrections(old, report))
    entry = replace(correction, changes=rest.cells, text=tuple(rest.texts))
    text = _with_entry(catalog, report, entry) if rest else None
    _keep(old, report)
    if text is not None:
        _put(report.path, text)
        click.echo(listing.shown_path(report.path))
    click.echo(_told(catalog, report, rest) if rest else "改动都已经有更正记录。", err=True)


def _with_entry(catalog: Catalog, report: Report, entry: Correction) -> bytes:
    """The file with the entry, which has been read again to see that it says this and nothing else."""
    latest = max((each.date for each in report.corrections), default=entry.date)
    if entry.date < latest:
        refuse(f"更正的日期 {entry.date} 早于已有的更正记录（{latest}）。请用 --date 指明正确的日期。")
    text = amended(report.path.read_bytes(), entry)
    expected = replace(report, corrections=(*report.corrections, entry))
    if text is None or _read(catalog, report, text) != expected:
        where = listing.shown_path(report.path)
        refuse(f"{where} 的写法特别，不能自动补上更正记录，什么都没有改。请自己加上：{correction_entry(entry)}")
    return text


def _read(catalog: Catalog, report: Report, text: bytes) -> Report | None:
    """What the text says in the place of the report's file."""
    path = _beside(report.path)
    try:
        path.write_bytes(text)
        return load_report(path, report.agency, report.year, catalog.forms)[0]
    finally:
        path.unlink(missing_ok=True)


def _keep(old: Report, report: Report) -> None:
    """Write the published version beside the report, unless it is there already."""
    data, folder = old.path.read_bytes(), report.path.parent
    numbers = range(1, 10_000)
    kept = [path for number in numbers if (path := folder / f"{report.year}.v{number}.yml").exists()]
    if kept and kept[-1].read_bytes() == data:
        return
    path = folder / f"{report.year}.v{len(kept) + 1}.yml"
    with path.open("xb") as file:
        file.write(data)
    click.echo(listing.shown_path(path))


def _put(path: Path, data: bytes) -> None:
    """Replace the file at once, so that a failure leaves the old one whole."""
    new = _beside(path)
    try:
        new.write_bytes(data)
        new.chmod(path.stat().st_mode)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    """A hidden file, which no catalog reads."""
    return path.with_name(f".{path.name}.new")


def _told(catalog: Catalog, report: Report, found: Changes) -> str:
    """The changes, one a line."""
    form = catalog.form_of(report)
    texts = correctable(form)
    lines = [f"{form.label(cell)}：{was or '空白'} → {now or '空白'}" for cell, (was, now) in found.cells.items()]
    return "\n".join([*lines, *(f"{texts[key]}：文字有改动" for key in found.texts)])
