"""PDFs: tables, tagging, embedded fonts, odd text, and export from forked processes."""

import io
import multiprocessing
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pdfplumber
import pytest
from pdfminer.pdftypes import resolve1

from generator.exporters import available_formats, fonts
from generator.exporters.fonts import NoPdfError, find_fonts
from generator.exporters.pdf import export_pdf
from generator.model.form import Forms
from generator.model.report import Report
from generator.sources.form_loader import load_forms
from tests.exporters.samples import AGENCY, expected_boxes, report_in_each_form, with_hostile_cells
from tests.made_reports import REPORTS, stored

needs_font = pytest.mark.skipif(find_fonts() is None, reason="no Chinese font that may be embedded")


def _pages(data: bytes) -> Iterator[Any]:
    with pdfplumber.open(io.BytesIO(data)) as opened:
        yield from opened.pages


def _letters(texts: Any) -> list[str]:
    return sorted("".join("".join(text.split()) for text in texts))


@needs_font
def test_every_cell_is_in_its_table(made_up_forms: Forms) -> None:
    for report, form in report_in_each_form(made_up_forms):
        found = [table for page in _pages(export_pdf(report, form, AGENCY)) for table in page.extract_tables()]
        assert len(found) == len(form.tables)
        for table, (section, official) in zip(found, form.tables.items(), strict=True):
            assert _letters(text or "" for row in table for text in row) == _letters(
                expected_boxes(official, dict(report.tables[section])).values()
            )


@needs_font
def test_pdf_is_tagged_as_chinese_and_embeds_its_fonts(forms: Forms) -> None:
    report = stored(REPORTS[2], forms)
    data = export_pdf(report, forms[report.form], AGENCY)
    with pdfplumber.open(io.BytesIO(data)) as opened:
        catalog = resolve1(opened.doc.catalog)
        assert resolve1(catalog["MarkInfo"])["Marked"] is True
        assert "StructTreeRoot" in catalog
        assert resolve1(catalog["Lang"]).startswith(b"zh")
        assert b"<pdfuaid:part>1</pdfuaid:part>" in resolve1(catalog["Metadata"]).get_data()
        font_names = {char["fontname"].partition("+")[2].split("-")[0] for page in opened.pages for char in page.chars}
        assert len(font_names) in (1, 2)
        assert all("CJK" in name or "Han" in name or "SC" in name for name in font_names)
        inside = [char for page in opened.pages for char in page.chars]
        assert max(char["x1"] for char in inside) < 210 / 25.4 * 72 - 26 / 25.4 * 72 + 16
        assert min(char["x0"] for char in inside if char["text"] != "（") > 28 / 25.4 * 72 - 1  # its left half is blank


@needs_font
def test_a_blank_line_comes_before_the_signature(forms: Forms) -> None:
    report = replace(stored(REPORTS[2], forms), closing="甲局\n2025年1月20日")
    *_, page = _pages(export_pdf(report, forms[report.form], AGENCY))
    *_, text, signature, day, _ = (line["top"] for line in page.extract_text_lines())
    assert signature - text == pytest.approx(2 * (day - signature), abs=1)


_ARCHIVED, _ACCESSIBLE = b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A<", b"<pdfuaid:part>1<"


@needs_font
@pytest.mark.parametrize(
    ("text", "published", "claims"),
    [
        ("甲", date(2025, 1, 20), {_ARCHIVED, _ACCESSIBLE}),
        ("甲", None, {_ACCESSIBLE}),
        ("\ue000", date(2025, 1, 20), set()),
        ("\ue000", None, set()),
    ],
    ids=["dated", "undated", "dated with a letter without a meaning", "undated with a letter without a meaning"],
)
def test_pdf_claims_what_it_meets(text: str, published: date | None, claims: set[bytes], forms: Forms) -> None:
    """PDF/A needs a date; a report whose day of publication is unknown does not get another one."""
    report = replace(stored(REPORTS[2], forms), text={"overview": text}, published=published)
    data = export_pdf(report, forms[report.form], AGENCY)
    assert {claim for claim in (_ARCHIVED, _ACCESSIBLE) if claim in data} == claims
    with pdfplumber.open(io.BytesIO(data)) as opened:
        info = opened.metadata
    dated = {name: value for name, value in info.items() if name.endswith("Date")}
    assert dated == (dict.fromkeys(dated, "D:20250120000000Z") if published else {})
    assert bool(dated) == (b"CreateDate" in data) == bool(published)
    assert data == export_pdf(report, forms[report.form], AGENCY)


