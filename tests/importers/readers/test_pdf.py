"""Reading PDFs compiled by Typst, and by hand where Typst cannot write what is tested."""

from pathlib import Path

import pytest

from generator.importers.document import Paragraph
from generator.importers.readers.pdf import read_pdf
from tests.importers.readers.bad_pdfs import pdf_with_fields, tagged_pdf
from tests.importers.readers.cases import Case, load_cases
from tests.importers.readers.dump import dump
from tests.importers.readers.typst_pdf import compile_pdf


@pytest.mark.parametrize("case", load_cases("pdf"), ids=lambda case: case.name)
def test_reads_pdf(case: Case, tmp_path: Path) -> None:
    assert dump(read_pdf(compile_pdf(case.source, tmp_path))) == case.expected


_TAGGED = "/H1<</MCID 0>>BDC (12) Tj EMC"


@pytest.mark.parametrize(
    ("operators", "page", "texts"),
    [
        (_TAGGED, "", {"12": "heading"}),
        (f"{_TAGGED} /Artifact BMC 0 -50 Td (99) Tj EMC", "", {"12": "heading"}),
        (f"{_TAGGED} 0 -50 Td (7) Tj", "", {"12": "", "7": ""}),
        (f"{_TAGGED} 0 -50 Td /P<</MCID 1>>BDC (7) Tj EMC", "", {"12": "", "7": ""}),
        (_TAGGED, "/Annots[<</Subtype/FreeText/Contents(7)/Rect[9 9 60 20]>>]", {"12": "", "7": ""}),
    ],
    ids=["tagged", "with a page number", "text without a tag", "mark that no tag holds", "annotation"],
)
def test_tags_are_believed_only_if_they_hold_everything(
    operators: str, page: str, texts: dict[str, str], tmp_path: Path
) -> None:
    """After an edit in a program that does not write tags, an export is read like any other PDF."""
    path = tmp_path / "a.pdf"
    path.write_bytes(tagged_pdf(operators, page))
    document = read_pdf(path)
    assert {part.text: part.role for part in document.parts if isinstance(part, Paragraph)} == texts
    assert document.labels["gongkai-agency"] == "jia"


def test_input_boxes_and_text_boxes_are_read_unless_hidden(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_with_fields())
    assert dump(read_pdf(path)) == "[第 1 页] 24\n[第 1 页] 无\n"
