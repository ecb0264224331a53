"""What LibreOffice makes of the official Word template, and what it reads for us; only where it is installed."""

import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import Workbook

from generator.importers.document import Document, Grid, UnreadableError
from generator.importers.readers import read_document
from generator.importers.readers.worker import read_in_process
from tests.importers.readers.word import write_word

CORPUS = Path(__file__).parents[4] / "shared" / "corpus"
TEMPLATE = CORPUS / "template-2021.docx"

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
needs_corpus = pytest.mark.skipif(not TEMPLATE.exists(), reason="the corpus of real reports is not here")


def converted(original: Path, to: str, folder: Path) -> Path:
    """A file as LibreOffice saves it in another format."""
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", to]
    subprocess.run([*command, "--outdir", str(folder), str(original)], check=True, capture_output=True, timeout=120)
    return folder / f"{original.stem}.{to.partition(':')[0]}"


def said(document: Document) -> list[object]:
    """What a document says and which spans its tables have, whatever the places and the breaks in narrow cells."""
    return [
        [(box.row, box.column, box.rows, box.columns, box.text.replace("\n", "")) for box in part.boxes]
        if isinstance(part, Grid)
        else part.text
        for part in document.parts
    ]


@needs_office
@needs_corpus
@pytest.mark.parametrize("to", ["doc", "html:HTML", "pdf", "rtf", "odt"])
def test_the_official_template_says_the_same_in_every_format(to: str, tmp_path: Path) -> None:
    assert said(read_in_process(converted(TEMPLATE, to, tmp_path))) == said(read_in_process(TEMPLATE))


@needs_office
@needs_corpus
def test_a_file_of_wps_is_read_as_the_word_file_that_it_is(tmp_path: Path) -> None:
    wps = converted(TEMPLATE, "doc", tmp_path).rename(tmp_path / "年报.wps")
    assert said(read_document(wps)) == said(read_in_process(TEMPLATE))


@needs_office
def test_an_old_workbook_is_read(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(["规章", 3])
    book.save(tmp_path / "a.xlsx")
    (grid,) = read_document(converted(tmp_path / "a.xlsx", "xls", tmp_path)).parts
    assert isinstance(grid, Grid)
    assert [box.text for box in grid.boxes] == ["规章", "3"]


@needs_office
def test_a_broken_old_file_ends_in_a_sentence(tmp_path: Path) -> None:
    whole = converted(write_word(tmp_path / "a.docx", "<w:p><w:r><w:t>规章</w:t></w:r></w:p>"), "doc", tmp_path)
    data = whole.read_bytes()
    broken = tmp_path / "b.doc"
    broken.write_bytes(data[:512] + b"\xff" * 1024 + data[1536:])
    with pytest.raises(UnreadableError) as refusal:
        read_document(broken)
    assert str(refusal.value) == (
        "LibreOffice 打不开这个文件，它可能已损坏或设有密码；请用 Word 或 WPS 打开后另存为 .docx 再导入。"
    )


def test_without_libreoffice_the_way_out_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    rtf = tmp_path / "a.rtf"
    rtf.write_bytes(b"{\\rtf1 x}")
    with pytest.raises(UnreadableError) as refusal:
        read_in_process(rtf)
    assert str(refusal.value) == (
        "读取这种文件要先安装 LibreOffice，这台机器上没有；也可以用 Word 或 WPS 打开后另存为 .docx 再导入。"
    )
