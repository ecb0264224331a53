"""What every command shares: its folders, how a catalog is loaded, how it refuses, what it exits with."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import click

from generator import formatters
from generator.authoring.refusal import RefusedError
from generator.checks import check_catalog
from generator.model.catalog import Catalog
from generator.model.paths import PROJECT, shown_path
from generator.model.problem import Problem
from generator.model.report import Report
from generator.sources.catalog import load_catalog
from generator.sources.form_loader import load_forms


class SourcePath(click.Path):
    """A path as typed, made absolute and free of `..`, so that paths can be compared."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        return Path(os.path.abspath(str(super().convert(value, param, ctx))))  # noqa: PTH100  (links are kept)


reports_option = click.option(
    "--reports", "root", type=SourcePath(), default="reports", show_default=True, help="报告文件夹。"
)
cache_option = click.option(
    "--cache",
    type=SourcePath(),
    default=PROJECT / "build" / "cache",
    envvar="GONGKAI_CACHE",
    help="记住已做好的部分的文件夹，可以随时删除；默认是 build/cache。",
)
docs_option = click.option(
    "--docs",
    type=SourcePath(),
    default="build/docs",
    show_default=True,
    envvar="GONGKAI_DOCS",
    help="Markdown 网页的文件夹，里面的东西都由程序写。",
)
jobs_option = click.option(
    "--jobs", type=click.IntRange(1), default=os.cpu_count(), help="同时进行的工作数，默认与处理器数相同。"
)
quiet_option = click.option("--quiet", is_flag=True, help="只报告问题。")
site_option = click.option("--site", type=SourcePath(), default="site", show_default=True, help="网站文件夹。")


def load(root: Path) -> Catalog:
    """All reports below `root`; ends the command where there is no such folder."""
    need_folder(root)
    return load_catalog(root, load_forms())


def need_folder(root: Path) -> None:
    """End the command where there is no folder of reports."""
    if not root.is_dir():
        refuse(f"没有文件夹 {shown_path(root)}。请用 --reports 指明报告文件夹。")


def find_report(catalog: Catalog, name: str) -> tuple[Report, list[Problem]]:
    """The report that `name` (`agency/year`) means and the problems of its files; ends the command without one."""
    agency, _, year = name.strip("/").rpartition("/")
    key = (agency, int(year)) if re.fullmatch("[0-9]{4}", year) else None
    problems = [] if key is None else _problems_of(catalog, catalog.root / agency, year)
    if key is None or key not in catalog.reports or agency not in catalog.agencies:
        tell(problems)
        where = shown_path(catalog.root)
        refuse(f"{where} 里没有这份报告：“{name}”。应写成 机关/年份，例如 qiyang/zjj/2024。")
    return catalog.reports[key], problems


def _problems_of(catalog: Catalog, folder: Path, year: str) -> list[Problem]:
    files = (folder / f"{year}.yml", folder / "agency.yml", folder)
    return [problem for problem in check_catalog(catalog) if problem.at.path in files]


def tell(problems: Iterable[Problem]) -> None:
    """The problems, for people, on standard error."""
    click.echo(formatters.as_text(problems), nl=False, err=True)


def exit_code(problems: Iterable[Problem]) -> int:
    """1 where any problem is an error that nobody has accepted."""
    return int(any(problem.level == "error" for problem in problems))


def refuse(message: str) -> NoReturn:
    """End the command: wrong use or unreadable input."""
    click.echo(f"gongkai: {message}", err=True)
    sys.exit(2)


@contextmanager
def refusals() -> Iterator[None]:
    """End the command with the sentence of a RefusedError raised in the context."""
    try:
        yield
    except RefusedError as error:
        refuse(str(error))
