"""PDFs set by Typst from a few lines: source in, document out."""

from pathlib import Path

import pytest

from generator.importers.readers.pdf import read_pdf
from tests.importers.readers.cases import Case, cases
from tests.importers.readers.dump import dump
from tests.importers.readers.pdf import set_pdf


@pytest.mark.parametrize("case", cases("pdf"), ids=lambda case: case.name)
def test_a_page_is_read(case: Case, tmp_path: Path) -> None:
    assert dump(read_pdf(set_pdf(case.given, tmp_path))) == case.read
