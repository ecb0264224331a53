"""Read facts that openpyxl does not give from a workbook's package; reject harmful or oversized workbooks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from lxml.etree import _Element as Element

from generator.importers.document import UnreadableError
from generator.importers.readers.package import (
    XML_SUFFIXES,
    custom_properties,
    open_package,
    part_names,
    read_part,
    read_xml,
    reject_entities,
    related_part,
)

MAX_ROWS = 20_000
MAX_CELLS = 200_000


class WorkbookInfo(NamedTuple):
    """Facts about a workbook.

    `styles` are the names of cell styles by the id that cells refer to; openpyxl assumes that ids are consecutive.
    `needs_calculation` is true if the stored results of formulas are unreliable.
    """

    properties: Mapping[str, str]
    styles: Mapping[int, str]
    needs_calculation: bool


def inspect_workbook(path: Path) -> WorkbookInfo:
    """Return facts about a workbook; raise UnreadableError if it declares entities or a sheet is too large."""
    with open_package(path) as package:
        for name in part_names(package):
            if name.endswith(XML_SUFFIXES):
                reject_entities(read_part(package, name) or b"")
            if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name):
                data = read_part(package, name) or b""
                if data.count(b"<row") > MAX_ROWS or data.count(b"<c ") > MAX_CELLS:
                    raise UnreadableError(
                        "工作表太大，不像一份年度报告；请只留下报告本身的表格，删去多余的行列再导入。"
                    )
        main = related_part(package, "", "officeDocument") or ""
        styles = related_part(package, main, "styles") if main else None
        return WorkbookInfo(
            custom_properties(package),
            _style_names(read_xml(package, styles) if styles else None),
            bool(re.search(rb"""fullCalcOnLoad=["'](1|true)""", read_part(package, main) or b"")),
        )


def _style_names(tree: Element | None) -> dict[int, str]:
    found = tree.iter("{*}cellStyle") if tree is not None else ()
    return {int(each.get("xfId", "0")): each.get("name", "") for each in found if each.get("xfId", "0").isdecimal()}
