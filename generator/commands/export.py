"""`gongkai export`: write a report in another format."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from generator.commands.common import exit_code, fail, find_report, load, print_problems
from generator.commands.options import reports_option
from generator.commands.output import emit, say
from generator.exporters import FORMATS, NoPdfError
from generator.importers.readers.type_names import FILE_TYPES
from generator.model.catalog import Catalog
from generator.model.paths import shown_path
from generator.model.report import Report
from generator.model.unfilled import is_unfilled
from generator.sources.declared import CELL_OPEN
from generator.sources.writing import new_folders, replace_file


@click.command()
@click.argument("report", metavar="机关/年度")
@reports_option
@click.option("--to", "kind", type=click.Choice(list(FORMATS)), required=True, help="导出的格式。")
@click.option(
    "-o",
    "--output",
    type=click.Path(allow_dash=True),
    default="-",
    help="写到哪个文件，或哪个文件夹（以“/”结尾，没有就新建）；“-”为标准输出。",
)
def export(report: str, root: Path, kind: str, output: str) -> None:
    """把一份报告导出为 Word、Excel、PDF、CSV 或 JSON，例如 qiyang/zjj/2024 --to docx -o 年报.docx。"""
    catalog = load(root)
    found, problems = find_report(catalog, report)
    path = _output_file(output, catalog, found, kind)
    try:
        agency, form = catalog.agencies[found.agency], catalog.form_of(found)
        data = FORMATS[kind].publish(found, form, agency, catalog.site)
    except NoPdfError as error:
        fail(str(error))
    if path == "-":
        emit(data)
    else:
        folder = Path(path).parent if path != output else Path()
        with new_folders(folder):
            replace_file(Path(path), data)
    if path != output:
        say(f"已写入 {shown_path(Path(path))}。")
    if FORMATS[kind].is_form and is_unfilled(found, catalog.form_of(found)):
        problems = [each for each in problems if each.level == "error" and each.check != CELL_OPEN.id]
        say("这份报告还没有填，导出的是空表。填好以后用 gongkai import 导入，填的数和文字会写进原来的文件。")
    print_problems(problems)
    sys.exit(exit_code(problems))


def _output_file(output: str, catalog: Catalog, report: Report, kind: str) -> str:
    """Return the file to write: in a folder, it is called `qiyang-zjj-2024.docx`; exit if it would mislead."""
    if not output:
        fail("-o 后面是空的。请写明文件，或以“/”结尾的文件夹；写到标准输出用“-”。")
    folder, suffix = Path(output), Path(output).suffix.lower()[1:]
    if not output.endswith(("/", os.sep)) and not folder.is_dir():
        if suffix != kind and suffix in {*FORMATS, *FILE_TYPES}:
            fail(f"文件名以 .{suffix} 结尾，--to 写的是 {kind}，打开时会出错。请把两处改得一致。")
        return output
    name, *others = sorted({agency for agency, year in catalog.reports if _joined(agency) == _joined(report.agency)})
    if others:
        fail(f"{'、'.join([name, *others])} 的文件在文件夹里都叫“{_joined(name)}”，会互相覆盖。请用 -o 另写文件名。")
    return str(folder / f"{_joined(report.agency)}-{report.year}.{kind}")


def _joined(agency: str) -> str:
    return agency.replace("/", "-")
