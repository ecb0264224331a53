"""The command line: `gongkai check`, `build`, `serve`, `new`, `export`.

Exit codes: 0 no error (questions and notes do not count), 1 an unaccepted error, 2 wrong use or unreadable input.
Problems go to standard error, data to standard output.
"""

from __future__ import annotations

import errno
import os
import re
import sys
from pathlib import Path
from typing import Any, NoReturn

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
from generator.typeset import TypesetError


class _Path(click.Path):
    """A path as typed, made absolute and free of `..`, so that paths can be compared."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        return Path(os.path.abspath(str(super().convert(value, param, ctx))))  # noqa: PTH100  (links are kept)


class _Commands(click.Group):
    """Commands that end in one sentence where the machine says no."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise
            _refuse(f"不能读写 {error.filename or '所需的文件或端口'}（{error.strerror}）。")
        except TypesetError as error:
            _refuse(f"MkDocs 没有排成网页，原网站保持不变：{error}")


_reports = click.option("--reports", "root", type=_Path(), default="reports", show_default=True, help="报告文件夹。")
_site = click.option("--site", type=_Path(), default="site", show_default=True, help="网站文件夹。")


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="gongkai", message="gongkai %(version)s")
def main() -> None:
    """公开：从 YAML 源文件核对、生成并发布政府信息公开工作年度报告。"""


@main.command()
@click.argument("paths", nargs=-1, type=_Path(exists=True))
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
    for path in paths:
        if path.is_file() and not path.is_relative_to(root) and not (path.parent / "agency.yml").exists():
            _refuse(f"{listing.shown_path(path)} 不在报告文件夹里：它旁边没有 agency.yml。")
    count, sources, problems = 0, 0, list[Problem]()
    for each in dict.fromkeys(root_of(path, root) for path in paths) if paths else [root]:
        catalog = _load(each)
        found = sum(_within(report.path, paths) for report in catalog.reports.values())
        count += found
        sources += found + sum(_within(agency.path, paths) for agency in catalog.agencies.values())
        problems += [problem for problem in check_catalog(catalog) if _within(problem.at.path, paths)]
    if paths and not sources and not problems:
        _refuse(f"{'、'.join(listing.shown_path(path) for path in paths)} 里没有报告文件。")
    return count, problems


def _load(root: Path) -> Catalog:
    if not root.is_dir():
        _refuse(f"没有文件夹 {listing.shown_path(root)}。请用 --reports 指明报告文件夹。")
    return load_catalog(root, load_forms())


def _within(path: Path, paths: tuple[Path, ...]) -> bool:
    """Whether the path is one of `paths` or lies below one; every path is where none are given."""
    return not paths or any(path.is_relative_to(each) for each in paths)


@main.command()
@_reports
@_site
@click.option("--jobs", type=click.IntRange(1), default=os.cpu_count(), help="同时进行的工作数，默认与处理器数相同。")
@click.option("--quiet", is_flag=True, help="只报告问题。")
def build(root: Path, site: Path, jobs: int, quiet: bool) -> None:
    """核对、生成并换上新网站；有错误时原网站保持不变。"""
    say = (lambda text: None) if quiet else (lambda text: click.echo(text, err=True))
    problems = _built(Build(root, site, say, jobs))
    shown = [problem for problem in problems if problem.level != "note"]
    click.echo(listing.as_text(shown), nl=False, err=True)
    if _exit_code(problems):
        click.echo(f"有错误，没有生成网站；{listing.shown_path(site)} 保持原样。", err=True)
    sys.exit(_exit_code(problems))


def _built(build: Build) -> list[Problem]:
    if not build.reports.is_dir():
        _refuse(f"没有文件夹 {listing.shown_path(build.reports)}。请用 --reports 指明报告文件夹。")
    try:
        return run_build(build)
    except SiteError:
        _refuse(f"{listing.shown_path(build.site)} 里有别的内容，换上新网站会把它们删掉。请另选一个文件夹。")


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
    catalog, agency = _load(root), agency.strip("/")
    if agency not in catalog.agencies:
        folder = listing.shown_path(root / agency)
        _refuse(f"没有机关“{agency}”。请先建文件夹 {folder}，并在其中写好 agency.yml。")
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
@click.option("-o", "--output", type=click.Path(dir_okay=False, allow_dash=True), default="-")
def export(report: str, root: Path, kind: str, output: str) -> None:
    """把一份报告导出为别的格式，例如 qiyang/zjj/2024 --to json。"""
    catalog = _load(root)
    agency, _, year = report.strip("/").rpartition("/")
    key = (agency, int(year)) if re.fullmatch("[0-9]{4}", year) else None
    problems = [] if key is None else _problems_of(catalog, root / agency, year)
    if key is None or key not in catalog.reports or agency not in catalog.agencies:
        click.echo(listing.as_text(problems), nl=False, err=True)
        _refuse(f"{listing.shown_path(root)} 里没有可以导出的报告“{report}”。应写成 机关/年份，例如 qiyang/zjj/2024。")
    found = catalog.reports[key]
    data = EXPORTERS[kind](found, catalog.form_of(found), catalog.agencies[agency])
    with click.open_file(output, "wb") as stream:
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