@needs_font
def test_text_like_typst_source_is_printed_literally(forms: Forms) -> None:
    source = '#panic("甲") *乙* _丙_ $x$ <a> @b \\c // d [e] `f`'
    report = replace(stored(REPORTS[2], forms), text={"overview": source}, title="#题 *目*")
    data = export_pdf(report, forms[report.form], AGENCY)
    text = "".join("".join(page.extract_text().split()) for page in _pages(data))
    assert "".join(source.split()) in text
    assert text.startswith("#题*目*")


@needs_font
@pytest.mark.parametrize("odd", ["😀", "\ue000", "مرحبا", "字" * 20_000, "x" * 3_000, "\x00"])
def test_unusual_letters_do_not_prevent_export(odd: str, forms: Forms) -> None:
    report = replace(stored(REPORTS[2], forms), text={"overview": f"前{odd}后"})
    data = export_pdf(report, forms[report.form], AGENCY)
    assert "六、其他需要报告的事项" in "".join(page.extract_text() for page in _pages(data))


@needs_font
def test_overlong_cells_are_printed_completely(made_up_forms: Forms) -> None:
    """All tables of the made-up form, and the last one of an official form, whose columns are the narrowest."""
    for path, count in ((REPORTS[3], None), (REPORTS[2], 1)):
        plain = stored(path, made_up_forms)
        hostile = [*with_hostile_cells(plain).tables.items()][-(count or 0) :]
        report = replace(plain, tables={**plain.tables, **dict(hostile)})
        data = export_pdf(report, made_up_forms[report.form], AGENCY)
        cells = [cell for rows in report.tables.values() for row in rows.values() for cell in row]
        printed = sum(char["text"] == "字" for page in _pages(data) for char in page.chars)
        assert printed >= sum(cell.printed.count("字") for cell in cells) >= 1_000


def _exported(report: Report) -> int:
    return len(export_pdf(report, load_forms()[report.form], AGENCY))


@needs_font
def test_processes_forked_after_an_export_can_export(forms: Forms) -> None:
    """Typst's threads do not exist in a forked process, which would deadlock if it waited for them."""
    report = stored(REPORTS[2], forms)
    here = len(export_pdf(report, forms[report.form], AGENCY))
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert pool.map_async(_exported, [report] * 4).get(timeout=120) == [here] * 4


def test_no_pdf_without_fonts(monkeypatch: pytest.MonkeyPatch, forms: Forms) -> None:
    monkeypatch.setattr(fonts, "FOLDERS", ("/nowhere",))
    find_fonts.cache_clear()
    report = stored(REPORTS[2], forms)
    with pytest.raises(NoPdfError):
        export_pdf(report, forms[report.form], AGENCY)
    assert "pdf" not in available_formats()
    find_fonts.cache_clear()


@pytest.mark.parametrize(
    ("installed", "serif", "sans"),
    [
        ({"Noto Serif CJK SC", "Noto Sans CJK SC", "Noto Serif SC"}, "Noto Serif CJK SC", "Noto Sans CJK SC"),
        ({"Noto Serif SC", "Noto Sans SC", "Source Han Serif SC"}, "Noto Serif SC", "Noto Sans SC"),
        ({"Source Han Serif SC", "Source Han Sans SC"}, "Source Han Serif SC", "Source Han Sans SC"),
        ({"Source Han Serif CN", "Source Han Sans CN"}, "Source Han Serif CN", "Source Han Sans CN"),
        ({"Noto Serif SC"}, "Noto Serif SC", "Noto Serif SC"),
        ({"Noto Sans SC", "Arial"}, "Noto Sans SC", "Noto Sans SC"),
    ],
)
def test_any_of_the_free_chinese_fonts_serves(
    installed: set[str], serif: str, sans: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "FOLDERS", ("/nowhere", str(tmp_path)))
    monkeypatch.setattr(fonts, "font_files", lambda folder: SimpleNamespace(families=lambda: installed))
    find_fonts.cache_clear()
    found = find_fonts()
    find_fonts.cache_clear()
    assert found is not None
    assert (found.folder, found.serif, found.sans) == (str(tmp_path), serif, sans)
