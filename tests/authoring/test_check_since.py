"""`gongkai check --since`: changes to published reports without a correction are errors."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.authoring.repository import NAME, PENALTIES, check, commit, edit, git


def test_the_proposed_entry_can_be_pasted(office: Path) -> None:
    path = edit(office, PENALTIES)
    result = check(office)
    assert result.returncode == 1
    assert (
        "reports/county/bureau/2024.yml:20:16: 错误: 行政处罚：本年处理决定数量：公布的是“15”，现在是“17”"
        in result.stderr
    )
    (entry,) = re.findall(r"下面再写一行：(- .*) \[since\.figure\]", result.stderr)
    path.write_text(f"{path.read_text(encoding='utf-8')}corrections:\n  {entry}\n", encoding="utf-8")
    assert check(office).returncode == 0


def test_without_since_nothing_is_compared(office: Path) -> None:
    edit(office, PENALTIES)
    assert check(office, "--reports", "reports").returncode == 0


def test_committed_changes_are_compared_with_an_earlier_commit(office: Path) -> None:
    edit(office, PENALTIES)
    commit(office)
    assert check(office).returncode == 0
    result = check(office, "--since", "HEAD~1", "--format", "json")
    problems = [each for each in json.loads(result.stdout)["problems"] if each["check"].startswith("since.")]
    assert result.returncode == 1
    assert [(each["check"], each["cell"], each["line"]) for each in problems] == [
        ("since.figure", "disclosure.penalties.decisions", 20)
    ]
    assert check(office, "reports/county/agency.yml", "--since", "HEAD~1").returncode == 0


def test_deleted_moved_and_renamed_files_are_reported(office: Path) -> None:
    (office / "reports/county/bureau/2024.yml").unlink()
    assert "[since.deleted]" in check(office).stderr
    git(office, "checkout", "--quiet", ".")
    git(office, "mv", "reports/county/bureau", "reports/county/office")
    assert "机关文件夹 county/bureau 改成了 county/office" in check(office).stderr
    git(office, "mv", "reports/county/office", "reports/county/bureau")
    edit(office, ("某县某局", "某县另一局"), name="county/bureau/agency.yml")
    assert "- {name: 某县某局, until: 2024} [since.renamed]" in check(office).stderr


def test_a_new_report_needs_no_correction(office: Path) -> None:
    text = (office / "reports" / f"{NAME}.yml").read_text(encoding="utf-8")
    (office / "reports/county/bureau/2023.yml").write_text(text, encoding="utf-8")
    assert "since." not in check(office).stderr


def test_a_git_hook_compares_with_the_repository_of_the_folder(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(office, PENALTIES)
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", "/nowhere")
    assert "[since.figure]" in check(office).stderr


@pytest.mark.parametrize("revision", ["no-such", "--output=x", "", "HEAD:reports", "HEAD~9"])
def test_an_unknown_revision_is_wrong_use(office: Path, revision: str) -> None:
    result = check(office, f"--since={revision}")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(f"gongkai: git 仓库里没有“{revision}”这个版本。")
    assert result.stderr.count("\n") == 1


def test_a_missing_repository_or_git_is_reported_in_one_sentence(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (office / ".git").rename(office / "git")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(office.parent))
    result = check(office)
    assert result.returncode == 2
    assert result.stderr.startswith("gongkai: 报告文件夹不在 git 仓库里，不知道公布过什么")
    monkeypatch.setenv("PATH", str(office))
    result = check(office)
    assert (result.returncode, result.stderr) == (
        2, "gongkai: 这台机器上没有 git，不能同以前公布的比较。请先安装 git。\n",
    )  # fmt: skip


def test_a_problem_of_a_touched_file_is_annotated_before_errors_that_stand(office: Path) -> None:
    """Whether the file was edited or is new; GitHub shows ten errors of a step."""
    good = (office / f"reports/{NAME}.yml").read_text(encoding="utf-8")
    wrong = good.replace("new:        [16,", "new:        [15,")
    for number in range(12):
        _write_report(office, f"county/a{number:02}/2024.yml", wrong)
    _write_report(office, "county/z/2024.yml", good)
    commit(office)
    _write_report(office, "county/z/2024.yml", wrong)
    _write_report(office, "county/y/2024.yml", wrong)
    lines = check(office, "--since", "HEAD", "--format", "github").stdout.splitlines()
    files = [file for line in lines if (file := re.match("::error file=reports/county/([yz])/2024.yml", line))]
    assert len(files) >= 2
    assert [line for line in lines if line.startswith("::error ")][: len(files)] == [file.string for file in files]
    assert lines[0] == files[0].string
    assert re.fullmatch("::notice title=gongkai::另有 [0-9]+ 条，见摘要。", lines[-1])


def _write_report(office: Path, name: str, text: str) -> None:
    path = office / "reports" / name
    path.parent.mkdir(exist_ok=True)
    (path.parent / "agency.yml").write_text(f"name: 某县{path.parent.name}局\nkind: department\n", encoding="utf-8")
    path.write_text(text, encoding="utf-8")
