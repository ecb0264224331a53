"""What importing costs: a folder of reports in each file type, by the command an office uses."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from html import escape
from itertools import groupby, islice
from pathlib import Path

from generator.exporters import exporters_here
from generator.importers.document import Box, Grid
from generator.importers.readers.child import read_here
from generator.model.catalog import Catalog
from generator.model.report import Report
from tests.benchmarks.exports import loaded
from tests.benchmarks.workspace import Workspace

EACH = 20
"""So many files of each type: seconds times fifty are milliseconds a file, the start of the program among them."""

TYPES = ("docx", "xlsx", "pdf", "html", "txt")


def types() -> Iterator[tuple[str, partial[dict[str, int]], partial[Path]]]:
    """The file types, each with what imports a folder of them and what makes that folder."""
    return ((kind, partial(imported, kind), partial(folder_of, kind)) for kind in TYPES if kind_can_be_made(kind))


def kind_can_be_made(kind: str) -> bool:
    """Whether this machine can make files of that type: a PDF needs a font."""
    return kind != "pdf" or "pdf" in exporters_here()


def imported(kind: str, work: Workspace) -> dict[str, int]:
    """A folder of files of one type, imported beside reports of which there are none yet. Raises where one fails."""
    folder, into = folder_of(kind, work), work.out
    program = str(Path(sys.executable).with_name("gongkai"))
    with_reports = ["--reports", str(into)]
    done = subprocess.run([program, "import", str(folder), *with_reports], capture_output=True, text=True, check=False)
    made = list(into.rglob("*.yml"))
    if done.returncode == 2 or len(made) != len(list(folder.glob(f"*.{kind}"))):
        raise RuntimeError(done.stderr)
    return {"source": sum(path.stat().st_size for path in made)}


def folder_of(kind: str, work: Workspace) -> Path:
    """Reports as files of one type, with the table that names them; made once."""
    folder = work.out.with_name(f"originals-{kind}")
    if folder.is_dir():
        return folder
    folder.mkdir()
    catalog = loaded(work.reports)
    reports = list(islice(catalog.standing.values(), EACH))
    for number, report in enumerate(reports):
        (folder / f"{number}.{kind}").write_bytes(_original(kind, catalog, report, folder))
    with (folder / "import.csv").open("w", encoding="utf-8", newline="") as table:
        rows = ((f"{number}.{kind}", each.agency, each.year) for number, each in enumerate(reports))
        csv.writer(table).writerows([("file", "agency", "year"), *rows])
    return folder


def _original(kind: str, catalog: Catalog, report: Report, folder: Path) -> bytes:
    """The report as an office might have published it, without any mark of ours in web pages and text."""
    form, agency = catalog.form_of(report), catalog.agencies[report.agency]
    if kind in exporters_here():
        return exporters_here()[kind](report, form, agency)
    word = folder / "word.docx"
    word.write_bytes(exporters_here()["docx"](report, form, agency))
    parts = read_here(word).parts
    word.unlink()
    written = (_table(part, kind) if isinstance(part, Grid) else _line(part.text, kind) for part in parts)
    return "\n".join(written).encode()


def _line(text: str, kind: str) -> str:
    return f"<p>{escape(text)}</p>" if kind == "html" else text


def _table(grid: Grid, kind: str) -> str:
    rows = [list(boxes) for _, boxes in groupby(grid.boxes, key=lambda box: box.row)]
    if kind == "txt":
        return "\n".join(" ".join(box.text for box in boxes) for boxes in rows)
    lines = ("".join(map(_cell, boxes)) for boxes in rows)
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def _cell(box: Box) -> str:
    return f'<td rowspan="{box.rows}" colspan="{box.columns}">{escape(box.text)}</td>'
