"""Documents for tests: reports with right sums printed as grids or as running text, whole or damaged."""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from generator.importers.document import Box, Document, Grid, Paragraph
from generator.model.form import Form
from generator.model.layout import lay_out
from generator.model.report import Cell, Report
from generator.model.rule import Rule
from generator.model.table import Block

Part = Paragraph | Grid
Damage = Callable[[Grid, random.Random], list[Grid]]


def made_report(form: Form, year: int, chance: random.Random) -> Report:
    """A report with random figures that meet every equation of the form."""
    tables = {section: {row: [0] * len(block.column_names) for row, (block, _) in table.rows.items()}
              for section, table in form.tables.items()}  # fmt: skip
    for section, table in form.tables.items():
        for block in table.blocks:
            _fill(block, tables[section], chance)
    cells = {
        section: {row: tuple(Cell(str(number), Decimal(number)) for number in numbers) for row, numbers in rows.items()}
        for section, rows in tables.items()
    }
    text = {each.key: f"{each.title[2:]}的正文。" for each in form.sections if each.key not in form.tables}
    return Report("jia", year, form.id, cells, text)


def _fill(block: Block, rows: dict[str, list[int]], chance: random.Random) -> None:
    for leaf in block.row_leaves:
        for at in range(len(block.column_names)):
            rows[leaf.name][at] = chance.choice(
                [0, 0, 0, chance.randint(1, 9), chance.randint(1, 99), chance.randint(1, 3000)]
            )
    judged = [rule for rule in block.rules if rule.relation == "=" and not rule.across_years and rule.weight == "error"]
    for _ in range(4):
        for rule in sorted(judged, key=lambda rule: len(rule.left)):
            for line in block.row_leaves if rule.each == "row" else range(len(block.column_names)):
                _solve(rule, block, rows, line)


def _solve(rule: Rule, block: Block, rows: dict[str, list[int]], line: object) -> None:
    """Set the first term so that the rule holds on the line; a result below nothing makes the others nothing."""

    def place(name: str) -> tuple[str, int]:
        if rule.each == "row":
            return line.name, block.column_names.index(name)  # type: ignore[attr-defined]
        return name, line  # type: ignore[return-value]

    def value(name: str) -> int:
        row, at = place(name)
        return rows[row][at]

    for term in rule.left[1:]:
        row, at = place(term.name)
        rows[row][at] = 0
    row, at = place(rule.left[0].name)
    rows[row][at] = sum(term.sign * value(term.name) for term in rule.right)


def grids(report: Report, form: Form) -> dict[str, Grid]:
    """The official tables as printed, with the report's figures."""
    result = {}
    for number, (section, table) in enumerate(form.tables.items(), 1):
        boxes = []
        for box in lay_out(table).boxes:
            text = box.text
            if box.kind == "cell":
                row, _, column = box.name.rpartition(".")
                block, _ = table.rows[row]
                text = report.tables[section][row][block.column_names.index(column)].printed
            place = f"第 {number} 个表格第 {box.row + 1} 行第 {box.column + 1} 列"
            boxes.append(Box(box.row, box.column, box.height, box.width, text, place))
        result[section] = Grid(tuple(boxes), f"第 {number} 个表格")
    return result


def document(report: Report, form: Form, damage: Damage | None = None, chance: random.Random | None = None) -> Document:
    """The report as a Word file would hold it; `damage` is done to each table."""
    parts: list[Part] = [Paragraph(f"甲局{report.year}年{form.title}", "第 1 段")]
    tables = grids(report, form)
    for number, section in enumerate(form.sections, 2):
        parts.append(Paragraph(section.title, f"第 {number} 段"))
        if section.key in tables:
            grid = tables[section.key]
            parts += damage(grid, chance or random.Random(0)) if damage else [grid]
        else:
            parts.append(Paragraph(report.text[section.key], f"第 {number} 段"))
    return Document(tuple(parts))


def flattened(report: Report, form: Form, between: str) -> Document:
    """The report as one running text, `between` standing between the cells."""
    lines = [f"甲局{report.year}年{form.title}"]
    tables = grids(report, form)
    for section in form.sections:
        lines.append(section.title)
        if section.key in tables:
            lines.append(between.join(box.text for box in tables[section.key].boxes))
        else:
            lines.append(report.text[section.key])
    text = "\n".join(lines)
    if between != "|\n":
        text = text.replace("\n", " ")
    return Document(tuple(Paragraph(line, f"第 {at} 行") for at, line in enumerate(text.split("\n"), 1)))


def _rows(grid: Grid) -> list[list[Box]]:
    return [[box for box in grid.boxes if box.row == at] for at in range(max(box.row for box in grid.boxes) + 1)]


def _grid(rows: Sequence[Sequence[Box]], place: str = "表格") -> Grid:
    """The rows under one another, numbered anew."""
    return Grid(tuple(replace(box, row=at) for at, row in enumerate(rows) for box in row), place)


