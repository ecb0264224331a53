"""Questions that an import leaves to people: the text and its place in the original, and what it may mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.importers.agency_names import is_organ, names_of, same_agency
from generator.importers.closing import remarks_in
from generator.importers.document import Paragraph
from generator.importers.identity import NAMING_TITLES, Fact, Identity
from generator.importers.labels import fold
from generator.importers.section_titles import Variant
from generator.importers.sections import Segment
from generator.importers.stray_lines import stray_lines_after, stray_lines_before, stray_lines_beside
from generator.importers.table_reading import TableReading
from generator.importers.titles import agency_name_in, year_in
from generator.model.agency import Agency
from generator.model.form import Form
from generator.model.problem import Level, abridged
from generator.model.report import Report

_MAX_OMITTED_LINES = 12
"""Lines left out that are quoted in a message; portal pages have 20 to 60 around the report."""

_VARIANTS: Mapping[Variant, tuple[Level, str]] = {
    "wording": ("note", "的写法与格式不同，按字词和位置当作"),
    "running text": ("warning", "写在一段文字里，写法与格式不同，到哪个字为止是按字词推定的，当作"),
    "position": ("warning", "与格式的标题没有共同的字词，只按编号和前后的标题当作"),
}
"""What to say about a title that is not one of the form's, by the reason why it was taken for one."""


_ISSUED_BY = re.compile("(?!主办).*(?:机构|机关|单位|部门|主体)")
"""Words for who issued the report; 来源 and 作者 may be a site or a person, 主办单位 is the site's."""


QUESTIONS: Mapping[str, tuple[Level, ...]] = {
    "import.agency": ("error", "note"),
    "import.cell": ("error", "warning"),
    "import.derived": ("warning", "note"),
    "import.form": ("warning",),
    "import.heading": ("warning", "note"),
    "import.omitted": ("note",),
    "import.organ": ("note",),
    "import.published": ("warning",),
    "import.report": ("note",),
    "import.section": ("warning",),
    "import.stray": ("warning",),
    "import.year": ("error",),
}
"""The questions that an import may ask, each with its levels, which depend on what was found."""


@dataclass(frozen=True)
class Question:
    """A question for a person to settle; `key` is its row or section, `origin` its place in the original.

    `more_keys` are those of further rows that it asks about. Raises ValueError if `QUESTIONS` does not declare it.
    """

    level: Level
    check: str
    message: str
    origin: str | None = None
    key: str | None = None
    cell: str | None = None
    more_keys: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.level not in QUESTIONS.get(self.check, ()):
            raise ValueError(f"no question {self.check} of level {self.level}")


def about_sections(form: Form, segments: Sequence[Segment], tables: Mapping[str, TableReading]) -> Iterator[Question]:
    """Yield a warning for each section without a title, unless its table was found, and one for an unusual title."""
    found = {segment.section: segment for segment in segments}
    for section in form.sections:
        if section.key in found and (variant := found[section.key].variant):
            segment = found[section.key]
            level, reason = _VARIANTS[variant]
            message = f"标题“{abridged(segment.title)}”{reason}“{section.title}”这一部分的标题。请对照原件核对。"
            yield Question(level, "import.heading", message, segment.place, section.key)
        if section.key not in found or (found[section.key].implied and section.key not in tables):
            message = f"没有找到“{section.title}”这个标题。请对照原件，看这一部分的内容是否放对了地方。"
            yield Question("warning", "import.section", message, None, section.key)


def about_form(form: Form, year: int) -> Question:
    """Return a warning that the report's tables are not of the form that is usual in the year."""
    message = f"{year} 年的报告一般不用{form.name}，这份原件的表格最像它。请核对表格是不是这种格式。"
    return Question("warning", "import.form", message)


def about_equal_forms(form: Form, others: Sequence[Form]) -> Question:
    """Return a warning that the report's tables, which have open rows, may as well be of another form."""
    names = "、".join(other.name for other in others)
    message = f"认出的行名分不清这份原件用的是{form.name}，还是{names}，先按前者读。请核对表格是哪种格式。"
    return Question("warning", "import.form", message)


