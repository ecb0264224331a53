"""What commands accept, list and quote, on both sides of their limits."""

from pathlib import Path

import pytest

from generator.authoring.edits import _quoted
from generator.authoring.errors import RefusedError
from generator.authoring.import_folder import TABLE, read_requests
from generator.authoring.import_proposal import propose_import
from generator.authoring.import_request import read_year
from generator.importers.document import Document, Paragraph
from generator.model.agency import Agency
from generator.model.catalog import Catalog
from generator.model.form import Forms


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("1989", None), ("1990", 1990), ("2024", 2024), ("2099", 2099), ("2100", None), ("24", None), ("02024", None),
        ("２０２４", None), ("2024年", None), ("", None),
    ],
)  # fmt: skip
def test_years_are_four_digits_of_a_plausible_century(text: str, year: int | None) -> None:
    assert read_year(text) == year


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        (f"{'a' * 255},jia,2024", ""),
        (f"{'a' * 256},jia,2024", "太长，没有这样的文件"),
        (f"{'字' * 85},jia,2024", ""),
        (f"{'字' * 86},jia,2024", "太长，没有这样的文件"),
        (f"{'/'.join(['a' * 99] * 10)}/,jia,2024", ""),
        (f"{'/'.join(['a' * 99] * 10)}/b,jia,2024", "有 1001 个字符，太长了"),
        ("a.docx,jia,24", "年度用四位半角数字"),
        ("../a.docx,jia,2024", "却指到外面"),
    ],
    ids=["255 bytes", "256 bytes", "255 bytes in Chinese", "258 bytes in Chinese", "1000", "1001", "year", "outside"],
)
def test_rows_of_a_list_of_files_have_bounds(row: str, complaint: str, tmp_path: Path) -> None:
    (tmp_path / TABLE).write_text(f"file,agency,year\n{row}\n", encoding="utf-8")
    if not complaint:
        (request,) = read_requests(tmp_path, tmp_path / "reports")
        assert (request.agency, request.year) == ("jia", 2024)
        assert request.target == tmp_path / "reports" / "jia" / "2024.yml"
    else:
        with pytest.raises(RefusedError, match=complaint):
            read_requests(tmp_path, tmp_path / "reports")


@pytest.mark.parametrize(
    "heads",
    [
        "file,agency,year",
        "文件,机关,年度",
        "文件,机关,年份",
        "FILE, Agency ,YEAR",
        "\ufefffile,agency,year",
        "备注,file,agency,year",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_the_columns_of_a_list_of_files_have_names_in_two_languages(heads: str, encoding: str, tmp_path: Path) -> None:
    row = f"{'甲,' * heads.startswith('备注')}a.docx,jia,2024"
    (tmp_path / TABLE).write_bytes(f"{heads}\n\n{row}\n".encode(encoding if heads[0] != "\ufeff" else "utf-8"))
    (request,) = read_requests(tmp_path, tmp_path)
    assert (request.source, request.agency, request.year) == (tmp_path / "a.docx", "jia", 2024)


@pytest.mark.parametrize("heads", ["file,agency", "文件名,机关,年度", "a.docx,jia,2024", ""])
def test_a_list_of_files_begins_with_the_names_of_its_columns(heads: str, tmp_path: Path) -> None:
    (tmp_path / TABLE).write_text(f"{heads}\na.docx,jia,2024\n", encoding="utf-8")
    with pytest.raises(RefusedError, match="第一行应是 file,agency,year"):
        read_requests(tmp_path, tmp_path)


@pytest.mark.parametrize("count", [1, 2, 4, 5, 9])
def test_four_commands_are_proposed_at_most(count: int, forms: Forms) -> None:
    agencies = {f"a{n}": Agency(f"a{n}", "丙镇人民政府", "township") for n in range(count)}
    original = Document((Paragraph("丙镇人民政府2024年政府信息公开工作年度报告", ""),))
    message = propose_import(Path("a.docx"), original, Catalog(Path("reports"), forms, agencies, {}), None, None)
    assert [f"--agency a{n} " in message for n in range(count)] == [n < 4 for n in range(count)]
    assert (f"有 {count} 个机关可能是它" in message) == (count > 1)


@pytest.mark.parametrize(
    ("before", "after", "quoted"),
    [
        ("", "乙", "新增“乙”"),
        ("甲", "", "删去“甲”"),
        ("一二三四五六七八甲", "一二三四五六七八乙", "“一二三四五六七八甲” → “一二三四五六七八乙”"),
        ("一二三四五六七八九甲", "一二三四五六七八九乙", "“…二三四五六七八九甲” → “…二三四五六七八九乙”"),
        ("一二三", "一二三四", "“一二三” → “一二三四”"),
    ],
)
def test_edits_are_quoted_from_a_little_before_the_difference(before: str, after: str, quoted: str) -> None:
    assert _quoted(before, after) == quoted
