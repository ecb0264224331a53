"""Agencies keep their addresses and, for the years already published, their names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.model.agency import Agency
from generator.model.catalog import Catalog
from generator.model.problem import Position, Problem
from generator.model.report import Report
from generator.sources import yaml_text


def moves(before: Catalog, now: Catalog, published: Sequence[Report]) -> dict[str, Agency]:
    """The agencies whose folders are gone while their reports stand in another, with the agency they stand under."""
    found: dict[str, Agency] = {}
    for report in published:
        if report.agency not in found and _is_gone(now, report.agency):
            for agency in now.agencies.values():
                if agency.id not in before.agencies and _takes_over(before, now, agency, report):
                    found[report.agency] = agency
    return found


def _is_gone(now: Catalog, id: str) -> bool:
    """Whether there is no such agency, nor a folder that ought to be one."""
    return id not in now.agencies and not any(problem.at.path.parent == now.root / id for problem in now.problems)


def _takes_over(before: Catalog, now: Catalog, agency: Agency, report: Report) -> bool:
    """Whether the agency holds the same report, or bears the name of the agency that filed it."""
    current, old = now.reports.get((agency.id, report.year)), before.agencies[report.agency].name
    if current is None:
        return False
    named = old in (agency.name, *(former.name for former in agency.formerly))
    return named or (current.tables == report.tables and current.text == report.text)


def check_moves(
    before: Catalog, now: Catalog, published: Sequence[Report], moved: Mapping[str, Agency]
) -> Iterator[Problem]:
    """An error for each folder that has moved (not those below it), and for each name that changes in old reports."""
    years: dict[str, list[int]] = {}
    for report in published:
        years.setdefault(report.agency, []).append(report.year)
    for id, filed in years.items():
        if id in moved:
            if not any(id.startswith(f"{other}/") for other in moved):
                yield _moved(before, id, moved[id], max(filed))
        elif id in now.agencies:
            yield from _renamed(before, now, id, filed)


def _moved(before: Catalog, id: str, agency: Agency, year: int) -> Problem:
    old, name = before.agencies[id], id.rpartition("/")[2]
    finding = f"机关文件夹 {id} 改成了 {agency.id}，已经公布的网址会打不开"
    advice = f"请把文件夹改回 {id}。"
    if agency.name != old.name:
        advice += f"机关改了名的，在 {name}/agency.yml 里写新的 name，并{_former(agency, old.name, year)}"
    return Problem(Position(agency.path), "error", "since.renamed", f"{finding}。{advice}")


def _renamed(before: Catalog, now: Catalog, id: str, filed: Sequence[int]) -> Iterator[Problem]:
    """The name in a year already published is part of the report's title."""
    agency = now.agencies[id]
    names = {year: (before.name_in(id, year), now.name_in(id, year)) for year in filed}
    if other := [year for year, (old, new) in names.items() if old != new and not _is_told(now, id, year)]:
        year = max(other)
        old, new = names[year]
        finding = f"{year} 年度公布时机关叫“{old}”，现在成了“{new}”"
        advice = f"机关改了名的，请{_former(agency, old, year)}"
        at = agency.at.get("name", Position(agency.path))
        yield Problem(at, "error", "since.renamed", f"{finding}。没有改名的，请改回；{advice}")


def _is_told(now: Catalog, id: str, year: int) -> bool:
    """Whether a correction of the report says that its title has changed."""
    report = now.reports.get((id, year))
    return report is not None and any("title" in each.text for each in report.corrections)


def _former(agency: Agency, name: str, year: int) -> str:
    heading = "在 formerly: 下面加一行" if agency.formerly else "写一行 formerly:，下面再写一行"
    return f"{heading}：- {{name: {yaml_text(name)}, until: {year}}}"
