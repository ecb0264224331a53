"""Reading Word documents made from markup."""

from pathlib import Path

import pytest

from generator.importers.readers.docx import read_docx
from tests.importers.readers.cases import Case, load_cases
from tests.importers.readers.dump import dump
from tests.importers.readers.word_files import write_word


@pytest.mark.parametrize("case", load_cases("docx"), ids=lambda case: case.name)
def test_reads_docx(case: Case, tmp_path: Path) -> None:
    parts = dict(case.source)
    path = write_word(tmp_path / "report.docx", parts.pop("document"), **parts)
    assert dump(read_docx(path)) == case.expected
