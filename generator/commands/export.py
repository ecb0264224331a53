"""`gongkai export`: write a report in another format."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.commands.common import exit_code, fail, find_report, load, print_problems
from generator.commands.options import reports_option
from generator.exporters import EXPORTERS, MissingFontError


@click.command()
@click.argument("report", metavar="AGENCY/YEAR")
@reports_option
@click.option("--to", "kind", type=click.Choice(list(EXPORTERS)), required=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, allow_dash=True), default="-")
def export(report: str, root: Path, kind: str, output: str) -> None:
    """把一份报告导出为 Word、Excel、PDF、CSV 或 JSON，例如 qiyang/zjj/2024 --to docx -o 年报.docx。"""
    catalog = load(root)
    found, problems = find_report(catalog, report)
    try:
        data = EXPORTERS[kind](found, catalog.form_of(found), catalog.agencies[found.agency])
    except MissingFontError:
        fail("本机没有可以嵌入 PDF 的中文字体。请安装思源宋体（Debian、Ubuntu：apt-get install fonts-noto-cjk）再试。")
    with click.open_file(output, "wb") as stream:
        stream.write(data)
    print_problems(problems)
    sys.exit(exit_code(problems))
