"""The workflows: pinned actions, least privilege, and no write access for pull requests from forks."""

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.authoring.repository import commit, git

WORKFLOWS = {path.stem: path for path in sorted((Path(__file__).parents[2] / ".github/workflows").glob("*.yml"))}


def _workflow(name: str) -> dict[str, Any]:
    """Return the workflow as GitHub reads it: `on` is a key, not the boolean of YAML 1.1."""
    loaded: dict[str, Any] = yaml.load(WORKFLOWS[name].read_text(encoding="utf-8"), yaml.BaseLoader)
    return loaded


def _steps(name: str) -> list[dict[str, Any]]:
    return [step for job in _workflow(name)["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("name", WORKFLOWS)
def test_no_workflow_has_permissions_as_a_whole(name: str) -> None:
    assert _workflow(name)["permissions"] == {}


@pytest.mark.parametrize("name", WORKFLOWS)
def test_pull_requests_from_forks_never_run_with_our_permissions(name: str) -> None:
    assert not {"pull_request_target", "workflow_run", "issue_comment"} & set(_workflow(name)["on"])


@pytest.mark.parametrize("name", WORKFLOWS)
def test_actions_are_pinned_by_commit_with_a_version_comment(name: str) -> None:
    lines = re.findall(r"uses: (.+)", WORKFLOWS[name].read_text(encoding="utf-8"))
    assert len(lines) == sum("uses" in step for step in _steps(name))
    assert [line for line in lines if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)] == []


@pytest.mark.parametrize("name", WORKFLOWS)
def test_no_expression_is_interpolated_into_a_command(name: str) -> None:
    assert [step["run"] for step in _steps(name) if "${{" in step.get("run", "")] == []


@pytest.mark.parametrize("name", WORKFLOWS)
def test_the_token_is_not_stored_in_the_checkout(name: str) -> None:
    checkouts = [step["with"] for step in _steps(name) if "actions/checkout@" in step.get("uses", "")]
    assert {options["persist-credentials"] for options in checkouts} == {"false"}


def test_only_main_is_published_by_jobs_that_run_none_of_our_code() -> None:
    publish = _workflow("publish")
    jobs = {(each, name): job for each in WORKFLOWS for name, job in _workflow(each)["jobs"].items()}
    with_write_permission = {name: job for name, job in jobs.items() if "write" in job["permissions"].values()}
    assert publish["on"] == {"push": {"branches": ["main"]}, "workflow_dispatch": ""}
    assert list(_workflow("publish-shards")["on"]) == ["workflow_dispatch"]
    assert {name: job["needs"] for name, job in with_write_permission.items()} == {
        ("publish", "deploy"): "build",
        ("publish-shards", "deploy"): "join",
        ("release", "publish"): "build",
    }
    for (name, _), job in with_write_permission.items():
        actions = ["actions/download-artifact", ""] if name == "release" else ["actions/deploy-pages"]
        assert [step.get("uses", "").split("@")[0] for step in job["steps"]] == actions


def test_a_tag_releases_the_tested_wheel_and_nothing_else_does() -> None:
    release = _workflow("release")
    assert release["on"] == {"push": {"tags": ["v*"]}}
    build = [step.get("run", "") for step in release["jobs"]["build"]["steps"]]
    assert [line for line in build if line.startswith("make")] == ["make wheel", "make wheel-test"]
    (publish,) = [step["run"] for step in release["jobs"]["publish"]["steps"] if "run" in step]
    assert publish.startswith('gh release create "$GITHUB_REF_NAME"')
    assert publish.endswith(" dist/*")


def test_the_program_and_the_other_engines_are_tested_in_separate_jobs() -> None:
    jobs = _workflow("check")["jobs"]
    commands = {"tests": ".ci/run", "engines": "make engines", "server": "make server"}
    assert {name: jobs[name]["steps"][-1]["run"] for name in commands} == commands
    lines = (WORKFLOWS["check"].parents[2] / ".ci/run").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("make")] == ["make lint", "make test"]


