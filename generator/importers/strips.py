"""A line of figures as the original has it, before anything is made of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Strip:
    """The texts of a line: `row` is the line's name, empty where no label stands beside it.

    `bordered`: the texts are boxes of a grid, blanks included; `aligned`: exactly those under the columns.
    `label` is a label that the form does not have; `doubt` says what else makes the line uncertain; `misprinted`
    tells that the label was recognised in spite of misprints, `placed` that the line was named by its place alone.
    """

    row: str
    texts: tuple[str, ...]
    place: str
    bordered: bool = False
    aligned: bool = False
    label: str = ""
    doubt: str = ""
    misprinted: bool = False
    placed: bool = False
