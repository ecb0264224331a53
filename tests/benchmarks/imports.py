"""Benchmarks of `gongkai import`: a folder of reports in each file type."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from html import escape
from itertools import groupby, islice
from pathlib import Path

from generator.exporters import available_formats
from generator.importers.document import Box, Grid
from generator.importers.readers.worker import read_in_process
from generator.model.catalog import Catalog
from generator.model.report import Report
from tests.benchmarks.exports import load_reports
from tests.benchmarks.workspace import Workspace

FILES_PER_TYPE = 20
"""Number of files per type; fifty times the seconds are the milliseconds per file, with the program's start."""

TYPES = ("docx", "xlsx", "pdf", "html", "txt")


def types() -> Iterator[tuple[str, partial[dict[str, int]], partial[Path]]]:
    """Return triples of a file type, its benchmark and the function that prepares its files."""
    return ((kind, partial(import_folder, kind), partial(make_folder, kind)) for kind in TYPES if can_export(kind))


def can_export(kind: str) -> bool:
    """Return whether this machine can make files of that type; a PDF needs a font."""
    return kind != "pdf" or "pdf" in available_formats()


def import_folder(kind: str, work: Workspace) -> dict[str, int]:
    """Import a folder of files of one type into an empty folder; raise RuntimeError if any file fails."""
    folder, target = make_folder(kind, work), work.out
    command = [str(Path(sys.executable).with_name("gongkai")), "import", str(folder), "--reports", str(target)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    imported = list(target.rglob("*.yml"))
    if result.returncode == 2 or len(imported) != len(list(folder.glob(f"*.{kind}"))):
        raise RuntimeError(result.stderr)
    return {"source": sum(path.stat().st_size for path in imported)}


def make_folder(kind: str, work: Workspace) -> Path:
    """Return a folder, made once, of reports as files of one type and a table of their agencies and years."""
    folder = work.out.with_name(f"originals-{kind}")
    if folder.is_dir():
        return folder
    folder.mkdir()
    catalog = load_reports(work.reports)
    reports = list(islice(catalog.active_reports.values(), FILES_PER_TYPE))
    for number, report in enumerate(reports):
        (folder / f"{number}.{kind}").write_bytes(_original(kind, catalog, report, folder))
    with (folder / "import.csv").open("w", encoding="utf-8", newline="") as table:
        rows = ((f"{number}.{kind}", each.agency, each.year) for number, each in enumerate(reports))
        csv.writer(table).writerows([("file", "agency", "year"), *rows])
    return folder


def _original(kind: str, catalog: Catalog, report: Report, folder: Path) -> bytes:
    """Return the report as an agency might have published it; web pages and texts lack our own marks."""
    form, agency = catalog.form_of(report), catalog.agencies[report.agency]
    if kind in available_formats():
        return available_formats()[kind].export(report, form, agency)
    word = folder / "word.docx"
    word.write_bytes(available_formats()["docx"].export(report, form, agency))
    parts = read_in_process(word).parts
    word.unlink()
    lines = (_table(part, kind) if isinstance(part, Grid) else _line(part.text, kind) for part in parts)
    return "\n".join(lines).encode()


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
