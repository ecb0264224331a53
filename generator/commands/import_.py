"""`gongkai import`: a report as it was published, in whatever file, to a source file and a list of what is open."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator import listing
from generator.addresses import id_fault
from generator.commands.batch import import_folder
from generator.commands.common import SourcePath, refuse, reports_option
from generator.commands.imported import (
    Imported,
    RefusedError,
    Request,
    as_json,
    as_text,
    import_file,
    read,
    surroundings,
)
from generator.commands.returned import write_back
from generator.origin import Origin, read_origin


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
        sys.exit(import_folder(source, root, style))
    try:
        document = read(source)
        mark = read_origin(document.labels)
        agency, year = _whose(source, mark, agency, year)
        usual = root / agency / f"{year}.yml"
        target = None if output == "-" else Path(output).absolute() if output else usual
        request, catalog = Request(source, agency, year, target), surroundings(root)
        if mark and target == usual and usual.exists():
            done = write_back(request, document, mark, catalog, force=force)
        else:
            done = import_file(request, catalog, document)
    except RefusedError as error:
        refuse(str(error))
    _tell(done, style)
    sys.exit(done.exit_code)


def _whose(source: Path, mark: Origin | None, agency: str | None, year: int | None) -> tuple[str, int]:
    """The agency and the year, from the command line or the file's own mark; refused where the two disagree."""
    given, name = (agency or "").strip("/"), listing.shown_path(source)
    told = int(mark.year) if mark and mark.year.isdecimal() and 1990 <= int(mark.year) <= 2099 else None
    if mark and given and given != mark.agency:
        refuse(f"{name} 是 {mark.agency} 的报告，--agency 写的是 {given}。请核对文件和机关代号。")
    if told and year and told != year:
        refuse(f"{name} 是 {told} 年度的报告，--year 写的是 {year}。请核对文件和年度。")
    given, said = given or (mark.agency if mark else ""), year or told
    if not given or said is None:
        refuse("请写明 --agency 和 --year，例如 --agency qiyang/zjj --year 2024。")
    if fault := next((fault for part in given.split("/") if (fault := id_fault(part))), None):
        raise RefusedError(fault)
    return given, said


def _tell(done: Imported, style: str) -> None:
    """The YAML or its path to standard output, the problems to standard error; as JSON they are what was asked for."""
    if done.request.target is None:
        click.echo(done.text, nl=False)
    elif style == "text" and done.text:
        click.echo(listing.shown_path(done.request.target))
    if style == "json":
        click.echo(as_json([done]), nl=False, err=done.request.target is None)
    else:
        click.echo(f"{done.said}{as_text(done)}", nl=False, err=True)
