"""Derive run-together rows of a table from the equations of all its rows and columns together."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from generator.importers.column_sums import column_equations
from generator.importers.column_systems import System, column_systems, signs, signs_of
from generator.importers.expected import expected_table
from generator.importers.joint_search import possible_solutions
from generator.importers.splits import Texts, splits
from generator.importers.table_reading import Derivation, OpenRows, TableReading
from generator.model.form import Form
from generator.model.table import Block, Table


def derive_jointly(form: Form, readings: Mapping[str, TableReading]) -> None:
    """Derive open rows of all tables of a report, and open derived ones, as all equations together demand.

    Where a row cannot be read at all, blanks may have left no trace in any row: then the digits do not tell the cells.
    """
    may_lack_blanks = {section for section, reading in readings.items() if reading.may_lack_blanks}
    for section, reading in readings.items():
        table = form.tables[section]
        if section not in may_lack_blanks:
            _derive_by_columns(table, reading)
        if not may_lack_blanks:
            _take_only_readings(table, reading)


def _derive_by_columns(table: Table, reading: TableReading) -> None:
    """Settle the rows of each system of equations."""
    for number, block in enumerate(table.blocks):
        lines = [line for line in expected_table(table).lines if line.block == number and not line.is_whole_block]
        for system in list(column_systems(block, lines, reading)):
            _settle(block, system, reading)


def _settle(block: Block, system: System, reading: TableReading) -> None:
    """Derive the open rows of the system that have one solution, and open the derived ones that may have another."""
    solutions = possible_solutions(system.base, list(system.rows.values()), len(block.column_names)) or []
    has_one_exact = sum(solution.exact for solution in solutions) == 1
    for at, row in enumerate(system.rows):
        texts = {solution.readings[at] for solution in solutions}
        if row in reading.derived and texts - {reading.rows[row]} and not has_one_exact:
            _open_again(row, texts, reading)
        elif row not in reading.rows and has_one_exact and len(texts) == 1:
            method = f"各格连在一起，与别的行一起试，只有这一种拆法使{_equations(block, row)}都成立"
            _derive(row, texts.pop(), method, reading)


def _equations(block: Block, row: str) -> str:
    """Return the titles of the equations that the row enters: those of its own cells, and those of the columns."""
    own = (rule for rule in block.rules if rule.each == "row" and rule.is_certain)
    columns = (rule for rule in column_equations(block) if row in signs(rule))
    return "".join(f"“{rule.title or rule.id}”" for rule in chain(own, columns))


def _open_again(row: str, texts: set[Texts], reading: TableReading) -> None:
    """Open a row that was derived from its own sums alone."""
    reason = "按本行拆出的数与各列的勾稽关系不符，或者还有别的拆法也说得通"
    own, derivation = reading.rows.pop(row), reading.derived.pop(row)
    candidates = (own, *sorted(texts - {own}))
    reading.open_rows.append(OpenRows((row,), reason, reading.places.get(row, ""), derivation.printed, candidates))


def _derive(row: str, texts: Texts, method: str, reading: TableReading, doubt: str = "") -> None:
    """Take the texts as the open row's cells."""
    found = next(each for each in reading.open_rows if row in each.rows)
    reading.open_rows.remove(found)
    reading.rows[row] = texts
    reading.derived[row] = Derivation(found.printed, method, found.chunks, doubt)


def _take_only_readings(table: Table, reading: TableReading) -> None:
    """Derive open rows that enter no equation, if their digits can be read in one way only.

    A blank between the figures would leave no trace. So the table must print a 0 elsewhere: then the office writes 0
    where there is nothing to count. As no equation confirms it, people are asked all the same.
    """
    if not any("0" in texts for texts in reading.rows.values()):
        return
    for each in [each for each in reading.open_rows if each.chunks and len(each.rows) == 1]:
        line = expected_table(table).by_name.get(each.rows[0])
        if line and not line.sums and line.name not in signs_of(table.blocks[line.block]):
            found, complete = splits(each.chunks, line, by_sums=False)
            if complete and len(found) == 1:
                method, doubt = "各格连在一起，每格都有数的话，只有这一种拆法", "请对照原件，看有没有空白格。"
                _derive(line.name, found[0], method, reading, doubt)
