"""Find the report's title on a page: the line that repeats the page's own title or names agency and year."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from generator.importers.furniture import without_trailing_buttons
from generator.importers.labels import fold
from generator.importers.readers.html_anchors import is_link_line
from generator.importers.readers.html_flow import PageLine
from generator.importers.readers.html_line_forms import is_name
from generator.importers.titles import is_title, year_in
from generator.model.form import Forms

_PAGE_TITLES = ("ArticleTitle", "og:title")
"""Labels with the title of the text alone; `title` has the site's name too."""

_MAX_TITLE_LINES = 3
"""Official documents print the agency, the year and the kind of report on a line each at most."""

_MIN_TITLE_CHARS = 8
"""The shortest title is 2024年度报告; shorter lines are words such as 年度报告 in menus."""

_MAX_TITLE_CHARS = 60
"""The longest name of an agency takes up 25 characters, the kind of report 20."""

_ENDING_CHARS = 2
"""Characters of the forms' titles (报告) with which every title ends, whatever its wording."""

_YEAR_FIRST = re.compile(r"(?:关于)?\s*[12二][0-9〇○零一二三四五六七八九]{3}")


class TitleLines(NamedTuple):
    """The indexes of the lines of a title, `end` excluded."""

    start: int
    end: int


def find_titles(lines: Sequence[PageLine], labels: Mapping[str, str], forms: Forms) -> list[TitleLines]:
    """Return the titles among the lines, first to last, each on as few lines as possible."""
    found: list[TitleLines] = []
    for end in range(1, len(lines) + 1):
        first = max(end - _MAX_TITLE_LINES, found[-1].end if found else 0)
        starts = (at for at in range(end - 1, first - 1, -1) if _is_title(lines[at:end], labels, forms))
        if (start := next(starts, None)) is not None:
            found.append(TitleLines(_with_agency(lines, start), end))
    return found


def _is_title(lines: Sequence[PageLine], labels: Mapping[str, str], forms: Forms) -> bool:
    if any(line.boxes or is_link_line(line) or line.path[:-1] != lines[0].path[:-1] for line in lines):
        return False
    text = "".join(line.text for line in lines)
    folded = fold(text)
    if not _MIN_TITLE_CHARS <= len(folded) <= _MAX_TITLE_CHARS:
        return False
    if folded in {fold(labels.get(name, "")) for name in _PAGE_TITLES}:
        return True
    if year_in(text) is None:
        return False
    is_heading = any(line.role == "title" for line in lines) or folded in fold(labels.get("title", ""))
    endings = {form.title[-_ENDING_CHARS:] for form in forms.values()}
    is_report = is_heading and folded.endswith(tuple(endings))
    return is_report or any(is_title(text, form) for form in forms.values())


def _with_agency(lines: Sequence[PageLine], start: int) -> int:
    """Return where a title begins that has the year first and the agency on the line before."""
    before = lines[start - 1] if start else None
    is_agency = before and before.path[:-1] == lines[start].path[:-1] and is_name(before.text)
    return start - 1 if is_agency and _YEAR_FIRST.match(lines[start].text) else start


def split_buttons(line: PageLine) -> tuple[PageLine, PageLine]:
    """Return a section title without the buttons beside it, and a line of the buttons, which may have no text."""
    text = line.text if line.boxes else without_trailing_buttons(line.text)
    return replace(line, text=text), PageLine(line.text[len(text) :].strip())
