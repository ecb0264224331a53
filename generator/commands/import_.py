"""`gongkai import`: a report as it was published, in whatever file, to a source file and a list of what is open."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator import listing
from generator.commands.batch import import_folder
from generator.commands.common import SourcePath, refuse, reports_option
from generator.commands.imported import Imported, RefusedError, Request, as_json, as_text, import_file, surroundings


@click.command("import")
@click.argument("source", metavar="FILE|DIR", type=SourcePath(exists=True))
@click.option("--agency", help="机关代号，例如 qiyang/zjj。导入文件夹时写在 import.csv 里。")
@click.option("--year", type=click.IntRange(1990, 2099), help="报告年度。导入文件夹时写在 import.csv 里。")
@click.option("-o", "--output", type=click.Path(dir_okay=False, allow_dash=True), help="写到哪个文件；“-”为标准输出。")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True)
@reports_option
def import_(source: Path, agency: str | None, year: int | None, output: str | None, style: str, root: Path) -> None:
    """导入 Word、网页、PDF、Excel 或文本形式的报告；拿不准的数写成“?”并列出。"""
    if source.is_dir():
        if agency or year or output:
            refuse("导入文件夹时不写 --agency、--year 和 -o：各份报告的机关和年度写在文件夹里的 import.csv 中。")
        sys.exit(import_folder(source, root, style))
    if not agency or year is None:
        refuse("请写明 --agency 和 --year，例如 --agency qiyang/zjj --year 2024。")
    target = None if output == "-" else Path(output).absolute() if output else root / agency.strip("/") / f"{year}.yml"
    request = Request(source, agency.strip("/"), year, target)
    try:
        done = import_file(request, surroundings(root))
    except RefusedError as error:
        refuse(str(error))
    _tell(done, style)
    sys.exit(done.exit_code)


def _tell(done: Imported, style: str) -> None:
    """The YAML or its path to standard output, the problems to standard error; as JSON they are what was asked for."""
    if done.request.target is None:
        click.echo(done.text, nl=False)
    elif style == "text":
        click.echo(listing.shown_path(done.request.target))
    if style == "json":
        click.echo(as_json([done]), nl=False, err=done.request.target is None)
    else:
        click.echo(as_text(done), nl=False, err=True)
