"""Read the text of Word paragraphs with all changes accepted: list numbers, fields, notes and line breaks."""

from __future__ import annotations

from lxml.etree import _Element as Element

from generator.importers.readers.docx_lists import ListNumbering
from generator.importers.readers.docx_styles import raised_styles, styled_text
from generator.importers.readers.docx_xml import DELETED, W, check_depth, is_on, local_name
from generator.importers.readers.text_effects import resolve_raised

_CHARACTERS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}
"""Elements that stand for a character."""

_SKIPPED = frozenset({"pPr", "rPr", "rt", "instrText", "delText", "Fallback"})


class ParagraphReader:
    """A reader of paragraphs in document order, as list numbers and fields continue from one to the next."""

    def __init__(
        self,
        numbering: Element | None,
        styles: Element | None,
        footnotes: Element | None,
        endnotes: Element | None,
    ) -> None:
        self._numbers = ListNumbering(numbering, styles)
        self._raised_styles = raised_styles(styles)
        self._notes = _notes(footnotes, endnotes)
        self._text_boxes: list[Element] = []
        self._in_instruction: list[bool] = []
        """For each open field, outermost first, whether its instruction is still being read."""

    def read(self, paragraph: Element) -> str:
        """Return the text of the next paragraph, its list number first; empty if it is hidden or blank."""
        if is_on(paragraph, "pPr", "rPr", "vanish") and not any(True for _ in paragraph.iter(f"{W}t")):
            return ""
        self._in_instruction = [False for _ in self._in_instruction]  # an instruction ends with its paragraph
        text, number = self._read_children(paragraph, 0), self._numbers.next_number(paragraph)
        return number + resolve_raised(text) if text.strip() else ""

    def take_text_boxes(self) -> list[Element]:
        """Return the contents of the text boxes anchored in the paragraphs read since the last call."""
        text_boxes, self._text_boxes = self._text_boxes, []
        return text_boxes

    def _read_children(self, parent: Element, depth: int) -> str:
        check_depth(depth)
        return "".join(self._read_element(child, depth) for child in parent if isinstance(child.tag, str))

    def _read_element(self, element: Element, depth: int) -> str:
        name = local_name(element)
        if element.tag in DELETED or name in _SKIPPED:
            return ""
        if name == "fldChar":
            self._update_fields(element.get(f"{W}fldCharType"))
            return ""
        if name == "txbxContent":
            self._text_boxes.append(element)
            return ""
        if name == "r" and is_on(element, "rPr", "vanish"):
            return "".join(self._read_element(each, depth) for each in element.iter(f"{W}fldChar"))
        if any(self._in_instruction):
            return self._read_children(element, depth + 1) if name != "t" else ""
        if name == "t":
            return styled_text(element, self._raised_styles)
        if name in {"footnoteReference", "endnoteReference"}:
            return self._read_note(name.removesuffix("Reference"), element.get(f"{W}id", ""))
        return _CHARACTERS.get(name, "") or self._read_children(element, depth + 1)

    def _update_fields(self, kind: str | None) -> None:
        """Update the open fields; a field's instruction ends at its separator, and the result that is shown follows."""
        if kind == "begin":
            self._in_instruction.append(True)
        elif self._in_instruction and kind == "separate":
            self._in_instruction[-1] = False
        elif self._in_instruction and kind == "end":
            self._in_instruction.pop()

    def _read_note(self, kind: str, id: str) -> str:
        """Return the text of a note, in brackets; empty after the first reference to it."""
        note = self._notes.pop((kind, id), None)
        if note is None:
            return ""
        text = "".join(self._read_children(each, 0) for each in note.iter(f"{W}p")).strip()
        return f"（注：{text}）" if text else ""


def _notes(*trees: Element | None) -> dict[tuple[str, str], Element]:
    """Return the footnotes and endnotes by kind and id, without separators."""
    return {
        (local_name(note), note.get(f"{W}id", "")): note
        for tree in trees
        if tree is not None
        for note in tree
        if note.get(f"{W}type") in {None, "normal"}
    }
