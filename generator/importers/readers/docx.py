"""A Word document: paragraphs and tables in the order of the text, as they look with all changes accepted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml.etree import _Element as Element

from generator.importers.document import Box, Document, UnreadableError
from generator.importers.readers.docx_lists import Lists
from generator.importers.readers.docx_runs import W, has, raised_styles, text_as_set, value
from generator.importers.readers.draft import Draft
from generator.importers.readers.marked import levelled
from generator.importers.readers.package import open_package, own_properties, read_part, related, tree_of

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_DELETED = frozenset({f"{W}del", f"{W}moveFrom"})
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}
MAX_DEPTH = 100

CLOSING = "落款前空行"
_ROLES = {"title": "title", "heading 1": "heading", "list bullet": "item"}
"""What the names of styles mean, those of our own exports among them."""


def read_docx(path: Path) -> Document:
    """The body; headers, footers, comments, deleted and hidden text are left out."""
    with open_package(path) as package:
        main = related(package, "", "officeDocument") or "word/document.xml"
        data = read_part(package, main)
        if data is not None and _STRICT in data[:4096]:
            raise UnreadableError(
                "文件是“严格的 Open XML”格式，暂时不能读取；请在 Word 里另存为普通的“Word 文档（.docx）”再导入。"
            )
        trees = {
            name: tree_of(package, part) if (part := related(package, main, name)) else None
            for name in ("numbering", "styles", "footnotes", "endnotes")
        }
        tree, properties = tree_of(package, main), own_properties(package)
    body = tree.find(f"{W}body") if tree is not None else None
    if body is None:
        raise UnreadableError("文件里没有 Word 的正文，可能不完整；请重新下载或用 Word、WPS 打开后另存一份再导入。")
    if body.find(f".//{W}altChunk") is not None:
        raise UnreadableError("文件里嵌着另一份文件，直接读会漏掉内容；请用 Word 或 WPS 打开后另存一份再导入。")
    draft = Draft()
    for name, said in properties.items():
        draft.label(name, said)
    lists, notes = Lists(trees["numbering"], trees["styles"]), _notes(trees["footnotes"], trees["endnotes"])
    _Reader(draft, lists, notes, trees["styles"]).blocks(body)
    return draft.document()


def _notes(*trees: Element | None) -> dict[tuple[str, str], Element]:
    """The notes of a document by kind and number."""
    return {
        (_name(note), note.get(f"{W}id", "")): note
        for tree in trees
        if tree is not None
        for note in tree
        if note.get(f"{W}type") in {None, "normal"}
    }


class _Reader:
    """Reads one document; numbers of lists run on from paragraph to paragraph."""

    def __init__(
        self, draft: Draft, lists: Lists, notes: dict[tuple[str, str], Element], styles: Element | None
    ) -> None:
        self._draft, self._lists, self._notes = draft, lists, notes
        self._boxed: list[Element] = []
        self._fields: list[bool] = []
        self._styles = _names_of(styles)
        self._raised = raised_styles(styles)

    def blocks(self, parent: Element, depth: int = 0) -> None:
        """Paragraphs and tables into the draft, in order."""
        for block in _blocks(parent, depth):
            if block.tag == f"{W}tbl":
                self._table(block, depth)
            else:
                self._role(block)
                self._draft.paragraph(self._paragraph(block))
                self._text_boxes(depth)

    def _role(self, paragraph: Element) -> None:
        """What the paragraph's style makes of it."""
        style = self._styles.get(value(paragraph.find(f"{W}pPr/{W}pStyle")) or "", "")
        self._draft.role = _ROLES.get(style, "")
        if style == CLOSING:
            self._draft.begin("closing")

    def _table(self, table: Element, depth: int) -> None:
        rows = [row for row in _inside(table, "tr") if not has(row, "trPr", "del")]
        if any(_is_data(inner) for row in rows for inner in row.iter(f"{W}tbl")):
            for row in rows:
                for cell in _inside(row, "tc"):
                    self.blocks(cell, depth + 1)
            return
        self._draft.grid(self._boxes(rows))
        self._text_boxes(depth)

    def _boxes(self, rows: list[Element]) -> list[Box]:
        boxes: list[Box] = []
        open_above: dict[int, int] = {}
        for number, row in enumerate(rows):
            Draft.refuse_long_table(number)
            column = int(value(row.find(f"{W}trPr/{W}gridBefore")) or 0)
            still_open: dict[int, int] = {}
            for cell in (cell for cell in _inside(row, "tc") if not has(cell, "tcPr", "cellDel")):
                wide = max(1, int(value(cell.find(f"{W}tcPr/{W}gridSpan")) or 1))
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                above = open_above.get(column)
                if merge is not None and value(merge) != "restart" and above is not None:
                    old = boxes[above]
                    boxes[above] = Box(old.row, column, number - old.row + 1, old.columns, old.text, "")
                    still_open[column] = above
                elif _merged_left(cell) and boxes and boxes[-1].row == number:
                    old = boxes[-1]
                    boxes[-1] = Box(number, old.column, old.rows, old.columns + wide, old.text, "")
                else:
                    if merge is not None:
                        still_open[column] = len(boxes)
                    boxes.append(Box(number, column, 1, wide, self._cell(cell), ""))
                column += wide
            open_above = still_open
        return boxes

    def _cell(self, cell: Element) -> str:
        return "\n".join(
            self._paragraph(block)
            for part in _blocks(cell, 0)
            for block in ([part] if part.tag == f"{W}p" else part.iter(f"{W}p"))
        )

    def _paragraph(self, paragraph: Element) -> str:
        if has(paragraph, "pPr", "rPr", "vanish") and not any(True for _ in paragraph.iter(f"{W}t")):
            return ""
        self._fields = [False for _ in self._fields]  # an instruction never runs on into the next paragraph
        text, number = self._runs(paragraph, 0), self._lists.number(paragraph)
        return number + levelled(text) if text.strip() else ""

    def _runs(self, parent: Element, depth: int) -> str:
        if depth > MAX_DEPTH:
            raise UnreadableError("文件的层层嵌套深得不正常，没有读取；请用 Word、WPS 打开后另存一份再导入。")
        return "".join(self._piece(child, depth) for child in parent if isinstance(child.tag, str))

    def _piece(self, element: Element, depth: int) -> str:
        name = _name(element)
        if element.tag in _DELETED or name in {"pPr", "rPr", "rt", "instrText", "delText", "Fallback"}:
            return ""
        if name == "fldChar":
            return self._field(element.get(f"{W}fldCharType"))
        if name == "txbxContent":
            self._boxed.append(element)
            return ""
        if name == "r" and _hidden(element):
            return "".join(self._piece(each, depth) for each in element.iter(f"{W}fldChar"))
        if any(self._fields):
            return self._runs(element, depth + 1) if name not in {"t"} else ""
        if name == "t":
            return text_as_set(element, self._raised)
        if name in {"footnoteReference", "endnoteReference"}:
            return self._note(name.removesuffix("Reference"), element.get(f"{W}id", ""))
        return _BREAKS.get(name, "") or self._runs(element, depth + 1)

    def _field(self, kind: str | None) -> str:
        """Between its beginning and its separator a field holds an instruction, after that what it shows."""
        if kind == "begin":
            self._fields.append(True)
        elif self._fields and kind == "separate":
            self._fields[-1] = False
        elif self._fields and kind == "end":
            self._fields.pop()
        return ""

    def _note(self, kind: str, number: str) -> str:
        note = self._notes.pop((kind, number), None)
        if note is None:
            return ""
        text = "".join(self._runs(each, 0) for each in note.iter(f"{W}p")).strip()
        return f"（注：{text}）" if text else ""

    def _text_boxes(self, depth: int) -> None:
        """What text boxes anchored in the block before say."""
        boxed, self._boxed = self._boxed, []
        for each in boxed:
            if depth < MAX_DEPTH:
                self.blocks(each, depth + 1)


