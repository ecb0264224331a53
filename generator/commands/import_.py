"""`gongkai import`: turn originals in any file format into source files and lists of questions."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import click

from generator.authoring.errors import RefusedError
from generator.authoring.import_folder import import_folder
from generator.authoring.import_result import ImportResult
from generator.authoring.import_source import import_source
from generator.commands.common import fail, fail_if_refused
from generator.commands.options import YEARS, SourcePath, reports_option
from generator.commands.output import emit, say
from generator.formatters import import_as_json, import_as_text
from generator.model.paths import shown_path


@click.command("import")
@click.argument("source", metavar="文件或文件夹", type=SourcePath(exists=True))
@click.option(
    "--agency",
    metavar="代号",
    help="机关代号，例如 qiyang/zjj。本系统导出的文件自己带着，导入文件夹时写在 import.csv 里。",
)
@click.option("--year", type=YEARS, metavar="年度", help="报告年度；同上。")
@click.option("-o", "--output", type=click.Path(dir_okay=False, allow_dash=True), help="写到哪个文件；“-”为标准输出。")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="列出问题的格式。",
)
@click.option("--force", is_flag=True, help="文件是从另一个版本导出的也写入。")
@reports_option
def import_(
    source: Path, agency: str | None, year: int | None, output: str | None, output_format: str, force: bool, root: Path
) -> None:
    """导入 Word、网页、PDF、Excel 或文本形式的报告；拿不准的数写成“?”并列出。

    本系统导出的 Word、Excel 文件修改以后再导入，只把改过的格和段落写进原来的报告。
    """
    if source.is_dir():
        if agency or year or output:
            fail("导入文件夹时不写 --agency、--year 和 -o：机关和年度写在文件夹里的 import.csv 中，草稿文件自己带着。")
        sys.exit(_import_folder(source, root, output_format))
    with fail_if_refused():
        result = import_source(source, root, agency, year, output, force=force)
    _print_result(result, output_format)
    sys.exit(int(result.unsettled > 0))


def _import_folder(folder: Path, root: Path, output_format: str) -> int:
    """Import the files listed in the folder's table, or its drafts, print the results, and return the exit code."""
    with fail_if_refused():
        count, outcomes = import_folder(folder, root)
    hidden = not sys.stderr.isatty()
    with click.progressbar(outcomes, count, label="导入", file=sys.stderr, hidden=hidden) as bar:
        done = list(bar)
    results = [each for each in done if isinstance(each, ImportResult)]
    refused = [each for each in done if isinstance(each, RefusedError)]
    if output_format == "json":
        emit(_as_json(results))
    elif results:
        say("".join(map(_as_text, results)))
    for error in refused:
        say(f"gongkai: {error}")
    unsettled = sum(each.unsettled > 0 for each in results)
    counts = f"导入 {len(results)} 份，其中 {unsettled} 份有待核实；{len(refused)} 个没有导入"
    say(f"共 {count} 个文件：{counts}。")
    return 2 if refused else int(unsettled > 0)


def _print_result(result: ImportResult, output_format: str) -> None:
    """Print the source text or its path to standard output, and the problems to standard error.

    As JSON, the problems go to standard output unless the source text does.
    """
    target = result.request.target
    if target is None:
        emit(result.text)
    elif output_format == "text" and result.text:
        say(shown_path(target), err=False)
    if output_format == "json":
        emit(_as_json([result]), err=target is None)
    else:
        say(f"{result.message}{_as_text(result)}")


def _as_json(results: Sequence[ImportResult]) -> str:
    return import_as_json(len(results), chain.from_iterable(each.problems for each in results))


def _as_text(result: ImportResult) -> str:
    return import_as_text(result.request.source.name, result.problems, result.unsettled)
