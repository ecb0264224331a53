"""What a repository says is not trusted: names in its commits are no paths, and none of its programs is run."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from generator.sources.git import HistoryError, check_out
from tests.authoring.repository import PENALTIES, check, commit, correct, edit, git, tree, write_object

AGENCY = b"name: x\nkind: department\n"


def _commit_with(office: Path, *path: str) -> str:
    """Return a commit whose reports folder also has an agency file in these nested entries."""
    written, mode, name = write_object(office, "blob", AGENCY), "100644", "agency.yml"
    for outer in reversed(path):
        written, mode, name = tree(office, mode, name, written), "40000", outer
    county = b"40000 county\0" + bytes.fromhex(git(office, "rev-parse", "HEAD:reports/county").strip())
    reports = tree(office, "40000", name, written, county)
    return git(office, "commit-tree", tree(office, "40000", "reports", reports), "-m", "x", "-p", "HEAD").strip()


@pytest.mark.parametrize("path", [("..", "..", "escaped"), ("county2", "..", "..", "up"), (".", "a"), ("..",)])
def test_names_that_lead_outside_are_refused(path: tuple[str, ...], office: Path, tmp_path: Path) -> None:
    revision, target = _commit_with(office, *path), tmp_path / "x/y/z"
    target.mkdir(parents=True)
    with pytest.raises(HistoryError, match="里有指到文件夹外面的文件名"):
        check_out(office / "reports", revision, target)
    assert [each for each in (tmp_path / "x").rglob("*") if each.is_file()] == []
    edit(office, PENALTIES)
    for run in (check(office, "--since", revision), correct(office, "--since", revision)):
        assert run.returncode == 2
        assert "请检查仓库（git fsck）。" in run.stderr
        assert "Traceback" not in run.stderr


@pytest.mark.parametrize("folder", [".git", "A", "甲", "con", "search", "a b", "-", "a\\b", "x" * 65, "~", "c:"])
def test_names_that_no_agency_can_have_are_left_out(folder: str, office: Path) -> None:
    with tempfile.TemporaryDirectory() as target:
        names = check_out(office / "reports", _commit_with(office, folder), Path(target))
        assert names == {"county/agency.yml", "county/bureau/agency.yml", "county/bureau/2024.yml"}
        assert [each for each in Path(target).rglob("*") if each.is_file()] == []


def test_a_name_that_an_agency_can_have_is_written(office: Path, tmp_path: Path) -> None:
    target = tmp_path / "out"
    target.mkdir()
    assert "town/agency.yml" in check_out(office / "reports", _commit_with(office, "town"), target)
    assert (target / "town/agency.yml").read_bytes() == AGENCY


def test_programs_of_the_repository_are_not_run(office: Path) -> None:
    """The file is edited, and its time changed, so that git would have to look into it."""
    trap = f"touch {office}/trapped; cat"
    (office / ".git/info/attributes").write_text("* filter=trap diff=trap\n", encoding="utf-8")
    (office / ".gitattributes").write_text("*.yml filter=trap diff=trap\n", encoding="utf-8")
    (office / ".git/hooks/post-index-change").write_text(f"#!/bin/sh\n{trap}\n", encoding="utf-8")
    (office / ".git/hooks/post-index-change").chmod(0o755)
    for key in ("filter.trap.clean", "filter.trap.smudge", "filter.trap.process", "diff.trap.textconv",
                "diff.trap.command", "core.fsmonitor", "diff.external", "core.pager", "core.sshCommand"):  # fmt: skip
        git(office, "config", key, trap)
    edit(office, PENALTIES)
    assert check(office).returncode == 1
    assert correct(office).returncode == 0
    assert not (office / "trapped").exists()


def test_converted_line_ends_are_no_change(office: Path, tmp_path: Path) -> None:
    for path in (office / "reports").rglob("*.yml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    (target := tmp_path / "out").mkdir()
    assert "county/bureau/2024.yml" in check_out(office / "reports", "HEAD", target)
    assert [*target.iterdir()] == []


def test_repositories_with_longer_ids_are_compared(office: Path, tmp_path: Path) -> None:
    (office / ".git").rename(tmp_path / "old")
    git(office, "init", "--quiet", "--object-format=sha256")
    commit(office)
    (target := tmp_path / "out").mkdir()
    check_out(office / "reports", "HEAD", target)
    assert [*target.iterdir()] == []
    edit(office, PENALTIES)
    check_out(office / "reports", "HEAD", target)
    assert sorted(each.name for each in target.rglob("*.yml")) == ["2024.yml", "agency.yml", "agency.yml"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--reason", "\u3164"), "--reason 不能空着，更正的原因会公布。"),
        (("--reason", "甲\u202e乙"), "--reason 里有看不见的字符，会改变文字的意思。"),
        (("--date", "2225-01-01"), "更正的日期 2225-01-01 不会是真的。"),
    ],
)
def test_corrections_that_could_not_be_read_are_refused(arguments: tuple[str, ...], message: str, office: Path) -> None:
    edit(office, PENALTIES)
    result = correct(office, *arguments)
    assert (result.returncode, message in result.stderr) == (2, True)
    assert not (office / "reports/county/bureau/2024.v1.yml").exists()
