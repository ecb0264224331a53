"""Split the signature and date off the text of the last section, and leave out what a page shows after them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from generator.importers.agency_names import is_organ
from generator.importers.dates import DATE_OF_SIGNATURE, is_date, is_month
from generator.importers.document import Paragraph, Part
from generator.importers.fact_lines import pairs_of_grid, pairs_of_line
from generator.importers.furniture import is_button_line, is_furniture, without_trailing_buttons
from generator.importers.grid_rows import rows_of
from generator.importers.stray_lines import is_short

_MAX_SIGNATURES = 4
"""Bodies that sign one report together."""

_MAX_WORD_CHARS = 6
"""Words that introduce a signature, such as 填报单位, are not longer."""

_SENTENCE_END = re.compile(r"[。！？；]\s*")
_NUMBER = re.compile(r"^\s*[（(]?[0-9]{1,2}[）)、.．]\s*")
"""The number of an item in a list, as of other articles of the site."""

_IMPRINT = re.compile("(?:抄送|主送|分送)\\s*[:：].+|.+印发|[（(][^（()）]+[)）]")
"""What official documents print below their date (GB/T 9704-2012, 7.3.7 and 7.4): a remark in brackets, to whom copies
go, and who issued it."""


@dataclass
class Ending:
    """The end of a report: the text before the signature, the signature with its date, and lines left out after it."""

    text: list[Part]
    closing: list[Part] = field(default_factory=list)
    omitted: list[Paragraph] = field(default_factory=list)
    date: Paragraph | None = None


def is_imprint(text: str) -> bool:
    """Return whether a line below the date of an official document belongs to the document."""
    return bool(_IMPRINT.fullmatch(text.strip())) and not is_furniture(text) and not pairs_of_line(text)


def remarks_in(closing: str) -> list[str]:
    """Return the sentences below the date of a closing, which may be the site's: no imprint."""
    lines = closing.split("\n")
    begin = next((at for at, line in enumerate(lines) if _is_date(Paragraph(line, ""))), len(lines))
    return [line for line in lines[begin + 1 :] if _SENTENCE_END.search(line) and not is_imprint(line)]


def split_closing(parts: Sequence[Part]) -> Ending:
    """Return the last section's parts with the signature and date split off, wherever the date stands at its end."""
    omitted: list[Paragraph] = []
    kept = list(_lines_of_end(parts, omitted))
    dates = [at for at, part in enumerate(kept) if _is_date(part)]
    at = max(dates, key=lambda at: (_signatures(kept[:at]) > 0, at), default=None)
    if at is None:
        kept, below = _split_at_buttons(kept)
        end = len(kept) - _signatures(kept[1:])
        return Ending(kept[:end], kept[end:], [*below, *omitted])
    date, begin = kept[at], at - _signatures(kept[:at])
    after = [line for part in kept[at + 1 :] for line in _rows_of_facts(part)]
    is_signed = begin < at
    if not is_signed and not all(isinstance(part, Paragraph) and is_short(part.text) for part in after):
        return Ending(kept, [], omitted)
    if not is_signed and after and isinstance(after[0], Paragraph) and is_organ(after[0].text):
        at, after = at + 1, after[1:]
    left_out = list(_around_content(after))
    closing = [*kept[begin : at + 1], *(part for part in after if part not in left_out)]
    return Ending(kept[:begin], closing, [*left_out, *omitted], date if isinstance(date, Paragraph) else None)


def _around_content(after: Sequence[Part]) -> Iterator[Paragraph]:
    """Yield the short lines after the date with the items of the lists that they head, and the facts about the report.

    From the first line that a page shows around its content, all are yielded.
    """
    is_page = is_left_out = False
    for part in after:
        if isinstance(part, Paragraph):
            is_page = is_page or is_furniture(part.text)
            is_listed = is_left_out and is_short(_NUMBER.sub("", part.text))
            is_left_out = is_page or is_listed or is_short(part.text) or _is_facts_line(part)
            is_left_out = is_left_out and not is_imprint(part.text)
            if is_left_out:
                yield part


