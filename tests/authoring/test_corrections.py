"""`gongkai correct` keeps the published version of a report and adds an entry that lists the changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.sources.catalog import load_catalog
from generator.sources.form_loader import load_forms
from tests.authoring.repository import ENTRY, NAME, PENALTIES, SENTENCE, check, commit, correct, edit, git


def test_the_published_version_is_kept_and_an_entry_added(office: Path) -> None:
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


def test_a_second_correction_before_and_after_publishing(office: Path) -> None:
    """Corrections made before publishing share one kept version; one made afterwards keeps another."""
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


def test_a_kept_version_has_the_number_after_the_last_one(office: Path) -> None:
    path = edit(office, PENALTIES)
    last = path.with_name("2024.v3.yml")
    last.write_text("# 较早的一版\n", encoding="utf-8")
    assert "reports/county/bureau/2024.v4.yml\n" in correct(office).stdout
    assert last.read_text(encoding="utf-8") == "# 较早的一版\n"


def test_without_published_changes_nothing_is_written(office: Path) -> None:
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
def test_an_entry_is_added_to_existing_ones_and_nothing_else_changes(office: Path, written: str, left: str) -> None:
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
def test_line_endings_are_kept(office: Path, ending: str) -> None:
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


def test_entries_in_flow_style_are_left_to_the_author(office: Path) -> None:
    path = edit(office, ("\n# 六、", "\ncorrections: [{date: 2025-02-01, reason: 一, text: [other]}]\n# 六、"))
    commit(office)
    before = edit(office, PENALTIES).read_bytes()
    result = correct(office)
    assert (result.returncode, result.stdout, path.read_bytes()) == (2, "", before)
    assert result.stderr.rstrip().endswith(
        "- {date: 2025-03-02, reason: 录入错误, changes: {disclosure.penalties.decisions: [15, 17]}}"
    )
    assert not path.with_name("2024.v1.yml").exists()


def test_an_unreadable_report_is_not_corrected(office: Path) -> None:
    path = edit(office, ("penalties:   15", "penalties:   １７"))
    result = correct(office)
    assert result.returncode == 1
    assert "[source.number]" in result.stderr
    assert not path.with_name("2024.v1.yml").exists()


def test_a_report_with_a_wrong_sum_is_corrected_and_the_error_reported(office: Path) -> None:
    edit(office, ("new:        [16,", "new:        [17,"))
    result = correct(office)
    assert result.returncode == 1
    assert "2024.v1.yml" in result.stdout
    assert "[requests.applicants]" in result.stderr
    assert "since." not in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--date", "2025-01-02"), "早于已有的更正记录（2025-03-02）"),
        (("--since", "nope"), "没有“nope”这个版本"),
        (("--reason", " "), "--reason 不能空着"),
    ],
)
def test_wrong_use_exits_2_and_writes_nothing(office: Path, arguments: tuple[str, str], message: str) -> None:
    edit(office, PENALTIES)
    correct(office)
    commit(office)
    path = edit(office, SENTENCE)
    before = path.read_bytes()
    result = correct(office, *arguments)
    assert result.returncode == 2
    assert message in result.stderr
    assert path.read_bytes() == before
    assert not path.with_name("2024.v2.yml").exists()


def test_a_report_that_was_never_published_is_not_corrected(office: Path) -> None:
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
