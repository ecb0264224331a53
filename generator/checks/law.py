"""Check figures that only agencies with certain powers can have.

规章 are made only by the departments of the State Council and by the governments of provinces and of cities with
districts (立法法).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.subject import Subject
from generator.model.agency import AGENCY_KINDS, Agency
from generator.model.problem import Problem
from generator.model.report import Cell
from generator.model.table import Spot
from generator.sources.declared import LAW_RULEMAKING

_COUNTY = re.compile("(?:县|镇|乡|旗|(?<!自治)(?<!行政)区)(?:人民)?政府")
"""Matches the name of a government below the rule-making levels, or the name of its office."""

_LOCAL_NAME = re.compile("(?!.*部$).{1,14}[省市县区州盟旗]")
"""Matches the name of a local agency: one that begins with a place (双江拉祜族佤族布朗族傣族自治县 is the longest)."""

_LOCAL_KINDS = ("township", "subdistrict", "zone")
_CENTRAL = re.compile("国家|国务院|中国|中华人民共和国")


def check_law(subject: Subject) -> Iterator[Problem]:
    """Yield one warning, at the first nonzero cell, if an agency without the power to make 规章 reports any."""
    if subject.agency is None or not _cannot_make_rules(subject, subject.agency):
        return
    found = [(name, spot, cell) for name, spot, cell in _rulemaking_cells(subject) if cell.value]
    if found:
        name = found[0][0]
        listed = "、".join(f"{spot.row.label}的{spot.column.label} {cell.plain}" for _, spot, cell in found)
        finding = f"{listed}，不是 0，而{_body(subject.agency)}没有制定规章的权限。"
        advice = "请核对是不是把别的文件填到了这一行；原件如此的，可在 accepts 里写明原因。"
        position, row = subject.position_of(name), name.rpartition(".")[0]
        yield LAW_RULEMAKING.at(position, finding, advice, row)


def _rulemaking_cells(subject: Subject) -> Iterator[tuple[str, Spot, Cell]]:
    roles = [*subject.form.roles.values(), *subject.form.narrative_roles.values()]
    for name in dict.fromkeys(name for role in roles if role.rulemaking for name in role.cells):
        spot = subject.form.locate(name)
        if spot:
            yield name, spot, subject.report.tables[spot.section][spot.row.name][spot.index]


def _body(agency: Agency) -> str:
    """Return the kind of agency in Chinese; a government without the power to make 规章 is a county's."""
    return "县级政府" if agency.kind == "government" else AGENCY_KINDS[agency.kind]


def _cannot_make_rules(subject: Subject, agency: Agency) -> bool:
    """Return whether the agency certainly cannot make 规章; False if in doubt, for example if its region is unknown.

    An office is judged like its government, because it may file on behalf of the government.
    """
    lineage = [agency, *(subject.catalog.above(agency)[::-1] if subject.catalog else [])]
    if any(_CENTRAL.match(each.name) for each in lineage):
        return False
    if agency.kind in ("government", "office"):
        if _COUNTY.search(agency.name):
            return True
    elif _LOCAL_NAME.match(agency.name):
        return True
    region = next((each.region for each in lineage if each.region), None)
    if agency.kind in ("government", "office"):
        return region is not None and not region.endswith("00")
    is_local = agency.kind in _LOCAL_KINDS or region is not None or any(each.kind == "government" for each in lineage)
    return is_local and region != "000000"