def test_problems_are_annotated_on_the_changed_lines() -> None:
    commands = [step.get("run") for step in _steps("check")]
    assert '.venv/bin/gongkai check --format github ${SINCE:+--since "$SINCE"}' in commands
    assert _workflow("check")["on"] == {"push": {"branches": ["main"]}, "pull_request": ""}


def test_a_change_of_reports_alone_runs_only_the_job_of_reports() -> None:
    jobs = _workflow("check")["jobs"]
    conditions = {name: (job.get("needs"), job.get("if")) for name, job in jobs.items()}
    of_program = ("changes", "needs.changes.outputs.program == 'true'")
    assert conditions == {
        "changes": (None, None), "reports": (None, None), **dict.fromkeys(("tests", "engines", "server"), of_program),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "program"),
    [
        (["reports/a/2025.yml"], "false"), (["reports/a/2024.yml"], "false"), (["docs/about.md"], "true"),
        (["reports/a/2025.yml", "mkdocs.yml"], "true"), (["docs/reports/a.md"], "true"), ([], "false"),
    ],
)  # fmt: skip
def test_changes_of_the_program_are_recognised(tmp_path: Path, changed: list[str], program: str) -> None:
    for name in ("reports/a/2024.yml", "mkdocs.yml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("a: 1\n", encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    commit(tmp_path)
    for name in changed:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("a: 2\n", encoding="utf-8")
        commit(tmp_path)
    assert _changes(tmp_path, f"HEAD~{len(changed)}") == f"program={program}\n"
    assert _changes(tmp_path, "0" * 40) == "program=true\n"


def test_a_file_moved_out_of_the_reports_is_a_change_of_the_program(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports/a.yml").write_text("a: 1\n", encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    commit(tmp_path)
    (tmp_path / "reports/a.yml").rename(tmp_path / "a.yml")
    commit(tmp_path)
    assert _changes(tmp_path, "HEAD~1") == "program=true\n"


def _changes(repository: Path, base: str) -> str:
    script = WORKFLOWS["check"].parents[2] / ".ci/changes"
    return subprocess.run([script, base], cwd=repository, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize(("name", "key"), [("check", "checked-site-"), ("publish", "published-site-")])
def test_the_last_build_is_kept_in_one_archive_and_only_for_main(name: str, key: str) -> None:
    kept = [step for step in _steps(name) if "actions/cache/" in step.get("uses", "")]
    restore, save = kept
    assert [step["uses"].split("@")[0] for step in kept] == ["actions/cache/restore", "actions/cache/save"]
    assert restore["with"]["path"].split() == save["with"]["path"].split() == ["build", "site", "site.twin"]
    assert restore["with"]["restore-keys"] == key
    assert save["with"]["key"] == f"{key}${{{{ github.run_id }}}}"
    assert name == "publish" or save["if"] == "github.event_name == 'push'"


def test_a_change_is_summarised_for_reviewers_even_if_it_fails() -> None:
    (step,) = [step for step in _steps("check") if "GITHUB_STEP_SUMMARY" in step.get("run", "")]
    assert step["run"].startswith('.venv/bin/gongkai check --format markdown ${SINCE:+--since "$SINCE"} |')
    assert step["if"] == "success() || failure()"


def test_a_pull_request_is_compared_with_its_target_branch() -> None:
    job = _workflow("check")["jobs"]["reports"]
    (checkout,) = [step for step in job["steps"] if "actions/checkout@" in step.get("uses", "")]
    assert job["env"] == {"SINCE": "${{ github.event_name == 'pull_request' && 'HEAD^1' || '' }}"}
    assert checkout["with"]["fetch-depth"] == "2"


def test_all_locked_packages_are_audited_every_week_and_when_they_change() -> None:
    audit = _workflow("audit")
    assert audit["on"]["push"]["paths"][0] == audit["on"]["pull_request"]["paths"][0] == "requirements*.lock"
    assert len(audit["on"]["schedule"][0]["cron"].split()) == 5
    assert _steps("audit")[-1]["run"] == "make audit"
    makefile = (WORKFLOWS["audit"].parents[2] / "Makefile").read_text(encoding="utf-8")
    assert "for lock in requirements*.lock; do $(BIN)/pip-audit --disable-pip --require-hashes" in makefile
