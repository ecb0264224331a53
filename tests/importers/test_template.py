"""The official blank template, filled in as with Word and converted with LibreOffice, is imported exactly."""

import subprocess
from pathlib import Path

import docx
import pytest

from generator.importers.readers.worker import read_in_process
from generator.importers.recognise import recognise
from generator.model.form import Form, Forms
from generator.model.layout import lay_out
from generator.model.report import Report
from tests.corpus import FOLDER, records, report_of
from tests.importers.scoring import printed_of, score

TEMPLATE, FORM = FOLDER / "template-2021.docx", "2021"
IDS = [each["id"] for each in records() if each["form"] == FORM]

pytestmark = [pytest.mark.office, pytest.mark.originals]
RENDERINGS = ["docx", "doc", "html", "pdf", "xlsx"]


def _filled(report: Report, form: Form, path: Path) -> None:
    """Return the template with the report's figures written into the paragraphs of its cells."""
    document = docx.Document(str(TEMPLATE))
    for word_table, (section, table) in zip(document.tables, form.tables.items(), strict=True):
        for box in lay_out(table).boxes:
            if box.kind == "cell":
                row, _, column = box.name.rpartition(".")
                cell = report.tables[section][row][table.rows[row][0].column_names.index(column)]
                word_table.cell(box.row, box.column).paragraphs[0].add_run(cell.printed)
    document.save(str(path))


@pytest.fixture(scope="module")
def originals(forms: Forms, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with every report of the corpus in the form of 2021, filled into the template."""
    folder = tmp_path_factory.mktemp("filled")
    for record in records():
        if record["form"] == FORM:
            _filled(report_of(record, forms), forms[FORM], folder / f"{record['id']}.docx")
    return folder


@pytest.fixture(scope="module")
def renderings(originals: Path) -> Path:
    """Add the files in other types, as LibreOffice writes them; the workbook is made from the web page."""

    def convert(kind: str, of: str, *options: str) -> None:
        profile = f"-env:UserInstallation={(originals / 'profile').as_uri()}"
        names = [str(originals / f"{id}.{of}") for id in IDS]
        command = ["soffice", profile, "--headless", *options, "--convert-to", kind, "--outdir", str(originals), *names]
        subprocess.run(command, check=True, capture_output=True)

    for kind in ("doc", "html", "pdf"):
        convert(kind, "docx")
    convert("xlsx", "html", "--infilter=HTML (StarCalc)")
    return originals


@pytest.mark.parametrize("kind", RENDERINGS)
@pytest.mark.parametrize("id", IDS)
def test_every_figure_is_read(
    id: str, kind: str, originals: Path, forms: Forms, request: pytest.FixtureRequest
) -> None:
    folder = originals if kind == "docx" else request.getfixturevalue("renderings")
    record = next(each for each in records() if each["id"] == id)
    found = recognise(read_in_process(folder / f"{id}.{kind}"), forms, "jia", record["year"])
    result = score(found.report, printed_of(report_of(record, forms), forms[FORM]))
    assert (result.wrong, result.open) == ([], [])
    assert found.report.form == FORM
