"""Documents for tests: random reports with correct sums, printed as grids or as running text."""

import random
from collections.abc import Callable, Iterator
from decimal import Decimal

from generator.importers.document import Box, Document, Grid, Paragraph, Part
from generator.model.form import Form
from generator.model.layout import lay_out
from generator.model.report import Cell, Report
from generator.model.rule import Rule
from generator.model.table import Block

Damage = Callable[[Grid, random.Random], list[Grid]]
Position = tuple[str, int]
"""A cell of a table: its row and its index in the row."""


def random_report(form: Form, year: int, rng: random.Random) -> Report:
    """Return a report with random figures that meet every equation of the form."""
    cells: dict[str, dict[str, tuple[Cell, ...]]] = {}
    for section, table in form.tables.items():
        figures = {row: [0] * len(block.column_names) for row, (block, _) in table.rows.items()}
        for block in table.blocks:
            _fill(block, figures, rng)
        cells[section] = {
            row: tuple(Cell(str(number), Decimal(number)) for number in numbers) for row, numbers in figures.items()
        }
    text = {section.key: f"{section.title[2:]}的正文。" for section in form.sections if section.key not in form.tables}
    return Report("jia", year, form.id, cells, text)


def _fill(block: Block, figures: dict[str, list[int]], rng: random.Random) -> None:
    """Fill the block's rows with random figures, then make its equations hold."""
    for leaf in block.row_leaves:
        for index in range(len(block.column_names)):
            figures[leaf.name][index] = rng.choice(
                [0, 0, 0, rng.randint(1, 9), rng.randint(1, 99), rng.randint(1, 3000)]
            )
    equations = [
        rule for rule in block.rules if rule.relation == "=" and not rule.across_years and rule.weight == "error"
    ]
    for _ in range(4):
        for rule in sorted(equations, key=lambda rule: len(rule.left)):
            for positions in _positions(rule, block):
                _solve(rule, positions, figures)


def _positions(rule: Rule, block: Block) -> Iterator[dict[str, Position]]:
    """Yield the positions of the rule's terms, by name, for each row or column that the rule applies to."""
    if rule.each == "row":
        for row in block.row_leaves:
            yield {column: (row.name, index) for index, column in enumerate(block.column_names)}
    else:
        for index in range(len(block.column_names)):
            yield {row.name: (row.name, index) for row in block.row_leaves}


def _solve(rule: Rule, positions: dict[str, Position], figures: dict[str, list[int]]) -> None:
    """Make the equation hold: set the first term on its left to the sum of its right, all others on the left to 0."""
    first, *others = (positions[term.name] for term in rule.left)
    for row, index in others:
        figures[row][index] = 0
    signed = [(term.sign, positions[term.name]) for term in rule.right]
    figures[first[0]][first[1]] = sum(sign * figures[row][index] for sign, (row, index) in signed)


def grids(report: Report, form: Form) -> dict[str, Grid]:
    """Return the official tables as printed, with the report's figures, by section."""
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


def document(report: Report, form: Form, damage: Damage | None = None, rng: random.Random | None = None) -> Document:
    """Return the report as read from a Word file, with each table damaged by `damage`."""
    parts: list[Part] = [Paragraph(f"甲局{report.year}年{form.title}", "第 1 段")]
    tables = grids(report, form)
    for number, section in enumerate(form.sections, 2):
        parts.append(Paragraph(section.title, f"第 {number} 段"))
        if section.key in tables:
            grid = tables[section.key]
            parts += damage(grid, rng or random.Random(0)) if damage else [grid]
        else:
            parts.append(Paragraph(report.text[section.key], f"第 {number} 段"))
    return Document(tuple(parts))


def flattened(report: Report, form: Form, separator: str) -> Document:
    """Return the report as running text, with `separator` between cells."""
    lines = [f"甲局{report.year}年{form.title}"]
    tables = grids(report, form)
    for section in form.sections:
        lines.append(section.title)
        if section.key in tables:
            lines.append(separator.join(box.text for box in tables[section.key].boxes))
        else:
            lines.append(report.text[section.key])
    text = "\n".join(lines)
    if separator != "|\n":
        text = text.replace("\n", " ")
    return Document(tuple(Paragraph(line, f"第 {at} 行") for at, line in enumerate(text.split("\n"), 1)))
