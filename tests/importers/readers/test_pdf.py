"""Reading PDFs compiled by Typst."""

from pathlib import Path

import pytest

from generator.importers.readers.pdf import read_pdf
from tests.importers.readers.cases import Case, load_cases
from tests.importers.readers.dump import dump
from tests.importers.readers.typst_pdf import compile_pdf


@pytest.mark.parametrize("case", load_cases("pdf"), ids=lambda case: case.name)
def test_reads_pdf(case: Case, tmp_path: Path) -> None:
    assert dump(read_pdf(compile_pdf(case.source, tmp_path))) == case.expected
