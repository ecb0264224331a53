"""The document builder of all readers: cleans text, numbers places and limits the document to the size of a report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from generator.importers.document import Box, Document, Grid, Paragraph, UnreadableError
from generator.importers.readers.clean_text import clean, clean_minimally
from generator.model.provenance import is_exported

MAX_ROWS = 5_000
MAX_BOXES = 50_000
MAX_SPAN = 1_000
MAX_CHARACTERS = 300_000
MAX_PARAGRAPHS = 50_000


class DocumentBuilder:
    """A document under construction; `role` is given to the paragraphs added next."""

    def __init__(self) -> None:
        self.parts: list[Paragraph | Grid] = []
        self.labels: dict[str, str] = {}
        self.role = ""
        self._paragraphs = self._grids = self._boxes = self._characters = 0

    @property
    def exported(self) -> bool:
        """Whether the labels added so far are those of an export, whose text is kept verbatim."""
        return is_exported(self.labels)

    def add_marker(self, role: str) -> None:
        """Add an empty paragraph that marks the beginning of a part, such as `closing`."""
        self.parts.append(Paragraph("", f"第 {self._paragraphs + 1} 段", role))

    def add_label(self, name: str, value: str | None) -> None:
        """Add a label of the file, such as its title; the first value of a name is kept."""
        text = clean(value or "").replace("\n", " ")
        if text and name.strip():
            self._count_characters(text)
            self.labels.setdefault(name.strip(), text)

    def add_paragraph(self, text: str, place: str | None = None, *, wrapped: bool = False) -> None:
        """Add each line of the text that is not blank as a paragraph; `wrapped`: the next one may continue it."""
        for line in self._clean(text).split("\n"):
            if line:
                self._paragraphs += 1
                self._count_characters(line)
                self.parts.append(Paragraph(line, place or f"第 {self._paragraphs} 段", self.role, wrapped))
        if self._paragraphs > MAX_PARAGRAPHS:
            raise UnreadableError(f"文字超过 {MAX_PARAGRAPHS} 段，不像一份年度报告；请只留下报告本身再导入。")

    def add_grid(
        self,
        boxes: Sequence[Box],
        place: str | None = None,
        place_of: Callable[[int, int], str] | None = None,
        seams: Sequence[int] = (),
        doubts: Sequence[tuple[int, str]] = (),
    ) -> None:
        """Add a table; a table of one box is a frame around text and becomes paragraphs.

        `place_of` names the place of a box by row and column, if the box has none; `seams` and `doubts` are those of a
        Grid.
        """
        boxes = [replace(box, text=self._clean(box.text)) for box in boxes]
        if not any(box.text for box in boxes) and not self.exported:
            return
        if len(boxes) == 1 and not self.exported:
            self.add_paragraph(boxes[0].text, place)
            return
        self._grids += 1
        self._boxes += len(boxes)
        self.check_row_count(max(box.row for box in boxes) + 1)
        if self._boxes > MAX_BOXES:
            raise UnreadableError(f"表格超过 {MAX_BOXES} 个单元格，不像一份年度报告；请只留下报告本身的表格再导入。")
        name = place or f"第 {self._grids} 个表格"
        place_of = place_of or (lambda row, column: f"{name}第 {row + 1} 行第 {column + 1} 列")
        ordered = sorted(boxes, key=lambda box: (box.row, box.column))
        finished = tuple(self._finish_box(box, place_of) for box in ordered)
        self.parts.append(Grid(finished, name, tuple(seams), tuple(doubts)))

    def build(self) -> Document:
        """Return the document; raise UnreadableError if nothing was added."""
        if not self.parts:
            raise UnreadableError(
                "文件里没有读到任何文字或表格；请打开原文件看看，如果是图片或扫描件，请先做文字识别再导入。"
            )
        return Document(tuple(self.parts), dict(self.labels))

    @staticmethod
    def check_row_count(rows: int) -> None:
        """Raise UnreadableError for a table with more rows than any report has."""
        if rows > MAX_ROWS:
            raise UnreadableError(f"有一个表格超过 {MAX_ROWS} 行，不像一份年度报告；请只留下报告本身的表格再导入。")

    def _finish_box(self, box: Box, place_of: Callable[[int, int], str]) -> Box:
        self._count_characters(box.text)
        return replace(
            box,
            rows=max(1, min(box.rows, MAX_SPAN)),
            columns=max(1, min(box.columns, MAX_SPAN)),
            place=box.place or place_of(box.row, box.column),
        )

    def _clean(self, text: str) -> str:
        return clean_minimally(text) if self.exported else clean(text)

    def _count_characters(self, text: str) -> None:
        self._characters += len(text)
        if self._characters > MAX_CHARACTERS:
            raise UnreadableError(
                f"文字超过 {MAX_CHARACTERS // 10_000} 万字，不像一份年度报告；请只留下报告本身再导入。"
            )
