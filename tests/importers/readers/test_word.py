"""Word documents: markup in, document out."""

from pathlib import Path

import pytest

from generator.importers.readers.docx import read_docx
from tests.importers.readers.cases import Case, cases
from tests.importers.readers.dump import dump
from tests.importers.readers.word import write_word


@pytest.mark.parametrize("case", cases("word"), ids=lambda case: case.name)
def test_markup_is_read(case: Case, tmp_path: Path) -> None:
    parts = dict(case.given)
    path = write_word(tmp_path / "report.docx", parts.pop("document"), **parts)
    assert dump(read_docx(path)) == case.read
