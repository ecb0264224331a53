"""Names in `import.csv` are names of files in its folder, ids and years as sources have them, and nothing else."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main

GOOD = "a.txt,zjj,2024"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Create a folder of originals, beside files that must not be read."""
    (folder := tmp_path / "originals").mkdir()
    (folder / "a.txt").write_text("一、总体情况\n无。\n", encoding="utf-8")
    (folder / "sub").mkdir()
    (folder / "sub/b.txt").write_text("一、总体情况\n无。\n", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("秘密", encoding="utf-8")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "inner.txt").symlink_to(folder / "a.txt")
    (folder / "linked").symlink_to(tmp_path)
    (folder / "ring").symlink_to(folder / "ring")
    os.mkfifo(folder / "pipe.txt")
    monkeypatch.chdir(tmp_path)
    return folder


def _import(folder: Path, *rows: str, reports: str = "reports") -> Result:
    table = "\n".join(["file,agency,year", *rows])
    (folder / "import.csv").write_text(table, encoding="utf-8", errors="surrogateescape")
    return CliRunner().invoke(main, ["import", str(folder), "--reports", reports])


def _written(folder: Path) -> list[str]:
    root = folder.parent / "reports"
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*.yml"))


@pytest.mark.parametrize(("levels", "written"), [(12, 1), (13, 0)])
def test_ids_have_no_more_levels_than_are_read(levels: int, written: int, folder: Path) -> None:
    result = _import(folder, f"a.txt,{'/'.join(['a'] * levels)},2024")
    assert len(_written(folder)) == written
    assert ("超过 12 层的不会被读取" in result.output) == (not written)


@pytest.mark.parametrize(
    "year", ["２０２４", "٢٠٢٤", "2024.0", "+2024", "2_024", "02024", "1989", "2100", "9" * 900, ""]
)
def test_years_are_four_digits(year: str, folder: Path) -> None:
    result = _import(folder, f"a.txt,zjj,{year}")
    assert (result.exit_code, _written(folder)) == (2, [])
    assert "import.csv 第 2 行：要写明文件、机关和年度，年度用四位半角数字" in result.stderr


def test_the_line_of_a_mistake_is_that_of_the_file(folder: Path) -> None:
    result = _import(folder, "", '"a\n.txt",zjj,2024', "", "a.txt,zjj,24")
    assert "import.csv 第 6 行：要写明文件" in result.stderr


@pytest.mark.parametrize("agency", ["ｚｊｊ", "甲", "..", "a/../b", "a//b", "./a", "A", "a b", "con", "a\\b", "a\x00b"])
def test_agencies_have_ids_as_sources(agency: str, folder: Path) -> None:
    result = _import(folder, f"a.txt,{agency},2024")
    assert (result.exit_code, _written(folder)) == (2, [])
    assert "import.csv 第 2 行：机关代号" in result.stderr


@pytest.mark.parametrize(
    "name",
    ["../secret.txt", "link.txt", "inner.txt", "linked/secret.txt", "ring", "/etc/hostname", "sub/../a.txt", "a\x00b"],
)
def test_files_lie_in_the_folder_itself(name: str, folder: Path) -> None:
    result = _import(folder, f"{name},zjj,2024")
    assert (result.exit_code, _written(folder)) == (2, [])
    assert "却指到外面，或者是符号链接。请放文件本身。" in result.stderr


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (f"{'甲' * 100}.txt,zjj,2024", "太长，没有这样的文件。"),
        (f"{'a/' * 600}a.txt,zjj,2024", "“file”一栏有 1205 个字符，太长了。"),
        (f"a.txt,{'a' * 2000},2024", "“agency”一栏有 2000 个字符，太长了。"),
        (f"{'a' * 200_000},zjj,2024", "里有一栏太长，或者有零字符，读不出来。"),
    ],
)
def test_long_fields_are_refused(row: str, message: str, folder: Path) -> None:
    result = _import(folder, row)
    assert (result.exit_code, _written(folder)) == (2, [])
    assert message in result.stderr
    assert len(result.stderr) < 500


def test_good_rows_are_imported_and_what_is_no_file_is_not(folder: Path) -> None:
    result = _import(folder, GOOD, "sub/b.txt,zjj,2023", "./a.txt,zjj,2022", "pipe.txt,zjj,2021", "sub,zjj,2020")
    assert _written(folder) == ["zjj/2022.yml", "zjj/2023.yml", "zjj/2024.yml"]
    assert "列出的“pipe.txt”这个文件。" in result.stderr
    assert "共 5 个文件：导入 3 份" in result.stderr


def test_reports_are_not_written_through_links(folder: Path) -> None:
    (elsewhere := folder.parent / "elsewhere").mkdir()
    (folder.parent / "reports").mkdir()
    (folder.parent / "reports/zjj").symlink_to(elsewhere)
    result = _import(folder, GOOD)
    assert (result.exit_code, [*elsewhere.iterdir()]) == (2, [])
    assert "reports/zjj/2024.yml 的文件夹是符号链接，不会写到别处。" in result.stderr
    (folder.parent / "way").symlink_to(elsewhere)
    _import(folder, GOOD, reports="way")
    assert (elsewhere / "zjj/2024.yml").is_file()


def test_a_linked_table_is_not_read(folder: Path) -> None:
    (folder.parent / "secret.txt").write_text(f"file,agency,year\n{GOOD}\n", encoding="utf-8")
    (folder / "import.csv").symlink_to(folder.parent / "secret.txt")
    result = CliRunner().invoke(main, ["import", str(folder)])
    assert (result.exit_code, _written(folder)) == (2, [])
    assert "import.csv 是符号链接，不会读取。" in result.stderr


def test_pipes_devices_and_sockets_are_refused_at_once(folder: Path) -> None:
    with socket.socket(socket.AF_UNIX) as connection:
        os.chdir(folder)
        connection.bind("s")
        for path in ("pipe.txt", "s", "/dev/zero", "/dev/null"):
            result = CliRunner().invoke(main, ["import", path, "--agency", "zjj", "--year", "2024"])
            assert result.exit_code == 2
            assert result.stderr == f"gongkai: {path} 不是普通文件（例如管道或设备），不能导入。请先存成文件再导入。\n"
