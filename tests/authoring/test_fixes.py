"""`gongkai check --fix` fills in blank totals that are certain and keeps every other byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from tests.conftest import TESTS, Golden

ORIGINAL = TESTS / "reports" / "2024.yml"
NEW = "new:         [1096, 1248, 1114, 855, 927, 857, 6097]"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the path for a report in an agency's folder; the test writes the file."""
    folder = tmp_path / "reports" / "county"
    folder.mkdir(parents=True)
    (folder / "agency.yml").write_text("name: 某省人民政府\nkind: government\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder / "2024.yml"


def _blanked(*blanks: tuple[str, str]) -> str:
    text = ORIGINAL.read_text(encoding="utf-8")
    for old, new in blanks:
        assert old in text
        text = text.replace(old, new)
    return text


def _row(name: str, text: str) -> str:
    return next(line for line in text.split("\n") if line.strip().startswith(f"{name}:"))


def _fix(path: Path, *options: str) -> tuple[str, str]:
    result = CliRunner().invoke(main, ["check", str(path), "--fix", *options])
    assert result.exit_code in (0, 1), result.output
    return result.stdout, result.stderr


def _without_total(text: str, row: str, blank: str = "null") -> tuple[str, str]:
    line = _row(row, text)
    return line, line.replace(line[line.rindex(", ") : line.index("]")], f", {blank}")


@pytest.mark.parametrize("blank", ["null", "~", '""', "''"])
def test_a_blank_total_is_filled_and_every_other_byte_is_kept(path: Path, blank: str) -> None:
    original = ORIGINAL.read_text(encoding="utf-8")
    text = _blanked(_without_total(original, "new", blank))
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    path.chmod(0o640)
    _fix(path)
    assert path.read_bytes() == b"\xef\xbb\xbf" + original.replace("\n", "\r\n").encode()
    assert path.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in path.parent.iterdir() if each.name.startswith(".")] == []


def test_the_diff_and_the_filled_cells_are_printed(path: Path, golden: Golden) -> None:
    original = ORIGINAL.read_text(encoding="utf-8")
    path.write_text(_blanked(_without_total(original, "new"), _without_total(original, "review")), encoding="utf-8")
    stdout, stderr = _fix(path)
    golden(f"{stdout}----\n{stderr}", TESTS / "authoring" / "fix.txt")


def test_totals_of_filled_totals_are_filled_too(path: Path) -> None:
    original = ORIGINAL.read_text(encoding="utf-8")
    line = _row("total", original)
    path.write_text(original.replace(line, "  total: [null, null, null, null, null, null, null]"), encoding="utf-8")
    _fix(path)
    numbers = line[line.index("[") : line.index("]") + 1]
    assert _row("total", path.read_text(encoding="utf-8")) == f"  total: {numbers}"


@pytest.mark.parametrize(
    ("row", "new"),
    [
        ("new", "[1096, 1248, 1114, 855, 927, null, 6097]"),
        ("new", "[1096, 1248, 1114, 855, 927, null, null]"),
        ("new", '[1096, 1248, 1114, 855, 927, 857, "?"]'),
        ("new", "[1096, 1248, 1114, 855, 927, 857, /]"),
        ("new", "[1096, 1248, 1114, 855, 927, 858, null]"),
        ("licensing", "null"),
        ("carried_out", "null"),
    ],
    ids=["no total", "two blanks", "in question", "a mark", "equations differ", "no sum", "row of wrong length"],
)
def test_uncertain_blanks_are_left(path: Path, row: str, new: str) -> None:
    original = ORIGINAL.read_text(encoding="utf-8")
    line = _row(row, original)
    path.write_text(original.replace(line, f"{line[: line.index(':')]}: {new}"), encoding="utf-8")
    before = path.read_bytes()
    stdout, stderr = _fix(path)
    assert path.read_bytes() == before
    assert stdout == ""
    assert "文件都没有改动" in stderr


def test_an_accepted_blank_of_the_original_is_left(path: Path) -> None:
    original = ORIGINAL.read_text(encoding="utf-8")
    accepts = "accepts:\n  - {check: requests.blank, cell: requests.new, reason: 原件空白}\n"
    path.write_text(_blanked(_without_total(original, "new")) + accepts, encoding="utf-8")
    before = path.read_bytes()
    _fix(path)
    assert path.read_bytes() == before


def test_with_json_the_diff_goes_to_standard_error(path: Path) -> None:
    original = ORIGINAL.read_text(encoding="utf-8")
    path.write_text(_blanked(_without_total(original, "new")), encoding="utf-8")
    stdout, stderr = _fix(path, "--format", "json")
    assert stdout.startswith('{\n  "reports": 1,')
    assert f"+  {NEW}" in stderr


def test_only_the_given_reports_are_fixed(path: Path) -> None:
    original = ORIGINAL.read_text(encoding="utf-8")
    for name in ("2023.yml", "2024.yml"):
        path.with_name(name).write_text(_blanked(_without_total(original, "new")), encoding="utf-8")
    other = path.with_name("2023.yml").read_bytes()
    _fix(path)
    assert path.with_name("2023.yml").read_bytes() == other
    assert path.read_bytes() != other
