"""`gongkai check`: what is wrong with the reports."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator import listing
from generator.catalog import root_of
from generator.checks import check_catalog
from generator.commands.common import SourcePath, exit_code, load, refuse, reports_option, tell
from generator.report import Problem


@click.command()
@click.argument("paths", nargs=-1, type=SourcePath(exists=True))
@reports_option
@click.option("--format", "style", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
def check(paths: tuple[Path, ...], root: Path, style: str) -> None:
    """核对报告：列出全部错误和疑问。PATH 可以是文件或文件夹，不写则核对全部。"""
    reports, problems = _checked(paths, root)
    if style == "json":
        click.echo(listing.as_json(reports, problems), nl=False)
    elif style == "github":
        click.echo(listing.as_github(problems), nl=False)
    else:
        tell(problems)
        click.echo(listing.summary(reports, problems), err=True)
    sys.exit(exit_code(problems))


def _checked(paths: tuple[Path, ...], root: Path) -> tuple[int, list[Problem]]:
    """How many reports lie at the paths (all of `root` without any) and what is wrong with them."""
    for path in paths:
        if path.is_file() and not path.is_relative_to(root) and not (path.parent / "agency.yml").exists():
            refuse(f"{listing.shown_path(path)} 不在报告文件夹里：它旁边没有 agency.yml。")
    count, sources, problems = 0, 0, list[Problem]()
    for each in dict.fromkeys(root_of(path, root) for path in paths) if paths else [root]:
        catalog = load(each)
        found = sum(_within(report.path, paths) for report in catalog.reports.values())
        count += found
        sources += found + sum(_within(agency.path, paths) for agency in catalog.agencies.values())
        problems += [problem for problem in check_catalog(catalog) if _within(problem.at.path, paths)]
    if paths and not sources and not problems:
        refuse(f"{'、'.join(listing.shown_path(path) for path in paths)} 里没有报告文件。")
    return count, problems


def _within(path: Path, paths: tuple[Path, ...]) -> bool:
    """Whether the path is one of `paths` or lies below one; every path is where none are given."""
    return not paths or any(path.is_relative_to(each) for each in paths)
