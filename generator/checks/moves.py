"""Check that agencies keep their folders and, for years already published, their names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.model.agency import Agency
from generator.model.catalog import Catalog
from generator.model.problem import Position, Problem
from generator.model.report import Report
from generator.sources import yaml_text
from generator.sources.declared import SINCE_RENAMED


def moved_agencies(before: Catalog, now: Catalog, published: Sequence[Report]) -> dict[str, Agency]:
    """Return, by old id, the agency that now holds the reports of each removed folder and does not say so."""
    found: dict[str, Agency] = {}
    for report in published:
        if report.agency not in found and report.agency not in now.moved and _is_removed(now, report.agency):
            for agency in now.agencies.values():
                if agency.id not in before.agencies and _takes_over(before, now, agency, report):
                    found[report.agency] = agency
    return found


def _is_removed(now: Catalog, id: str) -> bool:
    """Return whether the agency is gone: it is not loaded, and no file in its folder has a problem."""
    return id not in now.agencies and not any(problem.at.path.parent == now.root / id for problem in now.problems)


def _takes_over(before: Catalog, now: Catalog, agency: Agency, report: Report) -> bool:
    """Return whether the agency has a report for that year, with the same content or under the old agency's name."""
    current, old = now.reports.get((agency.id, report.year)), before.agencies[report.agency].name
    if current is None:
        return False
    is_named_so = old in (agency.name, *(former.name for former in agency.formerly))
    return is_named_so or (current.tables == report.tables and current.text == report.text)


def check_moves(
    before: Catalog, now: Catalog, published: Sequence[Report], moved: Mapping[str, Agency]
) -> Iterator[Problem]:
    """Yield an error for each moved folder (not for its subfolders) and for each name changed in a published year."""
    years: dict[str, list[int]] = {}
    for report in published:
        years.setdefault(report.agency, []).append(report.year)
    for id, filed in years.items():
        if id in moved:
            if not any(id.startswith(f"{other}/") for other in moved):
                yield _moved_folder(before, id, moved[id], max(filed))
        elif (new := now.moved.get(id, id)) in now.agencies:
            yield from _changed_name(before, now, id, new, filed)


def _moved_folder(before: Catalog, id: str, agency: Agency, year: int) -> Problem:
    old, name = before.agencies[id], id.rpartition("/")[2]
    finding = f"机关文件夹 {id} 改成了 {agency.id}，已经公布的网址会打不开"
    advice = (
        f"请把文件夹改回 {id}；确要移动的，在 {agency.id}/agency.yml 里写一行 moved_from: [{id}]，旧网址会引到新网址。"
    )
    if agency.name != old.name:
        advice += f"机关改了名的，在 {name}/agency.yml 里写新的 name，并{_formerly_advice(agency, old.name, year)}"
    return SINCE_RENAMED.at(Position(agency.path), f"{finding}。{advice}")


def _changed_name(before: Catalog, now: Catalog, id: str, new_id: str, filed: Sequence[int]) -> Iterator[Problem]:
    """Yield an error if the agency's name, which is part of each report's title, differs in a published year."""
    agency = now.agencies[new_id]
    names = {year: (before.name_in(id, year), now.name_in(new_id, year)) for year in filed}
    if changed := [year for year, (old, new) in names.items() if old != new and not _is_recorded(now, new_id, year)]:
        year = max(changed)
        old, new = names[year]
        finding = f"{year} 年度公布时机关叫“{old}”，现在成了“{new}”"
        advice = f"机关改了名的，请{_formerly_advice(agency, old, year)}"
        position = agency.at.get("name", Position(agency.path))
        yield SINCE_RENAMED.at(position, f"{finding}。没有改名的，请改回；{advice}")


def _is_recorded(now: Catalog, id: str, year: int) -> bool:
    """Return whether a correction of the report records the change of its title."""
    report = now.reports.get((id, year))
    return report is not None and any("title" in each.text for each in report.corrections)


def _formerly_advice(agency: Agency, name: str, year: int) -> str:
    heading = "在 formerly: 下面加一行" if agency.formerly else "写一行 formerly:，下面再写一行"
    return f"{heading}：- {{name: {yaml_text(name)}, until: {year}}}"
