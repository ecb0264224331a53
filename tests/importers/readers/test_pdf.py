"""PDFs set by Typst from a few lines: source in, document out."""

from pathlib import Path

import pytest
import typst

from generator.exporters.fonts import FOLDERS
from generator.importers.readers.pdf import read_pdf
from tests.importers.readers.cases import Case, cases
from tests.importers.readers.dump import dump

STYLE = '#set text(font: "Noto Serif CJK SC", lang: "zh", region: "cn", size: 10pt)\n'


@pytest.mark.parametrize("case", cases("pdf"), ids=lambda case: case.name)
def test_a_page_is_read(case: Case, tmp_path: Path) -> None:
    source = tmp_path / "a.typ"
    source.write_text(STYLE + case.given, encoding="utf-8")
    path = tmp_path / "a.pdf"
    path.write_bytes(typst.compile(str(source), font_paths=[str(folder) for folder in FOLDERS]))
    assert dump(read_pdf(path)) == case.read
