"""The command line: `gongkai check`, `build`, `serve`, `new`, `export`.

Exit codes: 0 no error (questions and notes do not count), 1 an unaccepted error, 2 wrong use or unreadable input.
Problems go to standard error, data to standard output.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn

import click

from generator import listing
from generator.build import Build, SiteError, run_build
from generator.catalog import Catalog, load_catalog, root_of
from generator.checks import check_catalog
from generator.exporters import EXPORTERS
from generator.formfile import load_forms
from generator.outline import outline_report
from generator.report import Problem
from generator.serve import serve_site

_reports = click.option(
    "--reports",
    "root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path("reports"),
    show_default=True,
    help="报告文件夹。",
)
_site = click.option(
    "--site",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("site"),
    show_default=True,
    help="网站文件夹。",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="gongkai", message="gongkai %(version)s")
def main() -> None:
    """公开：从 YAML 源文件核对、生成并发布政府信息公开工作年度报告。"""


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@_reports
@click.option("--format", "style", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
def check(paths: tuple[Path, ...], root: Path, style: str) -> None:
    """核对报告：列出全部错误和疑问。PATH 可以是文件或文件夹，不写则核对全部。"""
    reports, problems = _checked(paths, root)
    if style == "json":
        click.echo(listing.as_json(reports, problems), nl=False)
    elif style == "github":
        click.echo(listing.as_github(problems), nl=False)
    else:
        click.echo(listing.as_text(problems), nl=False, err=True)
        click.echo(listing.summary(reports, problems), err=True)
    sys.exit(_exit_code(problems))


def _checked(paths: tuple[Path, ...], root: Path) -> tuple[int, list[Problem]]:
    """How many reports lie at the paths (all of `root` without any) and what is wrong with them."""
    forms = load_forms()
    roots = dict.fromkeys(root_of(path, root) for path in paths) if paths else {root: None}
    count, problems = 0, list[Problem]()
    for each in roots:
        catalog = load_catalog(each, forms)
        count += sum(_within(report.path, paths) for report in catalog.reports.values())
        problems += [problem for problem in check_catalog(catalog) if _within(problem.at.path, paths)]
    return count, problems


def _within(path: Path, paths: tuple[Path, ...]) -> bool:
    """Whether the path is one of `paths` or lies below one; every path is where none are given."""
    absolute = path.absolute()
    return not paths or any(absolute.is_relative_to(each.absolute()) for each in paths)


@main.command()
@_reports
@_site
@click.option("--jobs", type=click.IntRange(1), default=os.cpu_count(), help="同时进行的工作数，默认与处理器数相同。")
@click.option("--quiet", is_flag=True, help="只报告问题。")
def build(root: Path, site: Path, jobs: int, quiet: bool) -> None:
    """核对、生成并换上新网站；有错误时原网站保持不变。"""
    say = (lambda text: None) if quiet else (lambda text: click.echo(text, err=True))
    try:
        problems = run_build(Build(root, site, say, jobs))
    except SiteError:
        _refuse(f"{listing.shown_path(site)} 里有别的内容，不像网站文件夹，换上新网站会把它们删掉。请另选一个文件夹。")
    shown = [problem for problem in problems if problem.level != "note"]
    click.echo(listing.as_text(shown), nl=False, err=True)
    if _exit_code(problems):
        click.echo(f"有错误，没有生成网站；{listing.shown_path(site)} 保持原样。", err=True)
    sys.exit(_exit_code(problems))


@main.command()
@_reports
@_site
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
def serve(root: Path, site: Path, port: int) -> None:
    """在本机预览：保存文件后自动重新生成。"""
    serve_site(Build(root, site, lambda text: click.echo(text, err=True)), port)


@main.command()
@click.argument("agency")
@click.argument("year", type=click.IntRange(1990, 2099))
@_reports
def new(agency: str, year: int, root: Path) -> None:
    """新建一份报告：应结转的数已填好，其余待填。"""
    catalog = load_catalog(root, load_forms())
    if agency not in catalog.agencies:
        _refuse(f"{root} 里没有机关“{agency}”。请先建文件夹 {root / agency}，并在其中写好 agency.yml。")
    path = root / agency / f"{year}.yml"
    if path.exists():
        _refuse(f"{listing.shown_path(path)} 已经存在，不会覆盖。")
    form = catalog.forms.for_year(year)
    if form is None:
        _refuse(f"{year} 年度没有统一格式。")
    path.write_text(outline_report(catalog, agency, year, path), encoding="utf-8")
    click.echo(listing.shown_path(path))


@main.command()
@click.argument("report", metavar="AGENCY/YEAR")
@_reports
@click.option("--to", "kind", type=click.Choice(list(EXPORTERS)), required=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path), default=Path("-"))
def export(report: str, root: Path, kind: str, output: Path) -> None:
    """把一份报告导出为别的格式，例如 qiyang/zjj/2024 --to json。"""
    catalog = load_catalog(root, load_forms())
    agency, _, year = report.strip("/").rpartition("/")
    key = (agency, int(year)) if year.isdecimal() else None
    problems = [] if key is None else _problems_of(catalog, root / agency, year)
    if key is None or key not in catalog.reports or agency not in catalog.agencies:
        click.echo(listing.as_text(problems), nl=False, err=True)
        _refuse(f"{root} 里没有可以导出的报告“{report}”。应写成 机关/年份，例如 qiyang/zjj/2024。")
    found = catalog.reports[key]
    data = EXPORTERS[kind](found, catalog.form_of(found), catalog.agencies[agency])
    with click.open_file(str(output), "wb") as stream:
        stream.write(data)
    click.echo(listing.as_text(problems), nl=False, err=True)
    sys.exit(_exit_code(problems))


def _problems_of(catalog: Catalog, folder: Path, year: str) -> list[Problem]:
    files = (folder / f"{year}.yml", folder / "agency.yml", folder)
    return [problem for problem in check_catalog(catalog) if problem.at.path in files]


def _exit_code(problems: list[Problem]) -> int:
    return int(any(problem.level == "error" for problem in problems))


def _refuse(message: str) -> NoReturn:
    click.echo(f"gongkai: {message}", err=True)
    sys.exit(2)
