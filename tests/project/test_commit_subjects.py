"""`make lint` refuses long or non-imperative subjects, but only of new commits that change the program."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / ".ci/commit_subjects.py"

GOOD = [
    "search: accept year ranges",
    "Add the first report: 祁阳市住房和城乡建设局 2024",
    "Process reports in parallel",
    "Embed the font once",
    "README: show how to publish",
    "commands, pages: keep words of the forms out of names",
    "x" * 72,
]
BAD = {
    "x" * 73: "73 characters, at most 72",
    "An index is made of all reports": "does not begin with a verb: An",
    "Reports as accessible PDFs": "not imperative: Reports",
    "Added a check": "not imperative: Added",
    "search: fixing the ranks": "not imperative: fixing",
    "Fix the ranks.": "ends with a full stop",
    "修正": "does not begin with a verb: 修正",
}


class Repository:
    """A git repository that contains the script and whose first commit is the recorded start."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.git("init", "--quiet")
        (folder / ".ci").mkdir()
        self.commit("The state before the rule", "README.md")
        base = self.git("rev-parse", "HEAD").strip()
        script = re.sub("^BASE = .*$", f'BASE = "{base}"', SCRIPT.read_text(encoding="utf-8"), flags=re.MULTILINE)
        (folder / ".ci/commit_subjects.py").write_text(script, encoding="utf-8")
        self.commit("Add the rule", "README.md")

    def git(self, *arguments: str) -> str:
        settings = ("user.name=a", "user.email=a@example.org", "commit.gpgsign=false")
        options = [part for setting in settings for part in ("-c", setting)]
        dates = dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), "2030-01-01T00:00:00Z")
        command = ["git", *options, *arguments]
        environment = os.environ | dates
        return subprocess.run(
            command, cwd=self.folder, env=environment, check=True, capture_output=True, text=True
        ).stdout

    def commit(self, subject: str, file: str) -> None:
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as stream:
            stream.write("line\n")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", subject)

    def check(self) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, ".ci/commit_subjects.py"]
        return subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    folder = tmp_path / "repository"
    folder.mkdir()
    return Repository(folder)


def test_good_subjects_pass(repository: Repository) -> None:
    for subject in GOOD:
        repository.commit(subject, "generator/cli.py")
    result = repository.check()
    assert (result.returncode, result.stderr) == (0, "")


def test_bad_subjects_are_listed_with_their_faults(repository: Repository) -> None:
    for subject in BAD:
        repository.commit(subject, "generator/cli.py")
    result = repository.check()
    assert result.returncode == 1
    found = re.findall(r"^[0-9a-f]+ (.*)\n {8}(.*)$", result.stderr, re.MULTILINE)
    assert dict(found) == BAD


def test_commits_of_reports_alone_may_have_any_subject(repository: Repository) -> None:
    repository.commit("祁阳市住房和城乡建设局 2025", "reports/qiyang/zjj/2025.yml")
    assert repository.check().returncode == 0


def test_a_shallow_clone_without_the_recorded_commit_is_checked_by_date(repository: Repository, tmp_path: Path) -> None:
    repository.commit("search: accept year ranges", "generator/cli.py")
    clone = tmp_path / "clone"
    repository.git("clone", "--quiet", "--depth", "1", repository.folder.as_uri(), str(clone))
    copy = Repository.__new__(Repository)
    copy.folder = clone
    assert copy.check().returncode == 0
    copy.commit("Added a check", "generator/cli.py")
    assert copy.check().returncode == 1


def test_an_unpacked_archive_without_history_passes(repository: Repository, tmp_path: Path) -> None:
    (tmp_path / "archive/.ci").mkdir(parents=True)
    script = tmp_path / "archive/.ci/commit_subjects.py"
    script.write_bytes(SCRIPT.read_bytes())
    command = [sys.executable, str(script)]
    environment = os.environ | {"GIT_CEILING_DIRECTORIES": str(tmp_path)}
    assert subprocess.run(command, cwd=tmp_path / "archive", env=environment, check=False).returncode == 0
