"""Read one official table from the parts of an original: each row resolved to cells, or left open with a reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from generator.importers.column_headings import ColumnOrder, PrintedHeading, is_of_another_year
from generator.importers.column_sums import better_split, contradicts_column_sums
from generator.importers.document import Grid, Paragraph, Part
from generator.importers.expected import ExpectedTable, Line, expected_table
from generator.importers.grid_tables import read_grid_table
from generator.importers.labels import distance, has_other_digits, numbering, without_numbering
from generator.importers.page_numbers import PAGE_NUMBER_DOUBT
from generator.importers.raw_line import RawLine
from generator.importers.resolve import Resolution, resolve_boxes, resolve_cells, resolve_text, split_chunks
from generator.importers.row_parts import row_named_in, with_parts_joined
from generator.importers.splits import splits
from generator.importers.table_reading import Derivation, OpenRows, TableReading, unknown_row
from generator.importers.text_tables import read_text_table
from generator.model.table import Table


def read_table(parts: Sequence[Part], table: Table) -> TableReading:
    """Return the form's table as read from the parts of the original."""
    expected, result = expected_table(table), TableReading()
    raw_lines = _named_by_position(with_parts_joined(_raw_lines(parts, expected, result), expected), expected)
    for line in expected.lines:
        _resolve_line(line, [raw for raw in raw_lines if raw.name == line.name], result)
    _open_if_blanks_were_lost(expected, result)
    _check_against_columns(table, raw_lines, result)
    stray = [raw for raw in raw_lines if not raw.name]
    for raw in stray:
        printed = " ".join((raw.unknown_label, *raw.texts)).strip()
        result.open_rows.append(unknown_row(raw.place, printed))
    # What is not printed says nothing about the form: a row that another form lacks may have been cut off.
    found = {raw.name for raw in raw_lines if raw.name and not raw.by_position}
    uncertain = sum(not raw.name or raw.by_position or bool(raw.open_reason) for raw in raw_lines)
    result.score += 2 * len(found) - uncertain
    return result


def _raw_lines(parts: Sequence[Part], expected: ExpectedTable, result: TableReading) -> list[RawLine]:
    """Return the lines of figures in the parts; add the text around them and the score to the result."""
    lines: list[RawLine] = []
    above: list[str] = []
    orders, headings = dict[int, ColumnOrder](), list[PrintedHeading]()
    for _, group in groupby(parts, key=lambda part: isinstance(part, Grid)):
        members = list(group)
        paragraphs = [part for part in members if isinstance(part, Paragraph)]
        for grid in (part for part in members if isinstance(part, Grid)):
            grid_table = read_grid_table(grid, expected, orders, headings)
            lines += (_named_by_text(raw, above, expected) for raw in grid_table.lines)
            above = []
            result.score += grid_table.known_headings
            result.text_beside += result.text_after + grid_table.other_texts
            result.text_after = []
        if paragraphs:
            above = [paragraph.text for paragraph in paragraphs]
            text_table = read_text_table(paragraphs, expected)
            lines += text_table.lines
            result.score += text_table.score
            if text_table.lines:
                result.text_beside += result.text_after
                result.text_after = []
            result.text_beside += text_table.text_beside
            result.text_after += text_table.text_after
    return lines


def _named_by_text(raw: RawLine, above: Sequence[str], expected: ExpectedTable) -> RawLine:
    """Return the line; a part without a name takes that of the text above its grid."""
    if not raw.part_of or raw.part:
        return raw
    return replace(raw, part=row_named_in(above, expected, expected.by_name[raw.part_of]))


def _named_by_position(lines: list[RawLine], expected: ExpectedTable) -> list[RawLine]:
    """Return the lines; unlabelled ones are named if exactly as many lines are missing between their neighbours."""
    order = {line.name: number for number, line in enumerate(expected.lines)}
    named = {line.name for line in lines if line.name}
    result: list[RawLine] = []
    groups = [(has_name, list(group)) for has_name, group in groupby(lines, key=lambda line: bool(line.name))]
    for at, (has_name, group) in enumerate(groups):
        if has_name:
            result += group
            continue
        after = order[groups[at - 1][1][-1].name] if at else -1
        before = order[groups[at + 1][1][0].name] if at + 1 < len(groups) else len(order)
        missing = [line for line in expected.lines[after + 1 : before] if line.name not in named]
        result += _as_missing(group, missing)
    return result


def _as_missing(group: list[RawLine], missing: list[Line]) -> Iterator[RawLine]:
    """Yield the unlabelled lines under the names of the missing ones, if they match cell by cell; else unchanged."""
    fits = len(group) == len(missing) and all(
        len(raw.texts) == len(line.cells) and all(raw.texts) for raw, line in zip(group, missing, strict=True)
    )
    if not fits:
        yield from group
        return
    for raw, line in zip(group, missing, strict=True):
        is_other = _is_other_label(raw.unknown_label, line.label)
        yield replace(
            raw,
            name=line.name,
            from_grid=True,
            aligned=True,
            open_reason=f"旁边的文字“{raw.unknown_label}”不像这一行的名称" if is_other else raw.open_reason,
            misprinted=False,
            by_position=True,
        )


