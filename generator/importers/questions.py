"""What an import leaves to people: the place in the original, what stands there, what it may mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.importers.identity import Identity, day_of, name_in, year_of
from generator.importers.names import same_agency
from generator.importers.sections import Stretch
from generator.importers.splits import MOST, Texts
from generator.importers.tables import Tabled
from generator.model.agency import Agency
from generator.model.form import Form
from generator.model.problem import Level, abridged

_SHOWN = 4


@dataclass(frozen=True)
class Question:
    """Something to be settled; `key` is the row or section it is about, `origin` its place in the original."""

    level: Level
    check: str
    message: str
    origin: str | None = None
    key: str | None = None
    cell: str | None = None


def about_rows(form: Form, section: str, tabled: Tabled) -> Iterator[Question]:
    """Rows in question, and rows that were cut out of run-together digits."""
    table = form.tables[section]
    title = next(each.title for each in form.sections if each.key == section)
    for each in tabled.open:
        labels = "、".join(table.rows[row][1].label for row in each.rows) or title
        seen = f"，原件写的是“{abridged(each.seen)}”" if each.seen.strip() else ""
        message = f"{labels}：{each.why}{seen}。{_maybe(each.candidates)}请对照原件填写。"
        key = f"{section}.{each.rows[0]}" if each.rows else section
        cell = f"{key}.{table.rows[each.rows[0]][0].column_names[0]}" if each.rows else None
        yield Question("error" if each.rows else "warning", "import.cell", message, each.place or None, key, cell)
    for row, (seen, how) in tabled.derived.items():
        cells = "、".join(text or "空白" for text in tabled.rows[row])
        message = f"{table.rows[row][1].label}：原件写的是“{abridged(seen)}”，{how}，推定为 {cells}。"
        yield Question("note", "import.derived", message, tabled.places.get(row), f"{section}.{row}")


def _maybe(candidates: Sequence[Texts]) -> str:
    if not candidates:
        return ""
    shown = "；".join("、".join(text or "空白" for text in each) for each in candidates[:_SHOWN])
    more = f"；等 {len(candidates) if len(candidates) <= MOST else f'{MOST} 多'} 种" if len(candidates) > _SHOWN else ""
    return f"可能是：{shown}{more}。"


def about_sections(form: Form, stretches: Sequence[Stretch], tables: Mapping[str, Tabled]) -> Iterator[Question]:
    """Sections without a title in the original."""
    found = {each.section: each for each in stretches}
    for section in form.sections:
        if section.key not in found or (found[section.key].implied and section.key not in tables):
            message = f"没有找到“{section.title}”这个标题。请对照原件，看这一部分的内容是否放对了地方。"
            yield Question("warning", "import.section", message, None, section.key)


def about_form(form: Form, year: int) -> Question:
    """That the tables are not those usual in the year."""
    message = f"{year} 年的报告一般不用{form.name}，这份原件的表格最像它。请核对表格是不是这种格式。"
    return Question("warning", "import.form", message)


def about_identity(identity: Identity, agency: Agency | str, year: int, form: Form) -> Iterator[Question]:
    """What the original says of itself against what the caller said, and against itself."""
    for title, place in identity.facts.get("title", []):
        said = year_of(title)
        if said and said != year:
            message = f"原件标题写的是 {said} 年（“{abridged(title)}”），导入时说的是 {year} 年。请核对年份。"
            yield Question("error", "import.year", message, place)
            break
    names = [] if isinstance(agency, str) else [agency.name_in(year), agency.name, *agency.short_names]
    for title, place in identity.facts.get("title", []):
        name = name_in(title, form)
        if names and name and not same_agency(name, names):
            message = f"原件标题里的机关是“{abridged(name)}”，导入时说的是“{names[0]}”。请核对机关。"
            yield Question("error", "import.agency", message, place)
            break
    days = {day: (text, place) for text, place in identity.facts.get("published", []) if (day := day_of(text))}
    if len(days) > 1:
        both = "、".join(day.isoformat() for day in days)
        message = f"原件里的公布日期不一致：{both}，先用了第一个。请核对。"
        yield Question("warning", "import.published", message, next(iter(days.values()))[1])
