"""`gongkai check --fix`: fill in what is certain, show the difference, say what was done."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import click

from generator import listing
from generator.commands.common import load
from generator.fixes import fix_of, write_fix


def mend(roots: Iterable[Path], wanted: Callable[[Path], bool], *, aside: bool) -> None:
    """Fix the wanted reports below the roots; the differences go to standard output, or `aside` to standard error."""
    cells = 0
    for catalog in map(load, roots):
        for report in catalog.reports.values():
            fix = fix_of(catalog, report) if wanted(report.path) else None
            if fix is None:
                continue
            path = listing.shown_path(report.path)
            try:
                written = write_fix(catalog, fix)
            except OSError:
                written = False
            if not written:
                click.echo(f"{path}：没有改动，写不进文件。可以手工补上：{'；'.join(fix.cells)}。", err=True)
                continue
            cells += len(fix.cells)
            click.echo(fix.difference(path), nl=False, err=aside)
            click.echo(f"{path}：补上了 {len(fix.cells)} 格空白的总计：{'；'.join(fix.cells)}。", err=True)
    if not cells:
        click.echo("没有能够确定补上的空白总计，文件都没有改动。", err=True)
