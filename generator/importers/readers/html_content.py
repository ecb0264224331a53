"""Find the report on a page by structure: the smallest element with its sections, from the title to the signature."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.importers.dates import is_date
from generator.importers.page_extras import hints, is_excerpt
from generator.importers.readers.html_anchors import Anchors, common_path, find_anchors, is_link_line, shown_lines
from generator.importers.readers.html_end import find_end
from generator.importers.readers.html_flow import PageLine
from generator.importers.readers.html_line_forms import (
    is_address,
    is_facts,
    is_sentence,
    is_value,
    lacks_value,
    names_fact,
)
from generator.importers.readers.html_tabs import with_tab_titles
from generator.importers.readers.html_titles import TitleLines, find_titles, split_buttons
from generator.sources.form_loader import load_forms

_MAX_LINKS_BEFORE_TITLE = 4
"""Lines of links, such as a breadcrumb, between the facts about a page and its title."""

_MIN_MENU_LINKS = 3
"""A table of facts may have one or two links, to the issuing organ and to the column."""

_MIN_LINKS = 2
"""A paragraph that is one link may belong to a report; several links in a row are a list of links."""

_SIGNATURE_LINES = 2
"""The agency's name and the date, which a footer of the text may hold."""

_MIN_BLOCK_LINES = 2
"""Sentences, titles and tables of a block over which a report is split; a paragraph of its own has one."""


@dataclass(frozen=True)
class PageContent:
    """The lines of a page that belong to the report, and those around it that do not."""

    kept: list[PageLine]
    omitted: list[PageLine]


def find_content(lines: Sequence[PageLine], labels: Mapping[str, str]) -> PageContent | None:
    """Return the report's lines among those of a page; None if the page shows no report in an official form."""
    forms = load_forms()
    lines = with_tab_titles(lines, forms)
    anchors = find_anchors(lines, forms)
    if not anchors:
        return None
    shown = shown_lines(lines, anchors)
    first = shown.index(min(set(anchors).intersection(shown)))
    page = [lines[at] for at in shown]
    titles = [] if first == 0 else find_titles(page[:first], labels, forms)
    found = {at: anchors[index] for at, index in enumerate(shown) if index in anchors}
    kept = _kept_lines(page, found, titles)
    buttons: dict[int, PageLine] = {}
    for at in found:
        kept[at], buttons[at] = split_buttons(page[at])
    facts = [replace(page[at], role="facts") for at in _facts_after(page, max(kept) + 1)]
    left_out = (buttons.get(at, PageLine()) if at in kept else line for at, line in enumerate(page))
    omitted = [line for line in left_out if line.text]
    return PageContent([*facts, *(kept[at] for at in sorted(kept))], omitted)


def _kept_lines(page: Sequence[PageLine], anchors: Anchors, titles: Sequence[TitleLines]) -> dict[int, PageLine]:
    """Return the lines to keep by index."""
    first = min(anchors)
    container = common_path([page[at].path for at in anchors])
    title = _nearest(page, titles, container)
    begin = title.end if title else _beginning(page, first)
    end = find_end(page, max(anchors), container, page[title.start : title.end] if title else ())
    facts = list(_facts_before(page, titles[0].start if titles else begin))
    facts += (at for at in range(titles[0].end if titles else begin, begin) if is_facts(page[at]))
    kept = {at: page[at] for at in range(title.start, title.end)} if title else {}
    kept |= {at: page[at] for at in _introduction(page, begin, first)}
    kept |= {at: page[at] for at in _body(page, first, end, anchors)}
    facts += (at for at in range(begin, first) if at not in kept and is_facts(page[at]) and not page[at].aside)
    return kept | _merged_facts(page, facts)


def _nearest(page: Sequence[PageLine], titles: Sequence[TitleLines], container: tuple[int, ...]) -> TitleLines | None:
    """Return the title nearest to the sections: the last one, preferably in their element, at least not aside."""

    def rank(title: TitleLines) -> tuple[bool, bool, int]:
        line = page[title.start]
        return line.path[: len(container)] == container, not line.aside, title.start

    return max(titles, key=rank, default=None)


def _beginning(page: Sequence[PageLine], first: int) -> int:
    """Return where the sentences before the first section begin, on a page without a title."""
    begin = first
    while begin and is_sentence(page[begin - 1].text) and not is_link_line(page[begin - 1]):
        begin -= 1
    return begin


