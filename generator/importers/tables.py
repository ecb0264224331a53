"""The stretch of an original that holds one official table to the table's cells, settled or in question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from generator.importers.columns import in_failing, other_reading
from generator.importers.document import Grid, Paragraph
from generator.importers.flat import read_flat
from generator.importers.grids import read_grid
from generator.importers.headers import is_of_another_year
from generator.importers.labels import body, distance, numbering
from generator.importers.lines import Expected, Line, expect
from generator.importers.settle import Settled, chunked, settle_boxes, settle_cells, settle_text
from generator.importers.splits import Texts, splits
from generator.importers.strips import Strip
from generator.model.table import Table

Part = Paragraph | Grid


@dataclass(frozen=True)
class Open:
    """Rows in question: why, where in the original, what stands there, what it might mean."""

    rows: tuple[str, ...]
    why: str
    place: str
    seen: str
    candidates: tuple[Texts, ...] = ()


@dataclass
class Tabled:
    """A table as read: settled rows, where each stands, which were derived, what is open, and the text around."""

    rows: dict[str, Texts] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    derived: dict[str, tuple[str, str]] = field(default_factory=dict)
    open: list[Open] = field(default_factory=list)
    beside: list[Paragraph] = field(default_factory=list)
    after: list[Paragraph] = field(default_factory=list)
    score: float = 0


def read_table(parts: Sequence[Part], table: Table) -> Tabled:
    """The table of the form in the parts of the original."""
    expected, result = expect(table), Tabled()
    strips = _strips(parts, expected, result)
    placed = _placed(strips, expected)
    for line in expected.lines:
        _read_line(line, [strip for strip in placed if strip.row == line.name], result)
    _doubt_blanks(expected, result)
    _cross_check(table, placed, result)
    stray = [strip for strip in placed if not strip.row]
    for strip in stray:
        seen = " ".join((strip.label, *strip.texts)).strip()
        result.open.append(Open((), "这一行数不知道属于表中哪一行", strip.place, seen))
    found = {strip.row for strip in placed if strip.row}
    doubts = len(stray) + sum(bool(strip.doubt) for strip in placed)
    result.score += 2 * len(found) - len(expected.lines) - doubts if placed else 0
    return result


def doubt(tabled: Tabled, why: str) -> None:
    """Open every row of the table, what was read being proposed."""
    for row, texts in tabled.rows.items():
        tabled.open.append(Open((row,), why, tabled.places.get(row, ""), " ".join(texts), (texts,)))
    tabled.rows.clear()
    tabled.derived.clear()


def _strips(parts: Sequence[Part], expected: Expected, result: Tabled) -> list[Strip]:
    """The lines of figures in the parts; the text around them goes to the result."""
    strips: list[Strip] = []
    for is_grid, group in groupby(parts, key=lambda part: isinstance(part, Grid)):
        members = list(group)
        before = len(strips)
        tail: list[Paragraph] = []
        if is_grid:
            for grid in members:
                read = read_grid(grid, expected)  # type: ignore[arg-type]
                strips += read.strips
                result.score += read.known
                result.beside += result.after + read.rest
                result.after = []
        else:
            flat = read_flat(members, expected)  # type: ignore[arg-type]
            strips += flat.strips
            result.score += flat.known
            tail = list(flat.after)
            if len(strips) > before:
                result.beside += result.after
                result.after = []
            result.beside += flat.beside
        result.after += tail
    return strips


def _placed(strips: list[Strip], expected: Expected) -> list[Strip]:
    """The lines with those without a label named where as many are missing between their neighbours."""
    order = {line.name: number for number, line in enumerate(expected.lines)}
    have = {strip.row for strip in strips if strip.row}
    result: list[Strip] = []
    merged = [(named, list(group)) for named, group in groupby(strips, key=lambda strip: bool(strip.row))]
    for at, (named, group) in enumerate(merged):
        if named:
            result += group
            continue
        low = order[merged[at - 1][1][-1].row] if at else -1
        high = order[merged[at + 1][1][0].row] if at + 1 < len(merged) else len(order)
        missing = [line for line in expected.lines[low + 1 : high] if line.name not in have]
        result += _named(group, missing)
    return result


def _named(group: list[Strip], missing: list[Line]) -> Iterator[Strip]:
    """The unlabelled lines under the names of the missing ones, where nothing speaks against it."""
    fits = len(group) == len(missing) and all(
        len(strip.texts) == len(line.cells) and all(strip.texts) for strip, line in zip(group, missing, strict=False)
    )
    for number, strip in enumerate(group):
        if fits:
            doubt = (
                f"旁边的文字“{strip.label}”不像这一行的名称" if _is_other(strip.label, missing[number].label) else ""
            )
            yield Strip(missing[number].name, strip.texts, strip.place, True, True, strip.label, doubt, placed=True)
        else:
            yield strip


def _is_other(text: str, label: str) -> bool:
    """Whether the text beside a line is more than its label misprinted under the right number."""
    half = len(body(label)) // 2
    if is_of_another_year(text, label, ((label, (label,)),)):
        return True
    return bool(text) and (numbering(text) != numbering(label) or distance(body(text), body(label), half) > half)


def _read_line(line: Line, strips: list[Strip], result: Tabled) -> None:
    """One line's cells, or what is open about them."""
    if not strips:
        result.open.append(Open(_rows(line), "没有找到这一行", "", ""))
        return
    strips = [strip for strip in strips if strip.row[0] != "#" or any(strip.texts)] or strips[:1]
    strip, seen = strips[0], " ".join(strips[0].texts)
    result.places |= dict.fromkeys(_rows(line), strip.place)
    readings = [_settled(each, line) for each in strips]
    settled = readings[0]
    if any(each != settled for each in readings[1:]):
        both = tuple(each.texts for each in readings if each.texts)
        result.open.append(Open(_rows(line), "这一行出现了不止一次，而且不一样", strip.place, seen, both))
    elif strip.doubt or settled.texts is None:
        candidates = (settled.texts,) if settled.texts else settled.candidates
        result.open.append(Open(_rows(line), strip.doubt or settled.why, strip.place, seen, candidates))
    else:
        width = len(line.cells) // len(_rows(line))
        for number, row in enumerate(_rows(line)):
            result.rows[row] = settled.texts[number * width : (number + 1) * width]
            if how := _how(settled, strip, line):
                result.derived[row] = (seen, how)


