"""Corrections with git: what changed since a commit is told, `correct` keeps the published version and notes it."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from generator.sources.catalog import load_catalog
from generator.sources.form_loader import load_forms
from tests.commands.test_command_line import ORIGINAL, gongkai

NAME = "county/bureau/2024"


def git(folder: Path, *arguments: str) -> str:
    author = {
        "GIT_AUTHOR_NAME": "a",
        "GIT_AUTHOR_EMAIL": "a@b",
        "GIT_COMMITTER_NAME": "a",
        "GIT_COMMITTER_EMAIL": "a@b",
    }
    environment = {**os.environ, **author, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    run = subprocess.run(["git", *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return run.stdout


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A repository with one published report below `reports`."""
    folder = tmp_path / "reports/county/bureau"
    folder.mkdir(parents=True)
    (tmp_path / "reports/county/agency.yml").write_text("name: 某县人民政府\nkind: government\n", encoding="utf-8")
    (folder / "agency.yml").write_text("name: 某县某局\nkind: department\n", encoding="utf-8")
    text = ORIGINAL.read_text(encoding="utf-8").replace("\n  无。\n", "\n  未收取信息处理费。\n")
    (folder / "2024.yml").write_text(text, encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    commit(tmp_path)
    return tmp_path


def commit(office: Path) -> None:
    git(office, "add", "--all")
    git(office, "commit", "--quiet", "--message", "x")


def edit(office: Path, *words: tuple[str, str], name: str = f"{NAME}.yml") -> Path:
    path = office / "reports" / name
    text = path.read_bytes().decode()
    for was, now in words:
        assert text.count(was) == 1, was
        text = text.replace(was, now)
    path.write_bytes(text.encode())
    return path


def check(office: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return gongkai("check", *(arguments or ("--since", "HEAD")), cwd=office)


def correct(office: Path, *arguments: str, name: str = NAME) -> subprocess.CompletedProcess[str]:
    return gongkai("correct", name, "--reason", "录入错误", "--date", "2025-03-02", *arguments, cwd=office)


PENALTIES = ("penalties:   15", "penalties:   17")
SENTENCE = ("招投标监管项目20个", "招投标监管项目21个")


def test_the_entry_told_can_be_pasted(office: Path) -> None:
    path = edit(office, PENALTIES)
    told = check(office)
    assert told.returncode == 1
    assert (
        "reports/county/bureau/2024.yml:20:16: 错误: 行政处罚：本年处理决定数量：公布的是“15”，现在是“17”"
        in told.stderr
    )
    (entry,) = re.findall(r"下面再写一行：(- .*) \[since\.figure\]", told.stderr)
    path.write_text(f"{path.read_text(encoding='utf-8')}corrections:\n  {entry}\n", encoding="utf-8")
    assert check(office).returncode == 0


def test_without_since_nothing_is_compared(office: Path) -> None:
    edit(office, PENALTIES)
    assert check(office, "--reports", "reports").returncode == 0


def test_what_has_been_committed_is_compared_with_an_earlier_commit(office: Path) -> None:
    edit(office, PENALTIES)
    commit(office)
    assert check(office).returncode == 0
    told = check(office, "--since", "HEAD~1", "--format", "json")
    problems = [each for each in json.loads(told.stdout)["problems"] if each["check"].startswith("since.")]
    assert told.returncode == 1
    assert [(each["check"], each["cell"], each["line"]) for each in problems] == [
        ("since.figure", "disclosure.penalties.decisions", 20)
    ]
    assert check(office, "reports/county/agency.yml", "--since", "HEAD~1").returncode == 0


def test_deleted_and_moved_files_are_told(office: Path) -> None:
    (office / "reports/county/bureau/2024.yml").unlink()
    assert "[since.deleted]" in check(office).stderr
    git(office, "checkout", "--quiet", ".")
    git(office, "mv", "reports/county/bureau", "reports/county/office")
    assert "机关文件夹 county/bureau 改成了 county/office" in check(office).stderr
    git(office, "mv", "reports/county/office", "reports/county/bureau")
    edit(office, ("某县某局", "某县另一局"), name="county/bureau/agency.yml")
    assert "- {name: 某县某局, until: 2024} [since.renamed]" in check(office).stderr


def test_a_new_report_was_not_published(office: Path) -> None:
    text = (office / "reports" / f"{NAME}.yml").read_text(encoding="utf-8")
    (office / "reports/county/bureau/2023.yml").write_text(text, encoding="utf-8")
    assert "since." not in check(office).stderr


def test_inside_a_git_hook_the_folders_own_repository_is_asked(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(office, PENALTIES)
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", "/nowhere")
    assert "[since.figure]" in check(office).stderr


@pytest.mark.parametrize("revision", ["no-such", "--output=x", "", "HEAD:reports", "HEAD~9"])
def test_no_such_revision_is_wrong_use(office: Path, revision: str) -> None:
    result = check(office, f"--since={revision}")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(f"gongkai: git 仓库里没有“{revision}”这个版本。")
    assert result.stderr.count("\n") == 1


def test_no_repository_and_no_git_are_told_in_a_sentence(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
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


def test_correct_keeps_the_published_file_and_notes_what_changed(office: Path) -> None:
    path = edit(office, PENALTIES, SENTENCE)
    published, changed = git(office, "show", f"HEAD:reports/{NAME}.yml"), path.read_text(encoding="utf-8")
    result = correct(office)
    assert result.returncode == 0, result.stderr
    assert result.stdout == "reports/county/bureau/2024.v1.yml\nreports/county/bureau/2024.yml\n"
    assert result.stderr == "行政处罚：本年处理决定数量：15 → 17\n一、总体情况：文字有改动\n"
    assert path.with_name("2024.v1.yml").read_text(encoding="utf-8") == published
    assert path.read_text(encoding="utf-8") == f"{changed}{ENTRY}"
    assert check(office).returncode == 0
    assert sorted(each.name for each in path.parent.iterdir()) == ["2024.v1.yml", "2024.yml", "agency.yml"]


ENTRY = """
corrections:
  - date: 2025-03-02
    reason: "录入错误"
    changes:
      disclosure.penalties.decisions: [15, 17]
    text: [overview]
"""


def test_correcting_again_before_and_after_publishing(office: Path) -> None:
    """What is not yet published needs one version however often it is corrected; the next one gets another."""
    path = edit(office, PENALTIES)
    correct(office)
    edit(office, SENTENCE)
    result = correct(office)
    assert result.stdout == "reports/county/bureau/2024.yml\n"
    assert check(office).returncode == 0
    commit(office)
    second = path.read_bytes()
    edit(office, ("penalties:   17", "penalties:   18"))
    result = correct(office)
    assert result.returncode == 0, result.stderr
    assert path.with_name("2024.v2.yml").read_bytes() == second
    report = load_catalog(office / "reports", load_forms()).reports["county/bureau", 2024]
    assert [dict(each.changes) for each in report.corrections] == [
        {"disclosure.penalties.decisions": ("15", "17")}, {}, {"disclosure.penalties.decisions": ("17", "18")},
    ]  # fmt: skip
    assert check(office, "--since", "HEAD~1").returncode == 0


def test_nothing_to_correct_is_said_and_changes_nothing(office: Path) -> None:
    path = edit(office, ("# 规章", "# 说明"))
    before = path.read_bytes()
    result = correct(office)
    assert (result.returncode, result.stdout) == (0, "")
    assert result.stderr == "reports/county/bureau/2024.yml 公布的内容没有变，不用更正。\n"
    git(office, "checkout", "--quiet", ".")
    assert "与 HEAD 里的一样" in correct(office).stderr
    edit(office, ("# 规章", "# 说明"))
    assert (path.read_bytes(), sorted(each.name for each in path.parent.iterdir())) == (
        before, ["2024.yml", "agency.yml"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("corrections:\n- {date: 2025-02-01, reason: 一, text: [other]}\n# 末尾\n", "\n# 末尾\n"),
        (
            "corrections:\n  - date: 2025-02-01\n    reason: 一\n    text: [other]  # 注\n\naccepts: []\n",
            "\n\naccepts: []\n",
        ),
        ("corrections:  # 还没有\naccepts: []", "\naccepts: []"),
    ],
)
def test_an_entry_is_added_to_those_there_are_and_nothing_else_is_touched(
    office: Path, written: str, left: str
) -> None:
    path = edit(office, ("\n# 六、", f"\n{written}\n# 六、"))
    commit(office)
    before = edit(office, PENALTIES).read_text(encoding="utf-8")
    result = correct(office)
    assert result.returncode == 0, result.stderr
    after = path.read_text(encoding="utf-8")
    start = next(n for n, (was, now) in enumerate(zip(before, after, strict=False)) if was != now)
    more = len(after) - len(before)
    assert "penalties.decisions: [15, 17]" in after[start - 10 : start + more]
    assert after[:start] + after[start + more :] == before
    assert left in after


@pytest.mark.parametrize("ending", ["\n", "\r\n", ""])
def test_line_ends_stay_as_they_are(office: Path, ending: str) -> None:
    path = office / "reports" / f"{NAME}.yml"
    text = path.read_bytes().replace(b"\n", ending.encode() or b"\n")
    path.write_bytes(b"\xef\xbb\xbf" + (text if ending else text.rstrip(b"\n")))
    commit(office)
    before = edit(office, PENALTIES).read_bytes()
    assert correct(office).returncode == 0
    after = path.read_bytes()
    assert after.startswith(before)
    assert (after.count(b"\r\n") == after.count(b"\n")) == (ending == "\r\n")
    assert check(office).returncode == 0


def test_entries_in_brackets_are_left_to_the_author(office: Path) -> None:
    path = edit(office, ("\n# 六、", "\ncorrections: [{date: 2025-02-01, reason: 一, text: [other]}]\n# 六、"))
    commit(office)
    before = edit(office, PENALTIES).read_bytes()
    result = correct(office)
    assert (result.returncode, result.stdout, path.read_bytes()) == (2, "", before)
    assert result.stderr.rstrip().endswith(
        "- {date: 2025-03-02, reason: 录入错误, changes: {disclosure.penalties.decisions: [15, 17]}}"
    )
    assert not path.with_name("2024.v1.yml").exists()


def test_what_cannot_be_read_is_not_corrected(office: Path) -> None:
    path = edit(office, ("penalties:   15", "penalties:   １７"))
    result = correct(office)
    assert result.returncode == 1
    assert "[source.number]" in result.stderr
    assert not path.with_name("2024.v1.yml").exists()


def test_a_report_with_a_wrong_sum_is_noted_and_the_error_told(office: Path) -> None:
    edit(office, ("new:        [16,", "new:        [17,"))
    result = correct(office)
    assert result.returncode == 1
    assert "2024.v1.yml" in result.stdout
    assert "[requests.applicants]" in result.stderr
    assert "since." not in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--date", "2025-01-02"), "早于已有的更正记录（2025-03-02）"),
        (("--since", "nope"), "没有“nope”这个版本"),
        (("--reason", " "), "--reason 不能空着"),
    ],
)
def test_wrong_use_of_correct_exits_2_and_writes_nothing(office: Path, arguments: tuple[str, str], said: str) -> None:
    edit(office, PENALTIES)
    correct(office)
    commit(office)
    path = edit(office, SENTENCE)
    before = path.read_bytes()
    result = correct(office, *arguments)
    assert result.returncode == 2
    assert said in result.stderr
    assert path.read_bytes() == before
    assert not path.with_name("2024.v2.yml").exists()


def test_what_was_not_published_is_not_corrected(office: Path) -> None:
    text = (office / "reports" / f"{NAME}.yml").read_text(encoding="utf-8")
    (office / "reports/county/bureau/2023.yml").write_text(text, encoding="utf-8")
    result = correct(office, name="county/bureau/2023")
    assert result.returncode == 2
    assert "还没有公布过" in result.stderr
    commit(office)
    edit(office, PENALTIES, name="county/bureau/2023.yml")
    edit(office, ("new:        [16,", "new:        [17,"))
    commit(office)
    edit(office, ("new:        [17,", "new:        [16,"))
    result = correct(office)
    assert result.returncode == 2
    assert "有错误，没有公布过" in result.stderr
