"""`gongkai import`: turn a published report, in any file format, into a source file and a list of questions."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import click

from generator.authoring.import_file import (
    Imported,
    Request,
    agency_and_year,
    catalog_around,
    import_file,
    read_original,
)
from generator.authoring.import_folder import import_listed, requests_of
from generator.authoring.refusal import RefusedError
from generator.authoring.reimport import reimport
from generator.commands.common import SourcePath, refusals, refuse, reports_option
from generator.formatters import import_as_json, import_as_text
from generator.model.paths import shown_path
from generator.model.provenance import read_origin


@click.command("import")
@click.argument("source", metavar="FILE|DIR", type=SourcePath(exists=True))
@click.option("--agency", help="机关代号，例如 qiyang/zjj。本系统导出的文件自己带着，导入文件夹时写在 import.csv 里。")
@click.option("--year", type=click.IntRange(1990, 2099), help="报告年度；同上。")
@click.option("-o", "--output", type=click.Path(dir_okay=False, allow_dash=True), help="写到哪个文件；“-”为标准输出。")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--force", is_flag=True, help="文件是从另一个版本导出的也写入。")
@reports_option
def import_(
    source: Path, agency: str | None, year: int | None, output: str | None, style: str, force: bool, root: Path
) -> None:
    """导入 Word、网页、PDF、Excel 或文本形式的报告；拿不准的数写成“?”并列出。

    本系统导出的 Word、Excel 文件修改以后再导入，只把改过的格和段落写进原来的报告。
    """
    if source.is_dir():
        if agency or year or output:
            refuse("导入文件夹时不写 --agency、--year 和 -o：各份报告的机关和年度写在文件夹里的 import.csv 中。")
        sys.exit(_import_folder(source, root, style))
    with refusals():
        document = read_original(source)
        origin = read_origin(document.labels)
        agency, year = agency_and_year(source, origin, agency, year)
        usual = root / agency / f"{year}.yml"
        target = None if output == "-" else Path(output).absolute() if output else usual
        request, catalog = Request(source, agency, year, target), catalog_around(root)
        if origin and target == usual and usual.exists():
            imported = reimport(request, document, origin, catalog, force=force)
        else:
            imported = import_file(request, catalog, document)
    _show(imported, style)
    sys.exit(int(imported.waiting > 0))


def _import_folder(folder: Path, root: Path, style: str) -> int:
    """Import every file that the folder's table lists, continuing after a bad one; return the exit code."""
    done: list[Imported] = []
    refused: list[str] = []
    with refusals():
        wanted, catalog = requests_of(folder, root), catalog_around(root)
    with click.progressbar(wanted, label="导入", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        for request in bar:
            try:
                done.append(import_listed(request, folder, catalog))
            except RefusedError as error:
                refused.append(str(error))
    if style == "json":
        click.echo(_as_json(done), nl=False)
    else:
        click.echo("".join(map(_as_text, done)), nl=False, err=True)
    for message in refused:
        click.echo(f"gongkai: {message}", err=True)
    waiting = sum(each.waiting > 0 for each in done)
    counts = f"导入 {len(done)} 份，其中 {waiting} 份有待核实；{len(refused)} 个没有导入"
    click.echo(f"共 {len(wanted)} 个文件：{counts}。", err=True)
    return 2 if refused else int(waiting > 0)


def _show(imported: Imported, style: str) -> None:
    """Print the YAML or its path to standard output, the problems to stderr; as JSON they are what was asked for."""
    if imported.request.target is None:
        click.echo(imported.text, nl=False)
    elif style == "text" and imported.text:
        click.echo(shown_path(imported.request.target))
    if style == "json":
        click.echo(_as_json([imported]), nl=False, err=imported.request.target is None)
    else:
        click.echo(f"{imported.said}{_as_text(imported)}", nl=False, err=True)


def _as_json(done: Sequence[Imported]) -> str:
    return import_as_json(len(done), chain.from_iterable(each.problems for each in done))


def _as_text(imported: Imported) -> str:
    return import_as_text(imported.request.source.name, imported.problems, imported.waiting)
