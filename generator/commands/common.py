"""Shared by the commands: load reports, print problems, and exit."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NoReturn

from generator import formatters
from generator.authoring.errors import RefusedError
from generator.checks import check_catalog
from generator.commands.output import say
from generator.model.catalog import Catalog
from generator.model.paths import shown_path
from generator.model.problem import Problem, abridged
from generator.model.report import Report
from generator.sources.catalog import load_catalog
from generator.sources.form_loader import load_forms
from generator.sources.site_folder import find_settings


def load(root: Path) -> Catalog:
    """Return all reports below `root`; exit if there is no such folder."""
    require_folder(root)
    return load_catalog(root, load_forms(), settings=find_settings(root))


def require_folder(root: Path) -> None:
    """Exit if there is no folder of reports."""
    if not root.is_dir():
        fail(f"没有文件夹 {shown_path(root)}。请用 --reports 指明报告文件夹。")


def find_report(catalog: Catalog, name: str) -> tuple[Report, list[Problem]]:
    """Return the report named `agency/year` and the problems of its files; exit if there is none."""
    agency, _, year = name.strip("/").rpartition("/")
    key = (agency, int(year)) if re.fullmatch("[0-9]{4}", year) else None
    problems = [] if key is None else _problems_of(catalog, catalog.root / agency, year)
    if key is None or key not in catalog.reports or agency not in catalog.agencies:
        print_problems(problems)
        folder = shown_path(catalog.root)
        fail(f"{folder} 里没有这份报告：“{name}”。应写成 机关/年份，例如 qiyang/zjj/2024。")
    return catalog.reports[key], problems


def _problems_of(catalog: Catalog, folder: Path, year: str) -> list[Problem]:
    files = (folder / f"{year}.yml", folder / "agency.yml", folder)
    return [problem for problem in check_catalog(catalog) if problem.at.path in files]


def print_problems(problems: Iterable[Problem]) -> None:
    """Print the problems as text to standard error."""
    if text := formatters.as_text(problems):
        say(text)


def exit_code(problems: Iterable[Problem]) -> int:
    """Return 1 if any problem is an unaccepted error, else 0."""
    return int(any(problem.level == "error" for problem in problems))


def fail(message: str) -> NoReturn:
    """Print the message and exit with 2: wrong use or unreadable input."""
    say(f"gongkai: {message}")
    sys.exit(2)


@contextmanager
def fail_if_refused() -> Iterator[None]:
    """Exit with the message of a RefusedError raised in the context."""
    try:
        yield
    except RefusedError as error:
        fail(str(error))


def current_day() -> date:
    """Return the day that SOURCE_DATE_EPOCH gives (seconds since 1970, in UTC), else the clock's."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return date.today()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError):
        fail(f"环境变量 SOURCE_DATE_EPOCH 的“{abridged(epoch)}”不是秒数。请改正，或用 --today 写明日期。")
