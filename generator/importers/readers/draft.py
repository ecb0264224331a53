"""What a reader writes into: it cleans text, counts places and keeps a document within the size of a report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from generator.importers.document import Box, Document, Grid, Paragraph, UnreadableError
from generator.importers.readers.text import clean, cleaned_little
from generator.model.provenance import is_exported

MAX_ROWS = 5_000
MAX_BOXES = 50_000
MAX_SPAN = 1_000
MAX_CHARACTERS = 300_000
MAX_PARAGRAPHS = 50_000


class Draft:
    """The document as far as it has been read."""

    def __init__(self) -> None:
        self.parts: list[Paragraph | Grid] = []
        self.labels: dict[str, str] = {}
        self.role = ""
        self._paragraphs = self._grids = self._boxes = self._characters = 0

    @property
    def exported(self) -> bool:
        """Whether the file says that it is an export: what it says is kept to the letter."""
        return is_exported(self.labels)

    def begin(self, role: str) -> None:
        """Note that something begins here."""
        self.parts.append(Paragraph("", f"第 {self._paragraphs + 1} 段", role))

    def label(self, name: str, value: str | None) -> None:
        """Keep what the file says of itself; the first to say it is heard."""
        text = clean(value or "").replace("\n", " ")
        if text and name.strip():
            self._count(text)
            self.labels.setdefault(name.strip(), text)

    def paragraph(self, text: str, place: str | None = None) -> None:
        """Add text, each of its lines a paragraph; nothing where there is nothing to read."""
        for line in self._clean(text).split("\n"):
            if line:
                self._paragraphs += 1
                self._count(line)
                self.parts.append(Paragraph(line, place or f"第 {self._paragraphs} 段", self.role))
        if self._paragraphs > MAX_PARAGRAPHS:
            raise UnreadableError(f"文字超过 {MAX_PARAGRAPHS} 段，不像一份年度报告；请只留下报告本身再导入。")

    def grid(
        self, boxes: Sequence[Box], place: str | None = None, where: Callable[[int, int], str] | None = None
    ) -> None:
        """Add a table; boxes are told where they stand unless they know. A table of one box is a frame around text."""
        boxes = [replace(box, text=self._clean(box.text)) for box in boxes]
        if not any(box.text for box in boxes) and not self.exported:
            return
        if len(boxes) == 1 and not self.exported:
            self.paragraph(boxes[0].text, place)
            return
        self._grids += 1
        self._boxes += len(boxes)
        self.refuse_long_table(max(box.row for box in boxes) + 1)
        if self._boxes > MAX_BOXES:
            raise UnreadableError(f"表格超过 {MAX_BOXES} 个单元格，不像一份年度报告；请只留下报告本身的表格再导入。")
        name = place or f"第 {self._grids} 个表格"
        told = where or (lambda row, column: f"{name}第 {row + 1} 行第 {column + 1} 列")
        self.parts.append(Grid(tuple(self._placed(box, told) for box in sorted(boxes, key=_reading_order)), name))

    def document(self) -> Document:
        """What has been read; a file that says nothing is refused."""
        if not self.parts:
            raise UnreadableError(
                "文件里没有读到任何文字或表格；请打开原文件看看，如果是图片或扫描件，请先做文字识别再导入。"
            )
        return Document(tuple(self.parts), dict(self.labels))

    @staticmethod
    def refuse_long_table(rows: int) -> None:
        """No report has thousands of rows."""
        if rows > MAX_ROWS:
            raise UnreadableError(f"有一个表格超过 {MAX_ROWS} 行，不像一份年度报告；请只留下报告本身的表格再导入。")

    def _placed(self, box: Box, told: Callable[[int, int], str]) -> Box:
        self._count(box.text)
        return replace(
            box,
            rows=max(1, min(box.rows, MAX_SPAN)),
            columns=max(1, min(box.columns, MAX_SPAN)),
            place=box.place or told(box.row, box.column),
        )

    def _clean(self, text: str) -> str:
        return cleaned_little(text) if self.exported else clean(text)

    def _count(self, text: str) -> None:
        self._characters += len(text)
        if self._characters > MAX_CHARACTERS:
            raise UnreadableError(
                f"文字超过 {MAX_CHARACTERS // 10_000} 万字，不像一份年度报告；请只留下报告本身再导入。"
            )


def _reading_order(box: Box) -> tuple[int, int]:
    return box.row, box.column
