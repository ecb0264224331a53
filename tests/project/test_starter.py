"""The workflows that `gongkai init` writes: valid, pinned like our own, and all they do is check, build and publish."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.authoring.new_site import create_site
from tests.command_line import PROJECT

GITHUB = (".github/workflows/check.yml", ".github/workflows/publish.yml")
INSTALL = [
    "python -m venv .venv",
    ".venv/bin/pip install --quiet --require-hashes --no-deps -r requirements.txt",
    ".venv/bin/pip install --quiet --require-hashes --no-deps "
    "-r .venv/lib/python3*/site-packages/generator/requirements.lock",
]


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("county")
    create_site(folder, "青石县", "gongkai==1")
    return folder


def load(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    return loaded


@pytest.mark.parametrize(("schema", "names"), [("github-workflows", GITHUB), ("gitlab-ci", (".gitlab-ci.yml",))])
def test_the_workflows_are_valid(county: Path, schema: str, names: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", *names]
    done = subprocess.run(command, cwd=county, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_workflows_are_audited_as_our_own(county: Path) -> None:
    zizmor = Path(sys.executable).with_name("zizmor")
    command = [str(zizmor), "--offline", "--quiet", "--no-config", str(county / ".github")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", GITHUB)
def test_every_action_is_pinned_as_in_our_workflows(county: Path, name: str) -> None:
    """So an update of ours, which a bot proposes, reaches theirs."""
    ours = "".join(path.read_text(encoding="utf-8") for path in (PROJECT / ".github/workflows").glob("*.yml"))
    used = re.findall(r"uses: (.+)", (county / name).read_text(encoding="utf-8"))
    assert used
    assert [line for line in used if line not in ours or not re.search("@[0-9a-f]{40} # v", line)] == []


@pytest.mark.parametrize("name", GITHUB)
def test_no_job_has_more_than_it_needs(county: Path, name: str) -> None:
    workflow = load(county / name)
    assert workflow["permissions"] == {}
    writing = {key: job for key, job in workflow["jobs"].items() if "write" in job["permissions"].values()}
    assert list(writing) == (["deploy"] if name.endswith("publish.yml") else [])
    assert all("run" not in step for job in writing.values() for step in job["steps"])
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    assert [step["run"] for step in steps if "${{" in step.get("run", "")] == []
    assert {step["with"]["persist-credentials"] for step in steps if "/checkout@" in step.get("uses", "")} == {"false"}


def test_a_change_is_checked_once_and_main_is_published(county: Path) -> None:
    assert [load(county / name)["on"] for name in GITHUB] == [
        {"pull_request": ""},
        {"push": {"branches": ["main"]}, "workflow_dispatch": ""},
    ]


def test_all_install_the_pinned_program_and_run_nothing_but_it(county: Path) -> None:
    for name in GITHUB:
        runs = [step["run"] for job in load(county / name)["jobs"].values() for step in job["steps"] if "run" in step]
        installs = [run for run in runs if "pip install" in run]
        assert [run.splitlines() for run in installs] == [INSTALL]
        others = [run for run in runs if run not in installs and not run.startswith("sudo apt-get")]
        assert {" ".join(run.split()[:2]) for run in others} == {".venv/bin/gongkai check", ".venv/bin/gongkai build"}
    gitlab = load(county / ".gitlab-ci.yml")
    assert gitlab["default"]["before_script"] == INSTALL
    readme = (county / "README.md").read_text(encoding="utf-8")
    assert "\n".join(line.replace("--quiet ", "").replace("python -m", "python3 -m") for line in INSTALL) in readme