def _blocks(parent: Element, depth: int) -> Iterator[Element]:
    """Paragraphs and tables, out of content controls and whatever else may wrap them."""
    if depth > MAX_DEPTH:
        raise UnreadableError("文件的层层嵌套深得不正常，没有读取；请用 Word、WPS 打开后另存一份再导入。")
    for child in parent:
        if child.tag in {f"{W}p", f"{W}tbl"}:
            yield child
        elif isinstance(child.tag, str) and child.tag not in _DELETED and not child.tag.endswith(("Pr", "}Fallback")):
            yield from _blocks(child, depth + 1)


def _inside(parent: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, out of content controls."""
    for child in parent:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"}:
            yield from _inside(child, name)


def _is_data(table: Element) -> bool:
    """Whether a table inside another holds more than one cell with text."""
    return sum(any((text.text or "").strip() for text in cell.iter(f"{W}t")) for cell in table.iter(f"{W}tc")) > 1


def _names_of(styles: Element | None) -> dict[str, str]:
    """The name of each style, small, by what paragraphs call it."""
    found = styles.findall(f"{W}style") if styles is not None else []
    return {each.get(f"{W}styleId", ""): (value(each.find(f"{W}name")) or "").lower() for each in found}


def _name(element: Element) -> str:
    return str(element.tag).rsplit("}", 1)[-1]


def _hidden(run: Element) -> bool:
    return has(run, "rPr", "vanish")


def _merged_left(cell: Element) -> bool:
    merge = cell.find(f"{W}tcPr/{W}hMerge")
    return merge is not None and value(merge) != "restart"
