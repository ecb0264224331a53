"""`gongkai new`: create the file of a new report."""

from __future__ import annotations

from pathlib import Path

import click

from generator.authoring.new_report import create_report
from generator.commands.common import fail_if_refused, load
from generator.commands.options import reports_option
from generator.commands.output import say
from generator.model.paths import shown_path


@click.command()
@click.argument("agency")
@click.argument("year", type=click.IntRange(1990, 2099))
@reports_option
def new(agency: str, year: int, root: Path) -> None:
    """新建一份报告：应结转的数已填好，其余待填。"""
    catalog = load(root)
    with fail_if_refused():
        path = create_report(catalog, agency.strip("/"), year)
    say(shown_path(path), err=False)
