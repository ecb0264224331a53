"""Join the lines of hard-wrapped text to the paragraphs they were, before titles and labels are looked for in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.importers.document import Paragraph, Part

_HAN = "[㐀-鿿，。；：、（）《》“”]"
_NO_SPACE = re.compile(f"{_HAN}\n|\n{_HAN}|[0-9]\n[0-9]")
"""What meets at the end of a hard-wrapped line where no space was: Chinese characters, or the halves of a number."""

_FIGURES_APART = re.compile(r"[0-9] +[0-9]+\n[0-9]")
"""A row of figures that stand apart, before another figure: whether that is a cell of its own is not known."""


def join_wrapped(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield the parts, each wrapped paragraph together with those that continue it."""
    current: Part | None = None
    for part in parts:
        if isinstance(current, Paragraph) and isinstance(part, Paragraph) and _is_continued(current, part):
            joint = "" if _NO_SPACE.search(f"{current.text[-1:]}\n{part.text[:1]}") else " "
            current = replace(current, text=current.text + joint + part.text, wrapped=part.wrapped)
            continue
        if current:
            yield current
        current = part
    if current:
        yield current


def _is_continued(line: Paragraph, following: Paragraph) -> bool:
    is_figure = _FIGURES_APART.search(f"{line.text}\n{following.text[:1]}")
    return line.wrapped and line.role == following.role and not is_figure
