"""Ask about the rows of a table: those left open, and those derived."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.importers.questions import Question
from generator.importers.splits import MAX_SPLITS, Texts
from generator.importers.table_reading import OpenRows, TableReading
from generator.model.form import Form
from generator.model.problem import Level, abridged
from generator.model.table import Table

_MAX_CANDIDATES = 4
"""Maximum number of candidates quoted in a message."""


def about_rows(form: Form, section: str, reading: TableReading) -> Iterator[Question]:
    """Yield a question for rows left open, and notes on rows that were derived."""
    table = form.tables[section]
    title = next(each.title for each in form.sections if each.key == section)
    lost = _with_lost_blanks(reading)
    if lost:
        yield _about_lost_blanks(table, section, title, lost)
    for open_rows in (each for each in reading.open_rows if each not in lost):
        labels = "、".join(table.rows[row][1].label for row in open_rows.rows) or title
        printed = f"，原件写的是“{abridged(open_rows.printed)}”" if open_rows.printed.strip() else ""
        message = f"{labels}：{open_rows.reason}{printed}。{_candidates(open_rows.candidates)}请对照原件填写。"
        place = open_rows.place or None
        if open_rows.rows:
            row = open_rows.rows[0]
            key = f"{section}.{row}"
            cell = f"{key}.{table.rows[row][0].column_names[0]}"
            yield Question("error", "import.cell", message, place, key, cell, _keys(section, open_rows.rows[1:]))
        else:
            yield Question("warning", "import.cell", message, place, section)
    yield from _about_derived(table, section, title, reading)


def _with_lost_blanks(reading: TableReading) -> list[OpenRows]:
    """Return the open rows whose blank cells left no trace, with those that have no figures; empty if it is only one.

    Blank cells vanish in text copied out of a browser, and then from most rows of a table.
    """
    lost = [each for each in reading.open_rows if each.lacks_blanks]
    empty = [each for each in reading.open_rows if each.rows and not each.printed]
    return [each for each in reading.open_rows if each in lost or each in empty] if len(lost) > 1 else []


def _about_lost_blanks(table: Table, section: str, title: str, lost: Sequence[OpenRows]) -> Question:
    """Return one question about all rows of a table whose blank cells left no trace."""
    rows = [row for each in lost for row in each.rows]
    shown = "；".join(
        "、".join(table.rows[row][1].label for row in each.rows)
        + (f"“{abridged(each.printed)}”" if each.printed else "没有读到数")
        for each in lost
    )
    message = (
        f"“{title}”的表有 {len(rows)} 行的空白格没有留下痕迹，不知道数在哪一格（从网页上复制文字，空白格会消失）："
        f"{shown}。请把网页另存为文件，或用 Word、PDF 原件再导入一次；没有原件就对照网页填写。"
    )
    place = next((each.place for each in lost if each.place), None)
    cell = f"{section}.{rows[0]}.{table.rows[rows[0]][0].column_names[0]}"
    return Question("error", "import.cell", message, place, f"{section}.{rows[0]}", cell, _keys(section, rows[1:]))


def _keys(section: str, rows: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{section}.{row}" for row in rows)


def _about_derived(table: Table, section: str, title: str, reading: TableReading) -> Iterator[Question]:
    """Yield a note for the rows of each group that were derived in the same way; a warning if they are doubtful."""
    groups: dict[tuple[str, str, str], list[str]] = {}
    for row in (row for row in table.rows if row in reading.derived):
        derivation = reading.derived[row]
        groups.setdefault((_group_of(table, row) or title, derivation.method, derivation.doubt), []).append(row)
    for (group, method, doubt), rows in groups.items():
        alike: dict[str, list[str]] = {}
        for row in rows:
            cells = "、".join(text or "空白" for text in reading.rows[row])
            printed = f"原件写的是“{abridged(reading.derived[row].printed)}”"
            what = f"{printed}，推定为 {cells}" if len(rows) > 1 else f"{printed}，{method}，推定为 {cells}"
            alike.setdefault(what, []).append(table.rows[row][1].label)
        summed_up = "；".join(f"{'、'.join(labels)}：{what}" for what, labels in alike.items())
        message = (
            f"{summed_up}。{doubt}" if len(rows) == 1 else f"{group}（{len(rows)} 行）：{method}。{summed_up}。{doubt}"
        )
        level: Level = "warning" if doubt else "note"
        yield Question(level, "import.derived", message, reading.places.get(rows[0]), f"{section}.{rows[0]}")


def _group_of(table: Table, row: str) -> str:
    """Return the label of the innermost group of rows that the row is in; empty if it is in none."""
    tops = [heading for block in table.blocks for heading in block.rows]
    groups = [each for top in tops for each in top.tree if any(part.name == row for part in each.parts)]
    return groups[-1].label if groups else ""


def _candidates(candidates: Sequence[Texts]) -> str:
    """Return a sentence that quotes the candidates; empty if there are none."""
    if not candidates:
        return ""
    shown = "；".join("、".join(text or "空白" for text in texts) for texts in candidates[:_MAX_CANDIDATES])
    if len(candidates) > _MAX_CANDIDATES:
        shown += f"；等 {len(candidates)} 种" if len(candidates) <= MAX_SPLITS else f"；等 {MAX_SPLITS} 多种"
    return f"可能是：{shown}。"
