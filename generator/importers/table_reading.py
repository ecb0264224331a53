"""An official table as read from an original: resolved rows, open rows, and the text around them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import NamedTuple

from generator.importers.document import Paragraph
from generator.importers.splits import Texts


@dataclass(frozen=True)
class OpenRows:
    """Rows left open: why, where in the original, the text printed there, and what it might mean.

    `chunks` are the digits printed there if all that is unknown is how to split them. `lacks_blanks`: there are fewer
    figures than cells, and nothing shows which cells are blank.
    """

    rows: tuple[str, ...]
    reason: str
    place: str
    printed: str
    candidates: tuple[Texts, ...] = ()
    chunks: Texts = ()
    lacks_blanks: bool = False


def unknown_row(place: str, printed: str) -> OpenRows:
    """Return the question about figures that no row of the form is known to have."""
    return OpenRows((), "这一行数不知道属于表中哪一行", place, printed)


class Derivation(NamedTuple):
    """How a row was derived from a text that does not print it cell by cell; `chunks` are the digits split.

    `doubt` asks what the original must be looked at for; empty if equations confirm the row.
    """

    printed: str
    method: str
    chunks: Texts = ()
    doubt: str = ""


@dataclass
class TableReading:
    """A table as read from an original.

    `rows` are the resolved rows, `places` their places in the original, `derived` those not printed cell by cell,
    `open_rows` those to be settled by people. `text_beside` and `text_after` are the paragraphs among and after the
    table. `score` rates how well the form's table explains the original.
    """

    rows: dict[str, Texts] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    derived: dict[str, Derivation] = field(default_factory=dict)
    open_rows: list[OpenRows] = field(default_factory=list)
    text_beside: list[Paragraph] = field(default_factory=list)
    text_after: list[Paragraph] = field(default_factory=list)
    score: float = 0

    @property
    def may_lack_blanks(self) -> bool:
        """Whether a row could not be read in any way: blank cells may have left no trace in the text."""
        return any(each.rows and not each.candidates for each in self.open_rows)

    def open_all(self, reason: str) -> None:
        """Open every row, with what was read as the candidate; nothing is to be derived any more."""
        self.open_rows = [replace(each, chunks=()) for each in self.open_rows]
        for row, texts in self.rows.items():
            self.open_rows.append(OpenRows((row,), reason, self.places.get(row, ""), " ".join(texts), (texts,)))
        self.rows.clear()
        self.derived.clear()
