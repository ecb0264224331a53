"""Problems as Markdown: a summary for reviewers, and for each agency a list of what it has to settle."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from generator.checks.report_changes import ReportChange
from generator.formatters.revisions import revisions_section
from generator.formatters.text import LEVEL_NAMES, summary
from generator.markup.inert import inert
from generator.model.agency import Agency
from generator.model.catalog import Catalog
from generator.model.paths import report_year, shown_path, version_of
from generator.model.problem import Problem

_TO_SETTLE = {
    "error": "必须改正，不改不能发布：",
    "warning": "请核对，有误的请改正；核对无误的，请回复说明原因：",
}


@dataclass(frozen=True)
class Item:
    """A problem with the agency, document and section it is about, in words."""

    problem: Problem
    agency: str
    document: str
    section: str


def as_markdown(
    reports: int,
    problems: Sequence[Problem],
    catalogs: Sequence[Catalog],
    base_url: str = "",
    revised: Sequence[ReportChange] | None = None,
) -> str:
    """Return the summary.

    `base_url` is prepended to paths of files; `revised` are the changes to published reports.
    """
    items = [_item(problem, catalogs) for problem in problems]
    changes = [] if revised is None else revisions_section(revised)
    parts = ["# 核对结果", "", summary(reports, problems), *changes, *_by_report(items, base_url), *_to_settle(items)]
    return "\n".join(parts) + "\n"


def source_base_url(environment: Mapping[str, str]) -> str:
    """Return the base URL of source files if the environment is GitHub's or GitLab's, else an empty string."""
    try:
        return "{GITHUB_SERVER_URL}/{GITHUB_REPOSITORY}/blob/{GITHUB_SHA}/".format(**environment)
    except KeyError:
        pass
    try:
        return "{CI_PROJECT_URL}/-/blob/{CI_COMMIT_SHA}/".format(**environment)
    except KeyError:
        return ""


def _item(problem: Problem, catalogs: Sequence[Catalog]) -> Item:
    catalog = next((each for each in catalogs if problem.at.path.is_relative_to(each.root)), None)
    agency = _agency(catalog, problem.at.path) if catalog else None
    year = report_year(problem.at.path.name)
    if catalog is None or agency is None:
        return Item(problem, "未写明机关的文件", shown_path(problem.at.path), "")
    name = f"{agency.name}（示例数据）" if catalog.is_demo(agency.id) else agency.name
    report = catalog.reports.get((agency.id, year)) if year else None
    if report is None:
        return Item(problem, name, _document(problem.at.path), "")
    return Item(problem, name, catalog.title(report), _section(catalog, problem, agency, report.year))


def _document(path: Path) -> str:
    """Return the name, from year and version, of a file without a readable report; 机关信息 if it has no year."""
    if version := version_of(path.name):
        return f"{version[0]} 年度报告（更正前的第 {version[1]} 版）"
    year = report_year(path.name)
    return f"{year} 年度报告" if year else "机关信息"


def _agency(catalog: Catalog, path: Path) -> Agency | None:
    """Return the agency whose folder contains the file, or the nearest one above it."""
    folders = (path, *path.parents)
    ids = (each.relative_to(catalog.root).as_posix() for each in folders if each.is_relative_to(catalog.root))
    return next((catalog.agencies[id] for id in ids if id in catalog.agencies), None)


def _section(catalog: Catalog, problem: Problem, agency: Agency, year: int) -> str:
    """Return the title of the numbered section that contains the problem's line; empty if there is none."""
    report = catalog.reports[agency.id, year]
    titles = {section.key: section.title for section in catalog.form_of(report).sections}
    keys = [(at, key) for key, at in report.at.items() if at <= problem.at and "." not in key and ":" not in key]
    return titles.get(max(keys)[1], "") if keys else ""


def _by_report(items: Sequence[Item], base_url: str) -> Iterator[str]:
    yield from ("", "## 问题", "")
    if not items:
        yield "没有发现问题。"
    for agency, documents in _grouped(items).items():
        yield from (f"### {inert(agency)}", "")
        for document, members in documents.items():
            yield from (f"#### {inert(document)}", "")
            yield from (_line(each, base_url) for each in members)
            yield ""


def _grouped(items: Sequence[Item]) -> dict[str, dict[str, list[Item]]]:
    """Group the items by agency and document, in order of first appearance."""
    groups: dict[str, dict[str, list[Item]]] = {}
    for each in items:
        groups.setdefault(each.agency, {}).setdefault(each.document, []).append(each)
    return groups


def _line(item: Item, base_url: str) -> str:
    problem = item.problem
    reason = f"（已说明：{inert(problem.accepted)}）" if problem.accepted else ""
    place = f"[第 {problem.at.line} 行]({_url(problem, base_url)})"
    return f"- **{LEVEL_NAMES[problem.level]}** {place} {inert(_sentence(item))}{reason} `{problem.check}`"


def _url(problem: Problem, base_url: str) -> str:
    path = shown_path(problem.at.path)
    url = problem.at.path.as_uri() if Path(path).is_absolute() else f"{base_url}{quote(os.fsencode(path))}"
    return f"{url}#L{problem.at.line}"


def _sentence(item: Item) -> str:
    """Return the message, preceded by the section's title unless the message contains it."""
    message, (_, _, name) = item.problem.message, item.section.partition("、")
    return message if not item.section or (name or item.section) in message else f"{item.section}：{message}"


def _to_settle(items: Sequence[Item]) -> Iterator[str]:
    """Yield a self-contained list for each agency; accepted problems are settled and left out."""
    yield from ("## 各机关待处理的事项", "", "每个机关一份，可以直接转发。", "")
    unsettled = [each for each in items if each.problem.level in _TO_SETTLE]
    if not unsettled:
        yield "没有待处理的事项。"
    for agency, documents in _grouped(unsettled).items():
        yield from (f"### {inert(agency)}", "")
        for document, members in documents.items():
            yield from (f"**{inert(document)}**", "")
            yield from _tasks(members)


def _tasks(items: Sequence[Item]) -> Iterator[str]:
    for level, heading in _TO_SETTLE.items():
        tasks = [each for each in items if each.problem.level == level]
        if tasks:
            yield from (heading, "")
            yield from (f"{number}. {inert(_sentence(each))}" for number, each in enumerate(tasks, 1))
            yield ""
