"""Reading PDFs compiled by Typst, and by hand where Typst cannot write what is tested."""

from pathlib import Path

import pytest

from generator.importers.readers.pdf import read_pdf
from tests.importers.readers.bad_pdfs import pdf_with_fields
from tests.importers.readers.cases import Case, load_cases
from tests.importers.readers.dump import dump
from tests.importers.readers.typst_pdf import compile_pdf


@pytest.mark.parametrize("case", load_cases("pdf"), ids=lambda case: case.name)
def test_reads_pdf(case: Case, tmp_path: Path) -> None:
    assert dump(read_pdf(compile_pdf(case.source, tmp_path))) == case.expected


def test_input_boxes_and_text_boxes_are_read_unless_hidden(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_with_fields())
    assert dump(read_pdf(path)) == "[第 1 页] 24\n[第 1 页] 无\n"
