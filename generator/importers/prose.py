"""The text of an original's sections in our grammar of narrative: nothing lost, nothing moved."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.importers.document import Grid, Paragraph
from generator.importers.grids import rows_of
from generator.importers.labels import body, fold
from generator.importers.lines import expect
from generator.model.form import Form
from generator.model.table import Table
from generator.sources.file import INVISIBLE

Part = Paragraph | Grid

_SPECIAL = re.compile(r"\{\{|\*\*")
_MARKED = re.compile(r"[-*]\s|\|.*\|$")
_HEADING = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]")
_BREAK = re.compile(
    r"(?<=[。！？；：:])\s*(?=[（(][一二三四五六七八九十]{1,3}[）)])|\s+(?=[（(][一二三四五六七八九十]{1,3}[）)])"
)
_ENDED = re.compile(r"[。！？；：:.!?;）)”]$")
_RUNNING = 400
_FULL, _WIDEST = 0.85, 60
"""A line as wide as this part of the widest may go on in the next; wider lines than so many letters never do."""

_DATE_LINE = re.compile(
    r"[0-9〇○零一二三四五六七八九十]{2,4}\s*年\s*[0-9一二三四五六七八九十]{1,3}\s*月\s*[0-9一二三四五六七八九十]{1,3}\s*日"
)
_CAPTION = re.compile(r"^附?表[一二三四五六七八九十0-9]{1,2}\s*[:：.、]?\s*")
_HAN = "[㐀-鿿，。；：、（）《》“”]"


def text_of(parts: Sequence[Part]) -> str:
    """The parts as narrative: a paragraph a line, tables row by row."""
    lines: list[str] = []
    paragraphs: list[str] = []
    for part in parts:
        if isinstance(part, Paragraph):
            paragraphs.append(INVISIBLE.sub("", part.text))
        else:
            lines += map(_as_text, _paragraphs(paragraphs))
            paragraphs = []
            lines += _table(part)
    lines += map(_as_text, _paragraphs(paragraphs))
    return "\n".join(line for line in (_SPECIAL.sub(r"\\\g<0>", line.strip()) for line in lines) if line)


def _as_text(line: str) -> str:
    """A line of the original that our grammar would take for part of a list or table, kept as it is printed."""
    return f"\\{line.strip()}" if _MARKED.match(line.strip()) else line


def _paragraphs(texts: Sequence[str]) -> Iterator[str]:
    """The paragraphs, those of hard-wrapped lines put together and those of a running text parted at their headings."""
    for text in _unwrapped(list(texts)) if _is_wrapped(texts) else texts:
        if len(text) > _RUNNING and len(_HEADING.findall(text)) > 1:
            yield from _BREAK.split(text)
        else:
            yield text


def _is_wrapped(texts: Sequence[str]) -> bool:
    """Whether most full lines break off in the middle of a sentence."""
    width = max((_width(text) for text in texts), default=0)
    full = [text for text in texts if _width(text) >= width * _FULL]
    return width < _WIDEST and len(full) > 2 and sum(not _ENDED.search(text) for text in full) * 2 > len(full)


def _width(text: str) -> float:
    """How wide the line is, in Chinese letters."""
    return sum(0.5 if letter.isascii() else 1 for letter in text)


def _unwrapped(texts: list[str]) -> Iterator[str]:
    width = max(map(_width, texts))
    current, previous = "", 0.0
    for text in texts:
        goes_on = previous >= width * _FULL and not (_HEADING.match(text) and _ENDED.search(current))
        if current and goes_on and not (_ENDED.search(current) and previous < width - 2):
            space = "" if re.search(f"{_HAN}$", current) or re.match(_HAN, text) else " "
            current += space + text
        else:
            yield current
            current = text
        previous = _width(text)
    yield current


def _table(grid: Grid) -> Iterator[str]:
    """A table of the text, row by row; one of a single column is no more than paragraphs."""
    for row in rows_of(grid):
        filled = [text for text in row.texts if text]
        if len(row.texts) == 1:
            yield from filled
        elif filled:
            yield f"| {' | '.join(text.replace('|', '｜') for text in row.texts)} |"


def closing_of(parts: list[Part]) -> tuple[list[Part], list[Part]]:
    """The last section's parts without the signature and date at the very end, and those."""
    tail = len(parts)
    if tail and isinstance(last := parts[-1], Paragraph) and _DATE_LINE.fullmatch(last.text.strip()):
        tail -= 1
        before = parts[tail - 1] if tail else None
        if isinstance(before, Paragraph) and len(before.text) <= 40 and not re.search("[，。；：、]", before.text):
            tail -= 1
    return parts[:tail], parts[tail:]


def beside(parts: Sequence[Paragraph], table: Table, form: Form) -> list[Paragraph]:
    """The text beside a table without what is only a torn piece of its labels, its title or its caption."""
    labels = expect(table).labels
    title = next(section for section in form.sections if section.key == table.section)
    letters = set("".join(spelling for label in labels for spelling in label.spellings))
    titles = {body(each) for each in (title.title, *title.aliases)}
    return [
        part for part in parts if not _is_debris(part.text, letters) and body(_CAPTION.sub("", part.text)) not in titles
    ]


def _is_debris(text: str, letters: set[str]) -> bool:
    """Whether the text is no more than letters of labels: no figure, no sentence."""
    mine = fold(re.sub("[0-9]{1,2}[.、．]", "", text))
    return set(mine) <= letters and not re.search("[0-9。]", mine) and len(mine) <= 40
