"""Problems as Markdown: a summary for whoever reviews a change, and for each agency a list of what it has to settle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from generator.checks.report_changes import ReportChange
from generator.formatters.revisions import revisions_section
from generator.formatters.text import LEVELS, summary
from generator.markup.escape import escaped
from generator.model.agency import Agency
from generator.model.catalog import Catalog
from generator.model.paths import report_year, shown_path, version_of
from generator.model.problem import Problem

_TO_SETTLE = {
    "error": "必须改正，不改不能发布：",
    "warning": "请核对，有误的请改正；核对无误的，请回复说明原因：",
}


@dataclass(frozen=True)
class Found:
    """A problem with the agency and the document it is about, in words."""

    problem: Problem
    agency: str
    document: str
    section: str


def as_markdown(
    reports: int,
    problems: Sequence[Problem],
    catalogs: Sequence[Catalog],
    files: str = "",
    revised: Sequence[ReportChange] | None = None,
) -> str:
    """The summary. `files` is what addresses of files begin with, `revised` what has become of published reports."""
    found = [_found(problem, catalogs) for problem in problems]
    changed = [] if revised is None else revisions_section(revised)
    parts = ["# 核对结果", "", summary(reports, problems), *changed, *_by_report(found, files), *_to_settle(found)]
    return "\n".join(parts) + "\n"


def source_address(environment: Mapping[str, str]) -> str:
    """What the addresses of source files begin with where the check runs on GitHub or GitLab; else nothing."""
    try:
        return "{GITHUB_SERVER_URL}/{GITHUB_REPOSITORY}/blob/{GITHUB_SHA}/".format(**environment)
    except KeyError:
        pass
    try:
        return "{CI_PROJECT_URL}/-/blob/{CI_COMMIT_SHA}/".format(**environment)
    except KeyError:
        return ""


def _found(problem: Problem, catalogs: Sequence[Catalog]) -> Found:
    catalog = next((each for each in catalogs if problem.at.path.is_relative_to(each.root)), None)
    agency = _agency(catalog, problem.at.path) if catalog else None
    year = report_year(problem.at.path.name)
    if catalog is None or agency is None:
        return Found(problem, "未写明机关的文件", shown_path(problem.at.path), "")
    name = f"{agency.name}（示例数据）" if catalog.is_demo(agency.id) else agency.name
    report = catalog.reports.get((agency.id, year)) if year else None
    if report is None:
        return Found(problem, name, _document(problem.at.path), "")
    return Found(problem, name, catalog.title(report), _section(catalog, problem, agency, report.year))


def _document(path: Path) -> str:
    """What a file that is no report is called; one that could not be read is known by its year."""
    if version := version_of(path.name):
        return f"{version[0]} 年度报告（更正前的第 {version[1]} 版）"
    year = report_year(path.name)
    return f"{year} 年度报告" if year else "机关信息"


def _agency(catalog: Catalog, path: Path) -> Agency | None:
    """The agency whose folder the file lies in, or the nearest above it."""
    folders = (path, *path.parents)
    ids = (each.relative_to(catalog.root).as_posix() for each in folders if each.is_relative_to(catalog.root))
    return next((catalog.agencies[id] for id in ids if id in catalog.agencies), None)


def _section(catalog: Catalog, problem: Problem, agency: Agency, year: int) -> str:
    """The title of the numbered section that the problem's line lies in."""
    report = catalog.reports[agency.id, year]
    titles = {section.key: section.title for section in catalog.form_of(report).sections}
    keys = [(at, key) for key, at in report.at.items() if at <= problem.at and "." not in key and ":" not in key]
    return titles.get(max(keys)[1], "") if keys else ""


def _by_report(found: Sequence[Found], files: str) -> Iterator[str]:
    yield from ("", "## 问题", "")
    if not found:
        yield "没有发现问题。"
    for agency, documents in _grouped(found).items():
        yield from (f"### {escaped(agency)}", "")
        for document, members in documents.items():
            yield from (f"#### {escaped(document)}", "")
            yield from (_line(each, files) for each in members)
            yield ""


def _grouped(found: Sequence[Found]) -> dict[str, dict[str, list[Found]]]:
    """By agency and document, each in the order they first appear."""
    groups: dict[str, dict[str, list[Found]]] = {}
    for each in found:
        groups.setdefault(each.agency, {}).setdefault(each.document, []).append(each)
    return groups


def _line(found: Found, files: str) -> str:
    problem = found.problem
    reason = f"（已说明：{escaped(problem.accepted)}）" if problem.accepted else ""
    place = f"[第 {problem.at.line} 行]({_address(problem, files)})"
    return f"- **{LEVELS[problem.level]}** {place} {escaped(_sentence(found))}{reason} `{problem.check}`"


def _address(problem: Problem, files: str) -> str:
    path = shown_path(problem.at.path)
    address = problem.at.path.as_uri() if Path(path).is_absolute() else f"{files}{quote(path)}"
    return f"{address}#L{problem.at.line}"


def _sentence(found: Found) -> str:
    """What is wrong, with the section it is found in where the sentence does not name it."""
    message, (_, _, name) = found.problem.message, found.section.partition("、")
    return message if not found.section or (name or found.section) in message else f"{found.section}：{message}"


def _to_settle(found: Sequence[Found]) -> Iterator[str]:
    """A list for each agency, in words that need nothing beside them; what has been accepted is settled."""
    yield from ("## 各机关待处理的事项", "", "每个机关一份，可以直接转发。", "")
    left = [each for each in found if each.problem.level in _TO_SETTLE]
    if not left:
        yield "没有待处理的事项。"
    for agency, documents in _grouped(left).items():
        yield from (f"### {escaped(agency)}", "")
        for document, members in documents.items():
            yield from (f"**{escaped(document)}**", "")
            yield from _tasks(members)


def _tasks(found: Sequence[Found]) -> Iterator[str]:
    for level, heading in _TO_SETTLE.items():
        tasks = [each for each in found if each.problem.level == level]
        if tasks:
            yield from (heading, "")
            yield from (f"{number}. {escaped(_sentence(each))}" for number, each in enumerate(tasks, 1))
            yield ""
