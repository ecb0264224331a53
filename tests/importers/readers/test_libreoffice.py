"""Reading old office formats, and LibreOffice's conversions of the official Word template, if it is installed."""

import subprocess
from pathlib import Path

import pytest
from openpyxl import Workbook

from generator.importers.document import Document, Grid, UnreadableError
from generator.importers.readers import read_document
from generator.importers.readers.worker import read_in_process
from tests.importers.readers.word_files import write_word

CORPUS = Path(__file__).parents[4] / "shared" / "corpus"
TEMPLATE = CORPUS / "template-2021.docx"

pytestmark = pytest.mark.office


def converted(original: Path, to: str, folder: Path) -> Path:
    """Convert the file to another format with LibreOffice; return the path of the result."""
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", to]
    subprocess.run([*command, "--outdir", str(folder), str(original)], check=True, capture_output=True, timeout=120)
    return folder / f"{original.stem}.{to.partition(':')[0]}"


def contents(document: Document) -> list[object]:
    """Return the text and spans of a document, without places and line breaks in cells."""
    return [
        [(box.row, box.column, box.rows, box.columns, box.text.replace("\n", "")) for box in part.boxes]
        if isinstance(part, Grid)
        else part.text
        for part in document.parts
    ]


@pytest.mark.originals
@pytest.mark.parametrize("to", ["doc", "html:HTML", "pdf", "rtf", "odt"])
def test_official_template_reads_the_same_in_every_format(to: str, tmp_path: Path) -> None:
    """Of a web page, the title is listed as left out: without a year, it is the page's rather than a report's."""
    found = read_in_process(converted(TEMPLATE, to, tmp_path))
    title = [line.text for line in found.omitted]
    assert [*title, *contents(found)] == contents(read_in_process(TEMPLATE))
    assert len(title) == to.startswith("html")


@pytest.mark.originals
def test_wps_file_is_read_as_a_word_file(tmp_path: Path) -> None:
    wps = converted(TEMPLATE, "doc", tmp_path).rename(tmp_path / "年报.wps")
    assert contents(read_document(wps)) == contents(read_in_process(TEMPLATE))


def test_reads_old_workbook(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(["规章", 3])
    book.save(tmp_path / "a.xlsx")
    (grid,) = read_document(converted(tmp_path / "a.xlsx", "xls", tmp_path)).parts
    assert isinstance(grid, Grid)
    assert [box.text for box in grid.boxes] == ["规章", "3"]


def test_damaged_old_file_is_rejected(tmp_path: Path) -> None:
    whole = converted(write_word(tmp_path / "a.docx", "<w:p><w:r><w:t>规章</w:t></w:r></w:p>"), "doc", tmp_path)
    data = whole.read_bytes()
    broken = tmp_path / "b.doc"
    broken.write_bytes(data[:512] + b"\xff" * 1024 + data[1536:])
    with pytest.raises(UnreadableError) as error:
        read_document(broken)
    assert str(error.value) == (
        "LibreOffice 打不开这个文件，它可能已损坏或设有密码；请用 Word 或 WPS 打开后另存为 .docx 再导入。"
    )


def test_message_without_libreoffice_names_an_alternative(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    rtf = tmp_path / "a.rtf"
    rtf.write_bytes(b"{\\rtf1 x}")
    with pytest.raises(UnreadableError) as error:
        read_in_process(rtf)
    assert str(error.value) == (
        "读取这种文件要先安装 LibreOffice，这台机器上没有；也可以用 Word 或 WPS 打开后另存为 .docx 再导入。"
    )
