"""`gongkai import` of a draft that corrects a published report: its changes are written and recorded."""

from __future__ import annotations

import json
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from tests.authoring.repository import ENTRY, NAME, PENALTIES, SENTENCE, check, commit, edit, git
from tests.command_line import gongkai

_REFERENCE = ("招投标监管项目20个", "招投标监管项目{{disclosure.licensing.decisions}}个")


def _changed(source: str, *replacements: tuple[str, str]) -> str:
    for old, new in replacements:
        assert source.count(old) == 1, old
        source = source.replace(old, new)
    return source


def _draft(before: str, after: str, **correction: Any) -> str:
    agency, _, year = NAME.rpartition("/")
    reason: dict[str, Any] = {"isPublished": True, "version": "", "date": "2025-03-02", "reason": " 录入错误 "}
    draft = {"format": "gongkai-draft-1", "agency": agency, "year": int(year), "before": before, "report": after}
    return json.dumps(draft | {"correction": reason | correction})


def _import(office: Path, before: str, after: str, *arguments: str, **correction: Any) -> CompletedProcess[str]:
    path = office / "draft.json"
    path.write_text(_draft(before, after, **correction), encoding="utf-8")
    return gongkai("import", path, *arguments, cwd=office)


@pytest.fixture
def report(office: Path) -> Path:
    return office / f"reports/{NAME}.yml"


def test_changes_entry_and_the_published_version_are_written(office: Path, report: Path) -> None:
    published = report.read_text(encoding="utf-8")
    changed = _changed(published, PENALTIES, SENTENCE)
    result = _import(office, published, changed)
    assert result.returncode == 0, result.stderr
    assert "行政处罚：本年处理决定数量：15 → 17" in result.stderr
    assert "更正记录已经写好，旧版保存为 reports/county/bureau/2024.v1.yml。" in result.stderr
    assert report.read_text(encoding="utf-8") == f"{changed}{ENTRY}"
    assert report.with_name("2024.v1.yml").read_text(encoding="utf-8") == published
    since = check(office)
    assert (since.returncode, since.stderr) == (0, check(office, "reports").stderr)


def test_an_entry_that_the_page_has_written_is_not_written_twice(office: Path, report: Path) -> None:
    published = report.read_text(encoding="utf-8")
    corrected = f"{_changed(published, PENALTIES, SENTENCE)}{ENTRY}"
    assert _import(office, published, corrected).returncode == 0
    assert report.read_text(encoding="utf-8") == corrected


def test_only_the_changes_of_a_record_are_written(office: Path, report: Path) -> None:
    """A draft of a published record has neither comments nor references, and its figures are those printed."""
    edit(office, _REFERENCE)
    commit(office)
    published = report.read_text(encoding="utf-8")
    before = _changed(published.replace("# ", "#  "), (_REFERENCE[1], "招投标监管项目127个"))
    heading = ("(二)依申请公开。", "(二)申请公开。")
    result = _import(office, before, _changed(before, PENALTIES, heading))
    assert result.returncode == 0, result.stderr
    assert report.read_text(encoding="utf-8") == f"{_changed(published, PENALTIES, heading)}{ENTRY}"
    assert check(office).returncode == 0


def test_facts_are_corrected(office: Path, report: Path) -> None:
    published = report.read_text(encoding="utf-8")
    result = _import(office, published, f"document_number: 甲发〔2025〕1号\n{published}")
    assert result.returncode == 0, result.stderr
    assert "文号：空白 → 甲发〔2025〕1号" in result.stderr
    assert "text: [document_number]" in report.read_text(encoding="utf-8")


def test_another_version_is_refused_unless_forced(office: Path, report: Path) -> None:
    published = report.read_text(encoding="utf-8")
    edit(office, ("fees:        2896.904", "fees:        2896.9"))
    commit(office)
    result = _import(office, published, _changed(published, PENALTIES))
    assert result.returncode == 2
    assert "在那以后改过，没有写入" in result.stderr
    assert "penalties:   15" in report.read_text(encoding="utf-8")
    assert _import(office, published, _changed(published, PENALTIES), "--force").returncode == 0
    assert "penalties:   17" in (written := report.read_text(encoding="utf-8"))
    assert "fees:        2896.9 " in written


@pytest.mark.parametrize(
    ("replacement", "correction", "message"),
    [
        (PENALTIES, {"reason": " "}, "没有写明更正的原因"),
        (PENALTIES, {"date": "明天"}, "没有写明更正的日期"),
        (PENALTIES, {"date": "2199-01-01"}, "不会是真的"),
        (PENALTIES, {"version": "0"}, "在那以后改过"),
        (("penalties:   15", 'penalties:   "?"'), {}, "有 1 格没有填"),
        (("overview: |", "overview: *a"), {}, "读不出来"),
    ],
)
def test_a_refused_draft_changes_nothing(
    office: Path, report: Path, replacement: tuple[str, str], correction: dict[str, Any], message: str
) -> None:
    published = report.read_text(encoding="utf-8")
    result = _import(office, published, _changed(published, replacement), **correction)
    assert result.returncode == 2
    assert message in result.stderr
    (office / "draft.json").unlink()
    assert git(office, "status", "--porcelain") == ""


def test_a_second_draft_of_the_report_in_a_folder_is_of_another_version(office: Path, report: Path) -> None:
    published = report.read_text(encoding="utf-8")
    (office / "drafts").mkdir()
    for name, replacement in (("1.json", PENALTIES), ("2.json", SENTENCE)):
        draft = _draft(published, _changed(published, replacement))
        (office / "drafts" / name).write_text(draft, encoding="utf-8")
    result = gongkai("import", "drafts", cwd=office)
    assert result.returncode == 2
    assert "在那以后改过，没有写入" in result.stderr
    written = report.read_text(encoding="utf-8")
    assert (PENALTIES[1] in written, SENTENCE[1] in written) == (True, False)


def test_a_report_that_is_not_published_needs_no_reason(office: Path, report: Path) -> None:
    published = report.read_text(encoding="utf-8")
    changed = _changed(published, PENALTIES)
    result = _import(office, published, changed, isPublished=False, reason="")
    assert result.returncode == 0
    assert "还要用 gongkai correct 记下更正" in result.stderr
    assert report.read_text(encoding="utf-8") == changed


def test_there_must_be_a_report_to_correct(office: Path, report: Path) -> None:
    published = report.read_text(encoding="utf-8")
    report.unlink()
    result = _import(office, published, _changed(published, PENALTIES))
    assert result.returncode == 2
    assert "没有 reports/county/bureau/2024.yml，不能更正" in result.stderr
