"""`gongkai export`: write a report in another format."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from generator.commands.common import exit_code, fail, find_report, load, print_problems
from generator.commands.options import reports_option
from generator.exporters import EXPORTERS, MissingFontError
from generator.model.report import Report


@click.command()
@click.argument("report", metavar="AGENCY/YEAR")
@reports_option
@click.option("--to", "kind", type=click.Choice(list(EXPORTERS)), required=True)
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
    try:
        data = EXPORTERS[kind](found, catalog.form_of(found), catalog.agencies[found.agency])
    except MissingFontError:
        fail("本机没有可以嵌入 PDF 的中文字体。请安装思源宋体（Debian、Ubuntu：apt-get install fonts-noto-cjk）再试。")
    with click.open_file(_output_file(output, found, kind), "wb") as stream:
        stream.write(data)
    print_problems(problems)
    sys.exit(exit_code(problems))


def _output_file(output: str, report: Report, kind: str) -> str:
    """Return the file to write: in a folder, it is called `qiyang-zjj-2024.docx`."""
    folder = Path(output)
    if not output.endswith(("/", os.sep)) and not folder.is_dir():
        return output
    folder.mkdir(parents=True, exist_ok=True)
    return str(folder / f"{report.agency.replace('/', '-')}-{report.year}.{kind}")
