"""`gongkai import`: files written, messages, and exit codes."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.importers.document import Grid
from generator.model.form import Forms
from generator.sources import load_report
from tests.importers.documents import grids
from tests.made_reports import REPORTS, stored

YEAR = 2024
AGENCY = "name: 甲市住房和城乡建设局\nkind: department\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Create a current directory with the agency `reports/jia`."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "reports" / "jia").mkdir(parents=True)
    (tmp_path / "reports" / "jia" / "agency.yml").write_text(AGENCY, encoding="utf-8")
    return tmp_path


@pytest.fixture
def original(folder: Path, forms: Forms) -> Path:
    """Write a correct report of the year as a Markdown file."""
    path = folder / "original.md"
    path.write_text(_markdown(forms), encoding="utf-8")
    return path


def _markdown(forms: Forms) -> str:
    path = next(path for path in REPORTS if path.stem == str(YEAR))
    report = stored(path, forms)
    form = forms[report.form]
    tables = grids(report, form)
    lines = [f"甲市住建局{YEAR}年{form.title}"]
    for section in form.sections:
        lines += [
            section.title,
            *(_table(tables[section.key]) if section.key in tables else ["本年度没有收取信息处理费。"]),
        ]
    return "\n\n".join(lines)


def _table(grid: Grid) -> list[str]:
    rows: dict[int, list[str]] = {}
    for box in grid.boxes:
        rows.setdefault(box.row, []).append(box.text)
    return ["\n".join(f"| {' | '.join(row)} |" for row in rows.values())]


def _run(*arguments: str | Path | int) -> Result:
    return CliRunner().invoke(main, ["import", *map(str, arguments)])


def _problems(result: Result) -> list[dict[str, Any]]:
    return json.loads(result.stdout)["problems"]  # type: ignore[no-any-return]


def test_the_report_is_written_into_its_agency_s_folder(original: Path, forms: Forms) -> None:
    result = _run(original, "--agency", "jia", "--year", YEAR)
    assert (result.exit_code, result.stdout) == (0, f"reports/jia/{YEAR}.yml\n")
    assert result.stderr.endswith("original.md：没有待核实的地方。\n")
    report, problems = load_report(Path(f"reports/jia/{YEAR}.yml"), "jia", YEAR, forms)
    assert report
    assert not problems
    assert report.tables == stored(next(path for path in REPORTS if path.stem == str(YEAR)), forms).tables


def test_the_source_names_its_original_and_has_the_labels_as_comments(original: Path) -> None:
    result = _run(original, "--agency", "jia", "--year", YEAR, "-o", "-")
    assert result.stdout.startswith("# 由 gongkai import 从 original.md 转写。\n\n")
    assert "# 行政许可\n" in result.stdout
    assert not Path(f"reports/jia/{YEAR}.yml").exists()


def test_an_unclear_row_is_open_and_reported_and_fails_the_check(original: Path) -> None:
    text = original.read_text(encoding="utf-8")
    row = next(line for line in text.splitlines() if "予以公开 |" in line)
    original.write_text(
        text.replace(row, row.replace(" | ", " |  | ", 2).replace("|  |", "|", 1) + " 5 |"), encoding="utf-8"
    )
    result = _run(original, "--agency", "jia", "--year", YEAR, "--format", "json")
    assert result.exit_code == 1
    (problem,) = [each for each in _problems(result) if each["check"] == "import.cell"]
    assert problem["path"] == f"reports/jia/{YEAR}.yml"
    assert problem["origin"].startswith("第 ")
    source = Path(f"reports/jia/{YEAR}.yml").read_text(encoding="utf-8").splitlines()
    assert source[problem["line"] - 1].strip().startswith("granted:")
    assert '["?", "?", "?", "?", "?", "?", "?"]' in source[problem["line"] - 1]
    assert "# 待核实（1）：" in source
    assert CliRunner().invoke(main, ["check"]).exit_code == 1


def test_an_existing_file_is_never_overwritten(original: Path) -> None:
    target = Path(f"reports/jia/{YEAR}.yml")
    target.write_text("已有内容", encoding="utf-8")
    result = _run(original, "--agency", "jia", "--year", YEAR)
    assert (result.exit_code, result.stderr) == (2, f"gongkai: {target} 已经存在，不会覆盖。\n")
    assert target.read_text(encoding="utf-8") == "已有内容"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["original.md"], "请写明 --agency 和 --year，例如 --agency qiyang/zjj --year 2024。"),
        (["original.md", "--agency", "甲", "--year", "2024"], "机关代号“甲”不能用"),
        ([".", "--agency", "jia", "--year", "2024"], "导入文件夹时不写 --agency、--year 和 -o"),
        (["."], "里没有 import.csv。"),
    ],
)
def test_wrong_use_exits_2_with_a_message(arguments: list[str], message: str, original: Path) -> None:
    result = _run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_a_year_that_differs_from_the_original_is_reported(original: Path) -> None:
    result = _run(original, "--agency", "jia", "--year", YEAR - 1, "--format", "json")
    assert result.exit_code == 1
    messages = [each["message"] for each in _problems(result) if each["check"] == "import.year"]
    assert messages == [
        "原件标题写的是 2024 年（“甲市住建局2024年政府信息公开工作年度报告”），导入时说的是 2023 年。请核对年份。"
    ]


def test_a_folder_is_imported_as_its_table_lists(original: Path) -> None:
    (original.parent / "bad.docx").write_bytes(b"PK no zip")
    table = "文件,机关,年度\noriginal.md,jia,2024\nbad.docx,jia,2023\nnone.docx,jia,2021\noriginal.md,jia,2022\n"
    (original.parent / "import.csv").write_text(table, encoding="utf-8-sig")
    result = _run(original.parent)
    assert result.exit_code == 2
    assert result.stderr.endswith("共 4 个文件：导入 2 份，其中 1 份有待核实；2 个没有导入。\n")
    assert "bad.docx：" in result.stderr
    assert "gongkai: 文件夹里没有 import.csv 列出的“none.docx”这个文件。\n" in result.stderr
    assert sorted(path.name for path in Path("reports/jia").glob("2*.yml")) == ["2022.yml", "2024.yml"]