def _split_at_buttons(parts: list[Part]) -> tuple[list[Part], list[Paragraph]]:
    """Split the parts of a report without a date at the first line of buttons: what stands below is the page's."""
    lines = [part for part in parts if isinstance(part, Paragraph)]
    at = next((at for at, part in enumerate(lines) if at and is_button_line(part.text)), len(lines))
    return (parts[:at], lines[at:]) if len(lines) == len(parts) else (parts, [])


def _rows_of_facts(part: Part) -> list[Part]:
    """Return a line for each row of a table of facts; any other part as it is."""
    if isinstance(part, Paragraph) or pairs_of_grid(part) is None:
        return [part]
    return [Paragraph(" | ".join(filter(None, row.texts)), part.place) for row in rows_of(part)]


def _lines_of_end(parts: Sequence[Part], omitted: list[Paragraph]) -> Iterator[Part]:
    """Yield the parts; of the short lines at their end, those that the page shows around its content are left out."""
    tail = len(parts)
    while tail and isinstance(part := parts[tail - 1], Paragraph) and is_short(part.text):
        tail -= 1
    for at, part in enumerate(parts):
        if not isinstance(part, Paragraph) or at < tail - 1:
            yield part
        elif at >= tail and (is_furniture(part.text) or (at and _is_facts_line(part))):
            omitted.append(part)
        else:
            yield from _split_running(part, omitted)


def _is_facts_line(part: Paragraph) -> bool:
    return any(pair.value for pair in pairs_of_line(part.text))


def _is_date(part: Part) -> bool:
    return isinstance(part, Paragraph) and (is_date(part.text) or is_month(part.text))


def _signatures(parts: Sequence[Part]) -> int:
    """Return how many parts at the end are names of the bodies that sign."""
    names = takewhile(lambda part: isinstance(part, Paragraph) and _names_body(part.text), reversed(parts))
    return min(len(list(names)), _MAX_SIGNATURES)


def _names_body(text: str) -> bool:
    """Return whether the line names the body that signs, perhaps after a word (报告单位：)."""
    word, colon, name = text.rpartition("：")
    return is_organ(text) or (bool(colon) and len(word) <= _MAX_WORD_CHARS and is_organ(name))


def _split_running(part: Paragraph, omitted: list[Paragraph]) -> Iterator[Paragraph]:
    """Yield the paragraph; the signature and date at the end of running text become lines of their own.

    The words after the date, such as buttons, are left out.
    """
    text = without_trailing_buttons(part.text)
    date = max(DATE_OF_SIGNATURE.finditer(text), key=lambda match: match.start(), default=None)
    begin = _signature_start(text[: date.start()]) if date and _may_stand_after(text[date.end() :]) else None
    if date is None or begin is None:
        pieces, rest = [text], part.text[len(text) :]
    else:
        signature = " ".join(text[begin : date.start()].split())
        pieces, rest = [text[:begin], signature, date[0]], part.text[date.end() :]
    omitted += [Paragraph(rest.strip(), part.place)] if rest.strip() else []
    yield from (replace(part, text=piece.strip()) for piece in pieces if piece.strip())


def _may_stand_after(text: str) -> bool:
    """Return whether the text may stand behind the date on its line: words apart from it, or buttons."""
    return not text or is_furniture(text) or (text[0].isspace() and is_short(text))


def _signature_start(before: str) -> int | None:
    """Return where the signature begins in the text before a date; None if it is text of another kind."""
    ends = [match.end() for match in _SENTENCE_END.finditer(before)]
    starts = ends[-1:] or [0, *(match.end() for match in re.finditer(r"\s+", before))]
    return next((start for start in starts if _is_signature(before[start:])), None)


def _is_signature(text: str) -> bool:
    """Return whether the text before a date is blank or names bodies, perhaps with spaces between all characters."""
    words = text.split()
    return all(map(is_organ, words)) or (all(len(word) == 1 for word in words) and is_organ(text))
