"""`gongkai check`: what is wrong with the reports."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

import click

from generator import listing
from generator.catalog import Catalog, root_of
from generator.checks import check_catalog
from generator.checks.catalogue import catalogue
from generator.checks.since import check_since
from generator.commands.common import SourcePath, exit_code, load, refuse, reports_option, tell
from generator.commands.mend import mend
from generator.commands.past import past
from generator.formfile import load_forms
from generator.report import Problem


@dataclass
class Checked:
    """What has been checked: how many reports, in which catalogs, and what is wrong with them."""

    reports: int = 0
    catalogs: list[Catalog] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    revised: list[listing.Revision] | None = None


STYLES: dict[str, Callable[[Checked], str]] = {
    "json": lambda checked: listing.as_json(checked.reports, checked.problems),
    "github": lambda checked: listing.as_github(checked.problems),
    "sarif": lambda checked: listing.as_sarif(
        checked.problems, catalogue(load_forms().values()), os.environ.get("SITE_URL", "")
    ),
    "markdown": lambda checked: listing.as_markdown(
        checked.reports, checked.problems, checked.catalogs, listing.source_address(os.environ), checked.revised
    ),
}
"""The formats for programs and services; without one the problems are told to people."""


@click.command()
@click.argument("paths", nargs=-1, type=SourcePath(exists=True))
@reports_option
@click.option("--format", "style", type=click.Choice(["text", *STYLES]), default="text", show_default=True)
@click.option("--since", metavar="REV", help="与 git 的这个版本相比，公布过的内容改了而没有更正记录的，也算错误。")
@click.option("--fix", is_flag=True, help="先补上能够确定的空白总计，显示改动；别的都不改。")
def check(paths: tuple[Path, ...], root: Path, style: str, since: str | None, fix: bool) -> None:
    """核对报告：列出全部错误和疑问。PATH 可以是文件或文件夹，不写则核对全部。"""
    if fix:
        mend(_roots(paths, root), partial(_within, paths=paths), aside=style in STYLES)
    checked = _checked(paths, root, since)
    if style in STYLES:
        click.echo(STYLES[style](checked), nl=False)
    else:
        tell(checked.problems)
        click.echo(listing.summary(checked.reports, checked.problems), err=True)
    sys.exit(exit_code(checked.problems))


def _checked(paths: tuple[Path, ...], root: Path, since: str | None) -> Checked:
    """The reports at the paths (all of `root` without any) and what is wrong with them, in themselves and `since`."""
    checked, sources = Checked(), 0
    for each in _roots(paths, root):
        catalog = load(each)
        found = sum(_within(report.path, paths) for report in catalog.reports.values())
        checked.reports += found
        checked.catalogs.append(catalog)
        sources += found + sum(_within(agency.path, paths) for agency in catalog.agencies.values())
        problems = check_catalog(catalog)
        if since is not None:
            changed, revised = _changes(catalog, since)
            problems = sorted([*problems, *changed], key=lambda problem: problem.at)
            checked.revised = [*(checked.revised or []), *(each for each in revised if _within(each.path, paths))]
        checked.problems += [problem for problem in problems if _within(problem.at.path, paths)]
    if paths and not sources and not checked.problems:
        refuse(f"{'、'.join(listing.shown_path(path) for path in paths)} 里没有报告文件。")
    return checked


def _roots(paths: tuple[Path, ...], root: Path) -> list[Path]:
    """The reports folders that the paths belong to; `root` without any."""
    for path in paths:
        if path.is_file() and not path.is_relative_to(root) and not (path.parent / "agency.yml").exists():
            refuse(f"{listing.shown_path(path)} 不在报告文件夹里：它旁边没有 agency.yml。")
    return list(dict.fromkeys(root_of(path, root) for path in paths)) if paths else [root]


def _changes(catalog: Catalog, revision: str) -> tuple[list[Problem], list[listing.Revision]]:
    """What was published at the revision and has been changed unsaid, and all that has become of the reports since."""
    with past(catalog, revision) as (before, names):
        return check_since(before, catalog, date.today()), listing.revisions(before, names, catalog)


def _within(path: Path, paths: tuple[Path, ...]) -> bool:
    """Whether the path is one of `paths` or lies below one; every path is where none are given."""
    return not paths or any(path.is_relative_to(each) for each in paths)