def about_identity(identity: Identity, agency: Agency | str, year: int, form: Form) -> Iterator[Question]:
    """Yield an error for another year or agency in the title, and a warning if dates of publication differ."""
    titles = list(identity.titles(NAMING_TITLES))
    dated = next((title for title in titles if year_in(title.text)), None)
    if dated and (printed := year_in(dated.text)) != year:
        message = f"原件标题写的是 {printed} 年（“{abridged(dated.text)}”），导入时说的是 {year} 年。请核对年份。"
        yield Question("error", "import.year", message, dated.place)
    names = names_of(agency, year)
    named = next((title for title in titles if agency_name_in(title.text, form)), None)
    if names and named and not _is_named(identity, named, names, form):
        name = abridged(agency_name_in(named.text, form))
        message = f"原件标题里的机关是“{name}”，导入时说的是“{names[0]}”。请核对机关。"
        yield Question("error", "import.agency", message, named.place)
    dates = identity.dates()
    if len(dates) > 1:
        shown = "、".join(f"{fact.word}{' ' if fact.word else ''}{day.isoformat()}" for day, fact in dates.items())
        message = f"原件里的公布日期不一致：{shown}，先用了第一个。请核对。"
        yield Question("warning", "import.published", message, next(iter(dates.values())).place)


def about_organ(identity: Identity, agency: Agency | str, year: int, form: Form) -> Iterator[Question]:
    """Yield a note if another body than the agency issued the report, for which a report has no field."""
    named = next((title for title in identity.titles(NAMING_TITLES) if agency_name_in(title.text, form)), None)
    names = names_of(agency, year) or ([agency_name_in(named.text, form)] if named else [])
    issued = (
        fact for fact in identity.facts.get("organ", []) if _ISSUED_BY.fullmatch(fact.word) and is_organ(fact.text)
    )
    organ = next(issued, None)
    if organ and names and not same_agency(fold(organ.text), names):
        message = f"原件的{organ.word}是“{abridged(organ.text)}”，不是“{names[0]}”。报告里没有这一项，没有导入。"
        yield Question("note", "import.organ", message, organ.place)


def _is_named(identity: Identity, title: Fact, names: Sequence[str], form: Form) -> bool:
    """Return whether the title names the agency, or the content does where the title is not its heading."""
    if same_agency(agency_name_in(title.text, form), names):
        return True
    is_heading = title in identity.facts.get("heading", [])
    named = (*identity.facts.get("signature", []), *identity.facts.get("organ", []))
    return not is_heading and any(same_agency(fold(fact.text), names) for fact in named)


def about_stray_lines(form: Form, report: Report) -> Iterator[Question]:
    """Yield warnings that show the doubtful lines before and after the report, and beside each table."""
    last = next((section.key for section in reversed(form.sections) if section.key in report.text), None)
    lines = [*stray_lines_before(report.preamble or ""), *(stray_lines_after(report.text[last]) if last else [])]
    lines += remarks_in(report.closing or "")
    if lines:
        yield _about_lines("报告开头或末尾", lines)
    for section in form.sections:
        if lines := list(stray_lines_beside(report.notes.get(section.key, ""))):
            yield replace(_about_lines(f"“{section.title}”的表格旁边", lines), key=section.key)


def _about_lines(where: str, lines: Sequence[str]) -> Question:
    shown = "；".join(f"“{abridged(line)}”" for line in lines[:_MAX_OMITTED_LINES])
    more = f"等 {len(lines)} 行" if len(lines) > _MAX_OMITTED_LINES else ""
    advice = "请看是不是网页上的菜单、按钮或声明，不是报告的内容就删去。"
    return Question("warning", "import.stray", f"{where}有不像报告内容的行：{shown}{more}。{advice}")


def about_omitted(omitted: Sequence[Paragraph]) -> Iterator[Question]:
    """Yield one note that lists the lines left out as not belonging to the report, if there are any."""
    if omitted:
        lines = "；".join(f"“{abridged(line.text)}”" for line in omitted[:_MAX_OMITTED_LINES])
        more = "等" if len(omitted) > _MAX_OMITTED_LINES else ""
        message = f"有 {len(omitted)} 行不像报告的内容，没有导入：{lines}{more}。如果其中有报告的正文，请补上。"
        yield Question("note", "import.omitted", message, omitted[0].place)
