"""Write the parts of a document as a file of each type, for the fuzzer to damage."""

from __future__ import annotations

import csv
import io
import random
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from html import escape
from pathlib import Path

from openpyxl import Workbook

from generator.exporters import FORMATS, find_fonts
from generator.importers.document import Box, Grid, Paragraph, Part
from generator.model.agency import Agency
from generator.model.form import Form
from generator.model.report import Report
from generator.sources.form_loader import load_forms
from tests.fuzz.pieces import damaged, random_scalar
from tests.importers.documents import random_report
from tests.importers.readers.bad_pdfs import CATALOG, ONE_PAGE, pdf
from tests.importers.readers.word_files import write_word

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
AGENCY = Agency("a/b", "某县某局", "department")


def _rows(grid: Grid) -> Iterator[list[Box]]:
    for row in sorted({box.row for box in grid.boxes}):
        yield [box for box in grid.boxes if box.row == row]


def _lines(parts: Iterable[Part], rng: random.Random) -> Iterator[str]:
    """Yield the parts as lines of plain text."""
    separator = rng.choice(("\t", " ", "  ", "|", "\n", "", ","))
    for part in parts:
        if isinstance(part, Paragraph):
            yield part.text
        else:
            yield from (separator.join(box.text for box in row) for row in _rows(part))


def _encoded(text: str, rng: random.Random) -> bytes:
    return text.encode(rng.choice(("utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be")), "replace")


def _write_text(path: Path, parts: Sequence[Part], rng: random.Random) -> None:
    text = rng.choice(("\n", "\n", "\r\n", "\n\n")).join(_lines(parts, rng))
    path.write_bytes(_encoded(text, rng))


def _write_markdown(path: Path, parts: Sequence[Part], rng: random.Random) -> None:
    lines: list[str] = []
    for part in parts:
        if isinstance(part, Paragraph):
            lines += [rng.choice(("", "", "# ", "## ", "- ", "> ")) + part.text, ""]
        else:
            rows = [f"| {' | '.join(box.text for box in row)} |" for row in _rows(part)]
            lines += [*rows[:1], "|---|---|", *rows[1:], ""]
    path.write_bytes(_encoded("\n".join(lines), rng))


def _write_csv(path: Path, parts: Sequence[Part], rng: random.Random) -> None:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=rng.choice(",;\t"))
    for part in parts:
        rows = [[part.text]] if isinstance(part, Paragraph) else [[box.text for box in row] for row in _rows(part)]
        writer.writerows(rows)
    path.write_bytes(_encoded(stream.getvalue(), rng))


def _write_html(path: Path, parts: Sequence[Part], rng: random.Random) -> None:
    tag, chrome = rng.choice(("p", "div", "span", "td", "li", "h2")), rng.choice(("", "", "<nav><a>首页</a></nav>"))
    body = []
    for part in parts:
        if isinstance(part, Paragraph):
            body.append(f"<{tag}>{escape(part.text)}</{tag}>".replace("\n", "<br>"))
            continue
        rows = ("".join(f"<td rowspan={box.rows} colspan={box.columns}>{escape(box.text)}</td>" for box in row)
                for row in _rows(part))  # fmt: skip
        body.append(f"<table><tr>{'</tr><tr>'.join(rows)}</tr></table>")
    wrapped = "<div>" * (depth := rng.choice((0, 1, 3, 300))) + "".join(body) + "</div>" * depth
    text = f"<html><head><meta charset=utf-8><title>{escape(random_scalar(rng))}</title></head><body>{chrome}{wrapped}"
    path.write_bytes(_encoded(text, rng))


def _write_word(path: Path, parts: Sequence[Part], rng: random.Random) -> None:
    body = []
    for part in parts:
        if isinstance(part, Paragraph):
            body.append(_word_paragraph(part.text))
            continue
        for row in (rows := list(_rows(part))):
            cells = "".join(map(_word_cell, row))
            body.append(f"{'<w:tbl>' if row is rows[0] else ''}<w:tr>{cells}</w:tr>")
        body.append("</w:tbl>" if rows else "")
    write_word(path, "".join(body))
    _damage_member(path, rng)


def _word_cell(box: Box) -> str:
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{box.columns}"/></w:tcPr>{_word_paragraph(box.text)}</w:tc>'


def _word_paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{escape(_in_xml(text))}</w:t></w:r></w:p>"


def _in_xml(text: str) -> str:
    """Return the text without the characters that XML cannot hold, and as long as a cell may be."""
    return _NOT_IN_XML.sub("", text)[:30_000]


def _damage_member(path: Path, rng: random.Random) -> None:
    """Damage a file inside the package now and then, which compression would hide from damage to the package."""
    if rng.random() < 0.7:
        return
    with zipfile.ZipFile(path) as package:
        members = {name: package.read(name) for name in package.namelist()}
    chosen = rng.choice(list(members))
    with zipfile.ZipFile(path, "w", rng.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))) as package:
        for name, data in members.items():
            package.writestr(name, damaged(data, rng) if name == chosen else data)


def _write_sheet(path: Path, parts: Sequence[Part], rng: random.Random) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for part in parts[:200]:
        rows = [[part.text]] if isinstance(part, Paragraph) else [[box.text for box in row] for row in _rows(part)]
        for row in rows:
            sheet.append([int(text) if text.isdecimal() and len(text) < 15 else _in_xml(text) for text in row])
    book.save(path)
    _damage_member(path, rng)


def write_export(path: Path, kind: str, report: Report, form: Form, rng: random.Random) -> None:
    """Write our own Word or Excel file, a part of which is damaged."""
    path.write_bytes(FORMATS[kind].export(report, form, AGENCY))
    _damage_member(path, rng)


def _write_pdf(path: Path, parts: Sequence[Part], rng: random.Random) -> None:
    """Write an exported PDF with damaged bytes, or a page with random text operators."""
    if rng.random() < 0.5 and (data := _exported_pdf()):
        path.write_bytes(damaged(data, rng))
        return
    operators = (
        *(
            "12 0 Td",
            "0 -14 Td",
            "9e9 0 Td",
            "(12) Tj",
            "(a b) Tj",
            "(\\377) Tj",
            "[(1) -900 (2)] TJ",
            "/F 9 Tf",
            "q",
            "Q",
        ),
        *("0 0 9 9 re f", "0 0 m 90 0 l S", "0 0 1 2 3 4 c S", "1 0 0 1 5 5 cm", "/X Do", "BI ID EI"),
    )
    stream = "BT /F 9 Tf 20 200 Td " + " ".join(rng.choice(operators) for _ in range(rng.randint(1, 3000))) + " ET"
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]/Rotate {rng.choice((0, 90, 7))}/Contents 4 0 R" \
           "/Resources<</Font<</F 5 0 R>>>>>>"  # fmt: skip
    font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    path.write_bytes(pdf(CATALOG, ONE_PAGE, page, f"<</Length {len(stream)}>>stream\n{stream}\nendstream", font))


@cache
def _exported_pdf() -> bytes | None:
    """Return a report as PDF; None without a Chinese font."""
    form = next(iter(load_forms().values()))
    report = random_report(form, 2024, random.Random(1))
    return FORMATS["pdf"].export(report, form, AGENCY) if find_fonts() else None


WRITERS: dict[str, Callable[[Path, Sequence[Part], random.Random], None]] = {
    "txt": _write_text,
    "md": _write_markdown,
    "csv": _write_csv,
    "html": _write_html,
    "docx": _write_word,
    "xlsx": _write_sheet,
    "pdf": _write_pdf,
}
"""The function that writes each type of file."""
