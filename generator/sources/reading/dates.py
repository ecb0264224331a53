"""Read dates, and the day with the time of day at which a report was published."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time

from generator.model.problem import abridged
from generator.model.report import FIRST_DAY, LAST_DAY
from generator.sources.faults import DATE
from generator.sources.reading.cells import QUOTATION_MARKS
from generator.sources.reading.fields import read_line, tidy
from generator.sources.reading.nodes import Node, TextNode
from generator.sources.reading.tree import Tree

CLOCK = "(?:[01][0-9]|2[0-3]):[0-5][0-9]"
"""A time of day, to the minute: the label PubDate of 《政府网站发展指引》 has no seconds."""

_DAY_AND_CLOCK = re.compile(r"(\S*[0-9日])(?:[ \u3000]+|T|(?<=日))(\S.*)")
_HOUR_AND_MINUTE = re.compile(r"([0-9]{1,2})\s*[:：时点]\s*([0-9]{1,2})(?:分|[:：分]\s*[0-5]?[0-9](?:\.[0-9]+)?秒?)?")


def read_date(tree: Tree, node: Node, name: str) -> date | None:
    """Return a date; any spelling but 2025-01-20 is a fault, whose message gives the right one if the date is clear.

    So is a day that no file format could hold, or that nobody can have meant.
    """
    text = read_line(tree, node, name)
    if text is None:
        return None
    bare = text.strip(QUOTATION_MARKS)
    day = _clear_day(bare)
    if day is None:
        tree.fault(node, DATE, f"“{name}”的“{abridged(text)}”不是日期，请写成 2025-01-20 这样。")
    elif not FIRST_DAY <= day <= LAST_DAY:
        years = f"{FIRST_DAY.year} 至 {LAST_DAY.year} 年"
        tree.fault(node, DATE, f"“{name}”的“{abridged(text)}”不在 {years}之间，不会是真的。请核对年份。")
        return None
    elif day.isoformat() != text:
        advice = "外面有中文引号，请删去，" if bare != text else "请"
        tree.fault(node, DATE, f"“{name}”的“{abridged(bare)}”{advice}写成 {day.isoformat()}。")
    return day


def _clear_day(text: str) -> date | None:
    parts = re.fullmatch(r"(\d{4})[^\dA-Za-z]{1,2}(\d{1,2})[^\dA-Za-z]{1,2}(\d{1,2})日?(?:[ T].*)?", text)
    try:
        return date(*(int(part) for part in parts.groups())) if parts else None
    except ValueError:
        return None


def read_moment(tree: Tree, node: Node, name: str) -> tuple[date | None, time | None]:
    """Return a date and the time of day after it, `2025-01-20 09:30`; the time is None if there is none.

    Any other spelling of the time is a fault, whose message gives the right one if the time is clear.
    """
    parts = _DAY_AND_CLOCK.fullmatch(tidy(node.value)) if isinstance(node, TextNode) else None
    if not isinstance(node, TextNode) or not parts:
        return read_date(tree, node, name), None
    day = _clear_day(parts[1])
    if day is None or not FIRST_DAY <= day <= LAST_DAY:
        return read_date(tree, node, name), None
    found = _HOUR_AND_MINUTE.fullmatch(parts[2].rstrip())
    clock = f"{int(found[1]):02}:{int(found[2]):02}" if found else ""
    if not re.fullmatch(CLOCK, clock):
        at = node.body._replace(column=node.body.column + node.value.index(parts[2])) if node.body else node.at
        advice = f"请写成 {day.isoformat()} 09:30 这样；不知道钟点的，只写日期"
        tree.fault(replace(node, at=at), DATE, f"“{name}”的“{abridged(parts[2])}”不是一天里的钟点。{advice}。")
        return day, None
    if abridged(node.value) != f"{day.isoformat()} {clock}":  # which ignores the width of the blank
        tree.fault(node, DATE, f"“{name}”的“{abridged(node.value)}”请写成 {day.isoformat()} {clock}。")
    return day, time.fromisoformat(clock)
