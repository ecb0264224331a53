"""Recognise the title of a report, and read the year and the agency that it names."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from generator.importers.agency_names import is_organ
from generator.importers.dates import without_years, years_in
from generator.importers.document import Paragraph, Part
from generator.importers.labels import fold
from generator.model.form import Form

_MAX_TITLE_CHARS = 60
"""Titles are not longer: the longest name of an agency takes up 25 characters, the kind of report 20."""

_MAX_TITLE_LINES = 3
"""Official documents print the agency, the year and the kind of report on a line each at most."""

_ENDING_CHARS = 4
"""Characters of the form's title (年度报告) with which most reports' titles end."""

_SUBJECT_CHARS = 4
"""Characters at the end of the form's subject (政府信息公开) that every other wording of the title keeps."""

_OTHER_ENDING = re.compile("(?:报告|年报)(?:全文|正文)?(?:度)?$")
_FIRST_WORD = re.compile("根据|按照|依据|依照|遵照|为|本|现|今")
"""Words with which a report's first sentence begins; others may continue its title (…年度报告由六部分组成)."""

_NO_TITLE = re.compile(r"[，。；：:|｜│>»›《?？!！]|^首页|当前位置")
"""Marks of a sentence, of a row of facts, or of a breadcrumb."""

_SEPARATOR = re.compile(r"\s*[_|｜│–—－>»›]+\s*|(?<![0-9])-|-(?![0-9])|\s+-+\s+")
"""What stands between the page's title and the names of site and column in `<title>`."""


class FoundTitle(NamedTuple):
    """A title on one or several lines: indexes of the first part and after the last, and the text."""

    start: int
    end: int
    text: str


def is_title(text: str, form: Form) -> bool:
    """Return whether the text is a report's title: short, with exactly one year, ending as titles of reports do."""
    if len(text) > 2 * _MAX_TITLE_CHARS or _NO_TITLE.search(text) or len(years_in(text)) != 1:
        return False
    folded = fold(without_years(text))
    is_usual = folded.endswith(fold(form.title)[-_ENDING_CHARS:])
    is_other = _subject(form)[-_SUBJECT_CHARS:] in folded and bool(_OTHER_ENDING.search(folded))
    return len(folded) <= _MAX_TITLE_CHARS and (is_usual or is_other)


def leading_title_length(text: str, form: Form) -> int:
    """Return the length of a title that runs into the first sentence of the report; 0 if the text begins with none."""
    end = text.find(form.title[-_ENDING_CHARS:]) + _ENDING_CHARS
    is_leading = end > _ENDING_CHARS and _FIRST_WORD.match(text, end) and is_title(text[:end], form)
    return end if is_leading else 0


def begins_first_sentence(text: str) -> bool:
    """Return whether the text begins with a word with which the first sentence of a report does."""
    return bool(_FIRST_WORD.match(text))


def year_in(title: str) -> int | None:
    """Return the year that the title names, or None."""
    return next(iter(years_in(title)), None)


def agency_name_in(title: str, form: Form) -> str:
    """Return the agency's name in the title: all but the year and the kind of report."""
    folded = fold(without_years(title)).removeprefix("度").removeprefix("关于")
    subject, ending = _subject(form), fold(form.title)[-_ENDING_CHARS:]
    wordings = "|".join((subject, subject[-_SUBJECT_CHARS:], ending))
    name = re.split(f"的?(?:关于)?度?(?:{wordings})", folded)[0]
    # The government's name ends in the characters with which the subject begins.
    name = f"{name}政府" if name.endswith("人民") else name
    return name.removesuffix("度").removesuffix("的").removesuffix("关于")


def title_of_page(text: str, names: Iterable[str], form: Form) -> str:
    """Return the report's title in the title of a page, without the `names` of site and column; empty if none is in it.

    The pieces between separators are tried first, the longest one if several are titles.
    """
    pieces = [piece.strip() for piece in _SEPARATOR.split(text)]
    title = max([piece for piece in pieces if is_title(piece, form)] or [text], key=len)
    if not is_title(title, form):
        return ""
    for name in names:
        rest = title.removeprefix(name)
        if rest != title and rest[:1].isspace() and agency_name_in(rest, form) and is_title(rest, form):
            return rest.strip()
    return title


def find_titles(parts: Sequence[Part], form: Form, used: Container[int] = ()) -> Iterator[FoundTitle]:
    """Yield the titles among the parts whose index is not `used`, each on one line or on up to three."""
    texts = ["" if at in used or not isinstance(part, Paragraph) else part.text for at, part in enumerate(parts)]
    at = 0
    while at < len(texts):
        count = _title_lines(texts[at : at + _MAX_TITLE_LINES], form)
        if count:
            text = "".join(texts[at : at + count])
            yield FoundTitle(at, at + count, text)
        at += count or 1


def _title_lines(lines: Sequence[str], form: Form) -> int:
    """Return how many of the lines are a title together, as few as possible; 0 if none are.

    A line that is a title by itself joins no other, except that the agency may stand alone above year and kind.
    """
    for count in range(1, len(lines) + 1):
        if not lines[count - 1]:
            return 0
        last = lines[count - 1]
        if is_title("".join(lines[:count]), form):
            is_whole = count > 1 and is_title(last, form)
            may_join = count == 2 and not agency_name_in(last, form) and is_organ(lines[0])
            return 0 if is_whole and not may_join else count
        if count > 1 and is_title(last, form):
            return 0
    return 0


def _subject(form: Form) -> str:
    return fold(form.title).partition("工作")[0]
