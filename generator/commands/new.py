"""`gongkai new`: next year's file, ready to be filled in."""

from __future__ import annotations

from pathlib import Path

import click

from generator.authoring.new_report import new_report_text
from generator.commands.common import load, refuse, reports_option
from generator.model.paths import shown_path


@click.command()
@click.argument("agency")
@click.argument("year", type=click.IntRange(1990, 2099))
@reports_option
def new(agency: str, year: int, root: Path) -> None:
    """新建一份报告：应结转的数已填好，其余待填。"""
    catalog, agency = load(root), agency.strip("/")
    if agency not in catalog.agencies:
        folder = shown_path(root / agency)
        refuse(f"没有机关“{agency}”。请先建文件夹 {folder}，并在其中写好 agency.yml。")
    path = root / agency / f"{year}.yml"
    if path.exists():
        refuse(f"{shown_path(path)} 已经存在，不会覆盖。")
    form = catalog.forms.for_year(year)
    if form is None:
        refuse(f"{year} 年度没有统一格式。")
    path.write_text(new_report_text(catalog, agency, year, path), encoding="utf-8")
    click.echo(shown_path(path))
