"""Take the parts before the first section apart: titles, facts, what the page shows around its content, and text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from generator.importers.closing import Ending
from generator.importers.dates import is_date
from generator.importers.document import Document, Grid, Paragraph, Part
from generator.importers.fact_lines import Pair, pairs_in, pairs_of_grid, pairs_of_line
from generator.importers.fact_words import DOCUMENT_NUMBER, PAIR, is_distinct, key_of
from generator.importers.furniture import is_furniture
from generator.importers.grid_rows import rows_of
from generator.importers.identity import Identity, add_labels
from generator.importers.page_extras import find_extras
from generator.importers.running_front import split_front
from generator.importers.stray_lines import is_greeting, is_short
from generator.importers.titles import find_titles, is_title
from generator.model.form import Form

_BODY_RULE = re.compile(r"(?<![=\-—*＝])[=\-—*＝]{4,}\s*正文\s*[=\-—*＝]{4,}")
"""A rule of at least four marks, so that a dash of two (——正文——) is none."""

_SITE_DATE = re.compile("[0-9]{4}([-/.])[0-9]{1,2}\\1[0-9]{1,2}")
"""A date as sites print it below a title; that of an official document has 年, 月 and 日 or stands in brackets."""

_MAX_GAP_LINES = 4
"""Lines of unknown kind between two lines of facts that belong to the same table of facts: sites have up to four facts
in a row that no other site has; more lines may be text of the report."""


def identify(document: Document, front: Sequence[Part], form: Form, ending: Ending | None = None) -> Identity:
    """Return what the document says about itself; `front` are the parts before the first section."""
    found = Identity()
    add_labels(document, form, found)
    above, front = _split_at_body_rule(front)
    for part in above:
        pairs = pairs_in(part.text)
        stated = [pair for pair in pairs if pair.value]
        if not pairs or found.add_pairs(stated, part.place) != stated:
            found.omitted.append(part)
    if front and isinstance(front[0], Paragraph) and front[0].text.strip() == "正文":
        front = front[1:]
    found.preamble = _Front(front, form, found).text()
    _add_omitted([*document.omitted, *(ending.omitted if ending else [])], form, found)
    if ending:
        _add_signature(ending, found)
    return found


def _add_omitted(lines: Sequence[Paragraph], form: Form, found: Identity) -> None:
    """Add the facts in lines that were left out elsewhere; a title among them is no heading of the content."""
    around = Identity()
    _Front(lines, form, around).text()
    for key, facts in around.facts.items():
        for fact in facts:
            found.add("named" if key == "heading" else key, fact.text, fact.place, fact.word)


def _add_signature(ending: Ending, found: Identity) -> None:
    """Add the signatures and the date below them."""
    for part in ending.closing:
        if isinstance(part, Paragraph) and part == ending.date:
            found.add("signed", part.text, part.place, "落款")
        elif isinstance(part, Paragraph):
            found.add("signature", part.text, part.place)


def _split_at_body_rule(front: Sequence[Part]) -> tuple[list[Paragraph], Sequence[Part]]:
    """Return the lines above the rule that some programs print between facts and text, and the parts below it."""
    for at, part in enumerate(front):
        if isinstance(part, Paragraph) and (rule := _BODY_RULE.search(part.text)):
            pieces = [replace(part, text=text.strip()) for text in (part.text[: rule.start()], part.text[rule.end() :])]
            above, below = ([piece] if piece.text else [] for piece in pieces)
            return [*(each for each in front[:at] if isinstance(each, Paragraph)), *above], [*below, *front[at + 1 :]]
    return [], front


class _Front:
    """The parts before the first section; what is no text of the report is recorded in `found`."""

    def __init__(self, parts: Sequence[Part], form: Form, found: Identity) -> None:
        self._parts = parts
        self._form = form
        self._found = found
        self._used: set[int] = set()
        self._facts: set[int] = set()

    def text(self) -> list[Part]:
        """Return the parts that are text of the report, in order."""
        self._take_facts()
        titles = self._take_titles()
        self._take_gaps()
        lines = ["" if at in self._used or isinstance(part, Grid) else part.text for at, part in enumerate(self._parts)]
        extras = find_extras(lines, titles)
        self._used |= extras
        self._found.omitted += [part for at in sorted(extras) if isinstance(part := self._parts[at], Paragraph)]
        return list(self._rest(titles.stop))

    def _take_titles(self) -> range:
        """Record the titles; return the range of parts from the first to the last of them."""
        first = begin = 0
        for title in find_titles(self._parts, self._form, self._used):
            first = first if begin else title.start
            self._found.add("heading", title.text, self._parts[title.start].place)
            begin = title.end
            self._used |= set(range(title.start, begin))
        return range(first, begin)

    def _take_facts(self) -> None:
        """Record the facts in lines and tables."""
        for at, part in enumerate(self._parts):
            if at in self._used:
                continue
            if isinstance(part, Grid):
                pairs = pairs_of_grid(part)
                if pairs is not None:
                    self._add_facts(at, pairs, [row.texts for row in rows_of(part)])
            elif (pairs := self._pairs_at(at)) or (part.role == "facts" and (pairs := pairs_in(part.text))):
                self._add_facts(at, pairs, [(part.text,)])
            elif DOCUMENT_NUMBER.fullmatch(part.text.strip()):
                self._add_facts(at, [Pair("文号", part.text.strip())], [(part.text,)])

    def _pairs_at(self, at: int) -> list[Pair]:
        """Return the facts of the line; the value of a word alone on its line stands on the next one."""
        part = self._parts[at]
        text = part.text if isinstance(part, Paragraph) else ""
        pairs = pairs_of_line(text)
        word = pairs[0].word if len(pairs) == 1 and not pairs[0].value else text.rstrip("：: ")
        if (pairs and pairs[-1].value) or key_of(word) is None or not (pairs or is_distinct(word)):
            return pairs
        value = self._paragraph(at + 1)
        is_value = value and is_short(value.text) and not PAIR.match(value.text)
        is_value = is_value and value and (key_of(word) == "named" or not is_title(value.text, self._form))
        if value and is_value and key_of(value.text.rstrip("：: ")) is None:
            self._used.add(at + 1)
            return [Pair(word, value.text)]
        return pairs or [Pair(word, "")]

    def _paragraph(self, at: int) -> Paragraph | None:
        part = self._parts[at] if at < len(self._parts) else None
        return part if isinstance(part, Paragraph) else None

    def _add_facts(self, at: int, pairs: Sequence[Pair], rows: Sequence[Sequence[str]]) -> None:
        """Record the facts of the part; of its rows, those with anything else are left out with a word."""
        self._used.add(at)
        self._facts.add(at)
        place = self._parts[at].place
        kept = self._found.add_pairs(pairs, place)
        known = {text for pair in kept for text in (pair.word, pair.value)}
        if len(rows) == 1 and kept == [pair for pair in pairs if pair.value]:
            return
        for row in rows:
            if any(text not in known and key_of(text) is None for text in filter(None, row)):
                self._found.omitted.append(Paragraph(" | ".join(filter(None, row)), place))

    def _take_gaps(self) -> None:
        """Leave out short lines between two lines of facts: facts whose words are not known."""
        known = sorted(self._facts)
        for one, other in pairwise(known):
            between = [(at, self._paragraph(at)) for at in range(one + 1, other) if at not in self._used]
            lines = [(at, line) for at, line in between if line and is_short(line.text)]
            if len(lines) == len(between) <= _MAX_GAP_LINES:
                self._used |= {at for at, _ in lines}
                self._found.omitted += [line for _, line in lines]

    def _rest(self, begin: int) -> Iterator[Part]:
        """Yield what is left; leave out what the page shows around its content, and short lines before the title."""
        for at, part in enumerate(self._parts):
            if at in self._used:
                continue
            if isinstance(part, Grid):
                yield part
            elif part.role == "facts" or is_furniture(part.text) or (at < begin and is_greeting(part.text)):
                self._found.omitted.append(part)
            elif rest := self._without_front(part):
                if is_date(rest):
                    self._found.add("dated", rest, part.place, "标题下")
                if _SITE_DATE.fullmatch(rest):
                    self._found.omitted.append(part)
                else:
                    yield replace(part, text=rest)

    def _without_front(self, part: Paragraph) -> str:
        """Return running text without the facts, buttons and title before its first sentence."""
        front = split_front(part.text, self._form)
        if front.boilerplate:
            facts = front.boilerplate.replace(front.title, "").strip()
            self._found.add_pairs(pairs_of_line(facts) or pairs_in(facts), part.place)
            self._found.omitted.append(Paragraph(front.boilerplate, part.place))
        self._found.add("heading", front.title, part.place)
        return part.text[front.length :].strip()