def _introduction(page: Sequence[PageLine], begin: int, first: int) -> Iterator[int]:
    """Yield the lines from the first sentence to the first section, and the date below the title."""
    has_begun = False
    for at in range(begin, first):
        line = page[at]
        if line.aside or is_link_line(line) or is_excerpt(line.text, (each.text for each in page[at + 1 :])):
            continue
        has_begun |= is_sentence(line.text) and not line.boxes
        if has_begun or _is_address(page, at) or (is_date(line.text) and not names_fact(page[at - 1].text)):
            yield at


def _is_address(page: Sequence[PageLine], at: int) -> bool:
    """Return whether a line addresses the readers of the sentence that follows in the same element."""
    line, following = page[at], page[at + 1]
    return is_address(line.text) and is_sentence(following.text) and line.path[:-1] == following.path[:-1]


def _body(page: Sequence[PageLine], first: int, end: int, anchors: Anchors) -> Iterator[int]:
    """Yield the lines of the sections without what the site puts between them."""
    content = [at for at in range(first, end) if at in anchors or _is_content(page[at])]
    parents = {page[at].path[:-1] for at in content}
    signature = end - _SIGNATURE_LINES if page[end - 1].aside else end
    repeated = hints(page[at].text for at in range(first, end) if at not in anchors and not page[at].boxes)
    for at in range(first, end):
        line = page[at]
        is_links = is_link_line(line) and (line.links >= _MIN_LINKS or line.path[:-1] not in parents)
        is_left_out = (line.aside and at < signature) or is_links or line.text in repeated
        if at in anchors or not (is_left_out or _is_between_blocks(page, at, content)):
            yield at


def _is_content(line: PageLine) -> bool:
    return not line.aside and not is_link_line(line) and (bool(line.boxes) or is_sentence(line.text))


def _is_between_blocks(page: Sequence[PageLine], at: int, content: Sequence[int]) -> bool:
    """Return whether a line stands between two blocks over which the report is split, in a block of its own."""
    before = max((other for other in content if other < at), default=None)
    after = min((other for other in content if other > at), default=None)
    if before is None or after is None or at in content:
        return False
    size = len(common_path([page[before].path, page[after].path])) + 1
    blocks = [page[other].path[:size] for other in (before, at, after)]
    lines = [sum(page[other].path[:size] == block for other in content) for block in blocks]
    return lines[1] == 0 and min(lines[0], lines[2]) >= _MIN_BLOCK_LINES


def _facts_before(page: Sequence[PageLine], begin: int) -> Iterator[int]:
    """Yield the facts about the page directly before the title, except for a breadcrumb between them."""
    links = 0
    for at in range(begin - 1, -1, -1):
        line = page[at]
        if line.aside:
            return
        if is_link_line(line) or (lacks_value(line) and is_link_line(page[at + 1])):
            links += 1
        elif not (is_facts(line) or (at and lacks_value(page[at - 1]))) or _is_in_menu(page, at, begin):
            return
        else:
            yield at
        if links > _MAX_LINKS_BEFORE_TITLE:
            return


def _facts_after(page: Sequence[PageLine], end: int) -> Iterator[int]:
    """Yield the facts about the page directly after the report; the site's own may be among them, so all are noted."""
    for at in range(end, len(page)):
        line = page[at]
        if line.aside or line.boxes or not is_facts(line):
            return
        if not is_link_line(line) and not lacks_value(line):
            yield at


def _is_in_menu(page: Sequence[PageLine], at: int, begin: int) -> bool:
    """Return whether a line before the title is in one block with a list of links."""
    block = page[at].path[: len(common_path([page[at].path, page[begin].path])) + 1]
    links = sum(is_link_line(line) and line.path[: len(block)] == block for line in page[:begin])
    return links >= _MIN_MENU_LINKS


def _merged_facts(page: Sequence[PageLine], facts: Sequence[int]) -> dict[int, PageLine]:
    """Return the facts by index; a name on a line of its own is joined to the value on the next."""
    result: dict[int, PageLine] = {}
    for at in sorted(set(facts)):
        line = replace(page[at], role="facts")
        following = page[at + 1] if at + 1 < len(page) else None
        if lacks_value(line):
            if following and is_value(following):
                result[at] = replace(line, text=line.text + following.text)
                result[at + 1] = PageLine(role="facts")
        elif at not in result:
            result[at] = line
    return result