def _is_other_label(text: str, label: str) -> bool:
    """Return whether the text beside a line is not its label: another year, another number or too many misprints."""
    limit = len(without_numbering(label)) // 2
    if is_of_another_year(text, label, ((label, (label,)),)):
        return True
    if not text:
        return False
    is_other = numbering(text) != numbering(label) or has_other_digits(text, label)
    return is_other or distance(without_numbering(text), without_numbering(label), limit) > limit


def _resolve_line(line: Line, found: list[RawLine], result: TableReading) -> None:
    """Add the line's cells to the result, or leave its rows open."""
    rows = line.rows
    if not found:
        result.open_rows.append(OpenRows(rows, "没有找到这一行", "", ""))
        return
    if line.is_whole_block:
        found = [raw for raw in found if any(raw.texts)] or found[:1]
    first, printed = found[0], " ".join(found[0].texts)
    result.places |= dict.fromkeys(rows, first.place)
    resolutions = [_resolve(raw, line) for raw in found]
    resolution = resolutions[0]
    if any(other != resolution for other in resolutions[1:]):
        candidates = tuple(each.texts for each in resolutions if each.texts)
        result.open_rows.append(OpenRows(rows, "这一行出现了不止一次，而且不一样", first.place, printed, candidates))
    elif first.open_reason or resolution.texts is None:
        candidates = (resolution.texts,) if resolution.texts else resolution.candidates
        reason = first.open_reason or resolution.reason
        chunks = () if first.open_reason else resolution.chunks
        lacks_blanks = resolution.lacks_blanks and first.open_reason in ("", PAGE_NUMBER_DOUBT)
        result.open_rows.append(OpenRows(rows, reason, first.place, printed, candidates, chunks, lacks_blanks))
    else:
        method = _method(resolution, first, line)
        for number, row in enumerate(rows):
            result.rows[row] = resolution.texts[number * line.width : (number + 1) * line.width]
            if method:
                result.derived[row] = Derivation(printed, method, resolution.chunks)


def _method(resolution: Resolution, raw: RawLine, line: Line) -> str:
    """Return how the cells were derived; empty if they were read as printed."""
    if raw.by_position:
        return "旁边没有行名，按前后各行的次序放在这里"
    if not resolution.derived:
        return ""
    return "各格连在一起，按本行的勾稽关系拆开" if line.sums else "各格连在一起，只有这一种拆法"


def _resolve(raw: RawLine, line: Line) -> Resolution:
    if not raw.from_grid:
        return resolve_text(" ".join(raw.texts), line)
    if raw.aligned and len(raw.texts) == len(line.cells):
        return resolve_cells(raw.texts, line)
    return resolve_boxes(raw.texts, line)


def _open_if_blanks_were_lost(expected: ExpectedTable, result: TableReading) -> None:
    """Open lines that were split, if other lines show that blanks may be lost and with blanks there is another way."""
    if not result.may_lack_blanks:
        return
    for line in expected.lines:
        rows = [row for row in line.rows if row in result.derived]
        if not rows:
            continue
        chunks = tuple(split_chunks(result.derived[rows[0]].printed))
        if chunks and "|" not in "".join(chunks) and len(chunks) < len(line.cells):
            found, complete = splits(chunks, line, by_sums=bool(line.sums), blanks=True)
            if len(found) > 1 or not complete:
                reason = "各格连在一起，别的行有空白格，空白处不同，拆法就不同"
                place = result.places[rows[0]]
                printed = " ".join(chunks)
                result.open_rows.append(OpenRows(line.rows, reason, place, printed, tuple(found), lacks_blanks=True))


def _check_against_columns(table: Table, lines: Sequence[RawLine], result: TableReading) -> None:
    """Leave derived rows open if the column sums contradict them; remove all open rows from the resolved ones."""
    by_position = {line.name for line in lines if line.by_position}
    for row, derivation in result.derived.items():
        texts, place = result.rows[row], result.places.get(row, "")
        if row in by_position:
            if contradicts_column_sums(table, result.rows, row):
                reason = "旁边没有行名，按次序放在这里，但是各列的勾稽关系不符"
                result.open_rows.append(OpenRows((row,), reason, place, derivation.printed, (texts,)))
        elif other := better_split(table, result.rows, row):
            reason = "按本行拆出的数与各列的勾稽关系不符，另一种拆法与更多的列相符"
            candidates, chunks = (texts, other), derivation.chunks
            result.open_rows.append(OpenRows((row,), reason, place, derivation.printed, candidates, chunks))
    for each in result.open_rows:
        for row in each.rows:
            result.rows.pop(row, None)
            result.derived.pop(row, None)