def _how(settled: Settled, strip: Strip, line: Line) -> str:
    """How the cells were derived; empty where they are read as they stand."""
    if strip.placed:
        return "旁边没有行名，按前后各行的次序放在这里"
    if not settled.derived:
        return ""
    return "各格连在一起，按本行的勾稽关系拆开" if line.sums else "各格连在一起，只有这一种拆法"


def _settled(strip: Strip, line: Line) -> Settled:
    if not strip.bordered:
        return settle_text(" ".join(strip.texts), line)
    if strip.aligned and len(strip.texts) == len(line.cells):
        return settle_cells(strip.texts, line)
    return settle_boxes(strip.texts, line)


def _rows(line: Line) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row for row, _ in line.cells))


def _doubt_blanks(expected: Expected, result: Tabled) -> None:
    """Open what was cut where other lines show that blanks may have vanished, and blanks allow another way."""
    lost = {row for each in result.open if not each.candidates for row in each.rows}
    for line in expected.lines if lost else ():
        rows = [row for row in _rows(line) if row in result.derived]
        chunks = tuple(chunked(result.derived[rows[0]][0])) if rows else ()
        if chunks and "|" not in "".join(chunks) and len(chunks) < len(line.cells):
            found, complete = splits(chunks, line, by_sums=bool(line.sums), blanks=True)
            if len(found) > 1 or not complete:
                why = "各格连在一起，别的行有空白格，空白处不同，拆法就不同"
                result.open.append(Open(_rows(line), why, result.places[rows[0]], " ".join(chunks), tuple(found)))


def _cross_check(table: Table, strips: Sequence[Strip], result: Tabled) -> None:
    """Open what was derived where the columns speak against it."""
    placed = {strip.row for strip in strips if strip.placed}
    for row in list(result.derived):
        texts, place = result.rows[row], result.places.get(row, "")
        other = None if row in placed else other_reading(table, result.rows, row)
        if other:
            why = "按本行拆出的数与各列的勾稽关系不符，另一种拆法与更多的列相符"
            result.open.append(Open((row,), why, place, result.derived[row][0], (texts, other)))
        elif row in placed and in_failing(table, result.rows, row):
            why = "旁边没有行名，按次序放在这里，但是各列的勾稽关系不符"
            result.open.append(Open((row,), why, place, result.derived[row][0], (texts,)))
    for each in result.open:
        for row in each.rows:
            result.rows.pop(row, None)
            result.derived.pop(row, None)