def _is_figure(box: Box) -> bool:
    return bool(re.fullmatch(r"-?[0-9]+(笔|（.*）)?|[/—无]", box.text))


def wrong_spans(grid: Grid, chance: random.Random) -> list[Grid]:
    """Every box claims to be one cell; some headings claim to be wider."""
    return [Grid(tuple(
        replace(box, rows=1, columns=chance.choice([1, 1, 2, 3]) if not _is_figure(box) else 1) for box in grid.boxes
    ), grid.place)]  # fmt: skip


def pushed_left(grid: Grid, chance: random.Random) -> list[Grid]:
    """Spans are lost: the boxes of each row stand side by side from the left."""
    return [_grid([[replace(box, column=at, columns=1, rows=1) for at, box in enumerate(row)] for row in _rows(grid)])]


def torn(grid: Grid, chance: random.Random) -> list[Grid]:
    """The table goes on in new grids on the next pages, now and then with its header again."""
    rows = _rows(grid)
    head = next(at for at, row in enumerate(rows) if any(map(_is_figure, row)))
    cuts = sorted(chance.sample(range(1, len(rows)), min(2, len(rows) - 1)))
    pieces = [rows[start:end] for start, end in zip([0, *cuts], [*cuts, len(rows)], strict=True)]
    again = chance.random() < 0.5
    return [
        _grid([*rows[:head], *piece] if number and again and cuts[0] > head else piece)
        for number, piece in enumerate(pieces)
    ]


def extra_titles(grid: Grid, chance: random.Random) -> list[Grid]:
    """A title row before the table and its unit beside it."""
    title = [Box(0, 0, 1, 4, "表2 有关情况统计表", "表格第 1 行")]
    return [_grid([title, [Box(1, 0, 1, 4, "单位：件", "表格第 2 行")], *_rows(grid)])]


def misprinted(grid: Grid, chance: random.Random) -> list[Grid]:
    """A letter wrong, missing or doubled in some labels; other brackets, blanks and line breaks in all."""

    def spoilt(text: str) -> str:
        if len(text) > 5 and chance.random() < 0.4:
            at = chance.randrange(3, len(text))
            text = text[:at] + chance.choice(["", "口", text[at] * 2]) + text[at + 1 :]
        other: dict[str, str] = chance.choice([{"（": "(", "）": ")"}, {"“": '"', "”": '"'}, {".": "、"}, {}])
        text = "".join(other.get(letter, letter) for letter in text)
        return chance.choice([text, text[: len(text) // 2] + "\n" + text[len(text) // 2 :], " ".join(text)])

    return [
        replace(
            grid, boxes=tuple(box if _is_figure(box) else replace(box, text=spoilt(box.text)) for box in grid.boxes)
        )
    ]


def labels_broken(grid: Grid, chance: random.Random) -> list[Grid]:
    """Some labels are broken over two boxes, and empty boxes stand beside others."""
    rows = []
    for row in _rows(grid):
        new: list[Box] = []
        for box in row:
            half = len(box.text) // 2
            if not _is_figure(box) and any(map(_is_figure, row)) and len(box.text) > 6 and chance.random() < 0.3:
                new += [replace(box, text=box.text[:half], columns=1), replace(box, text=box.text[half:], columns=1)]
            elif not _is_figure(box) and any(map(_is_figure, row)) and chance.random() < 0.3:
                new += [box, replace(box, text="", columns=1)]
            else:
                new.append(box)
        rows.append(new)
    return [_grid(rows)]


def rows_gone(grid: Grid, chance: random.Random) -> list[Grid]:
    """A row is missing."""
    rows = _rows(grid)
    data = [at for at, row in enumerate(rows) if any(map(_is_figure, row))]
    gone = chance.choice(data)
    return [_grid([row for at, row in enumerate(rows) if at != gone])]


def labels_gone(grid: Grid, chance: random.Random) -> list[Grid]:
    """Some rows have lost their labels."""
    rows = [
        [box for box in row if _is_figure(box)] if any(map(_is_figure, row)) and chance.random() < 0.2 else row
        for row in _rows(grid)
    ]
    return [_grid(rows)]


def cells_gone(grid: Grid, chance: random.Random) -> list[Grid]:
    """Some rows lack a box, or have one too many."""
    rows = []
    for row in _rows(grid):
        figures = [box for box in row if _is_figure(box)]
        if len(figures) > 1 and chance.random() < 0.3:
            box = chance.choice(figures)
            at = row.index(box)
            row = (
                [*row[:at], *row[at + 1 :]] if chance.random() < 0.5 else [*row[:at], replace(box, text=""), *row[at:]]
            )
        rows.append(row)
    return [_grid(rows)]


HARMLESS: dict[str, Damage] = {
    damage.__name__: damage for damage in (wrong_spans, pushed_left, torn, extra_titles, misprinted, labels_broken)
}
HARMFUL: dict[str, Damage] = {damage.__name__: damage for damage in (rows_gone, labels_gone, cells_gone)}
