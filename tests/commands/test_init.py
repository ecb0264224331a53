"""`gongkai init`: a site of one's own is begun, nothing is overwritten, and only unedited workflows are updated."""

from __future__ import annotations

import hashlib
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.authoring import new_site, pinned_program
from tests.command_line import gongkai

NAME = "青石县政府信息公开年报"
DIGEST = "0123456789abcdef" * 4
WHEEL = "gongkai-1.2.3-py3-none-any.whl"
ADDRESS = f"https://a.example.cn/x/{WHEEL}"
WORKFLOWS = [".github/workflows/check.yml", ".github/workflows/publish.yml", ".gitlab-ci.yml"]


def init(folder: Path, *options: str | Path) -> subprocess.CompletedProcess[str]:
    return gongkai("init", "county", *(options or ("--name", NAME)), cwd=folder)


@pytest.fixture
def county(tmp_path: Path) -> Path:
    assert init(tmp_path).returncode == 0
    return tmp_path / "county"


def files(folder: Path) -> dict[str, str]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def test_only_what_belongs_to_the_office_is_written(tmp_path: Path) -> None:
    done = init(tmp_path)
    written = files(tmp_path / "county")
    assert sorted(done.stdout.splitlines()) == sorted(f"county/{name}" for name in written)
    assert sorted(written) == sorted([
        *WORKFLOWS, ".gitignore", "README.md", "docs/contact.md", "mkdocs.yml", "requirements.txt",
        "reports/example/agency.yml", "reports/example/zjj/agency.yml", "reports/example/zjj/2025.yml",
    ])  # fmt: skip
    assert done.stderr.endswith("已写好 county。下一步：cd county && gongkai build，然后看 README.md。\n")
    assert [name for name, text in written.items() if "__" in text] == []
    assert "demo: true" in written["reports/example/agency.yml"]


@pytest.mark.parametrize("name", [NAME, 'a: "b" # c', "- x", "!x", "{{ x }}", "*年报*", "__PROGRAM__", "县's"])
def test_a_name_is_kept_whatever_it_holds(tmp_path: Path, name: str) -> None:
    assert init(tmp_path, "--name", name, "--program", f"{ADDRESS}#sha256={DIGEST}").returncode == 0
    text = (tmp_path / "county/mkdocs.yml").read_text(encoding="utf-8").replace("!ENV ", "")
    assert yaml.safe_load(text)["site_name"] == name


def test_the_example_has_no_problem_and_is_never_taken_for_real(county: Path) -> None:
    assert gongkai("check", cwd=county).stderr == "共 1 份报告：0 个错误，0 个疑问，0 条说明。\n"
    exported = json.loads(gongkai("export", "example/zjj/2025", "--to", "json", cwd=county).stdout)
    assert exported["agency"] == "example/zjj"
    assert "虚构" in exported["text"]["overview"]


@pytest.mark.parametrize("existing", ["README.md", "reports/example/agency.yml", ".gitlab-ci.yml", "docs"])
def test_nothing_is_overwritten_and_then_nothing_written(tmp_path: Path, existing: str) -> None:
    path = tmp_path / "county" / existing
    path.parent.mkdir(parents=True)
    path.write_text("我的", encoding="utf-8")
    done = init(tmp_path)
    assert done.returncode == 2
    assert files(tmp_path) == {f"county/{existing}": "我的"}


def test_a_folder_with_other_files_is_used(tmp_path: Path) -> None:
    (tmp_path / "county/.git").mkdir(parents=True)
    (tmp_path / "county/LICENSE").touch()
    assert init(tmp_path).returncode == 0


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--name", " "), "网站的名称要写成一行文字"),
        (("--name", "a\nb"), "网站的名称要写成一行文字"),
        (("--program", ADDRESS), "请写明文件夹和网站的名称"),
        (("--update", "--name", NAME), "--update 只更新工作流"),
        (("--update",), "county 里没有 gongkai init 写的工作流"),
        (("--name", NAME, "--program", ADDRESS), "程序的地址应写成 https://…/gongkai-1.0.0-py3-none-any.whl#sha256="),
        (("--name", NAME, "--program", f"{ADDRESS}#sha256=12"), "程序的地址应写成"),
        (("--name", NAME, "--program", f"ftp://a.cn/{WHEEL}#sha256={DIGEST}"), "程序的地址应写成"),
        (("--name", NAME, "--program", "no.whl"), "没有文件 no.whl，或者它不是程序的安装包"),
    ],
)
def test_wrong_use_is_explained(tmp_path: Path, options: tuple[str, ...], message: str) -> None:
    done = init(tmp_path, *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert files(tmp_path) == {}


def test_the_program_is_pinned_by_address_or_file(tmp_path: Path) -> None:
    (tmp_path / WHEEL).write_bytes(b"wheel")
    digest = hashlib.sha256(b"wheel").hexdigest()
    assert pinned_program.pinned_program(str(tmp_path / WHEEL)) == (
        f"--find-links wheels\ngongkai==1.2.3 --hash=sha256:{digest}"
    )
    pinned = f"gongkai @ {ADDRESS} --hash=sha256:{DIGEST}"
    assert pinned_program.pinned_program(f"{ADDRESS}#sha256={DIGEST}") == pinned
    assert init(tmp_path, "--name", NAME, "--program", f"{ADDRESS}#sha256={DIGEST}").returncode == 0
    requirements = (tmp_path / "county/requirements.txt").read_text(encoding="utf-8")
    assert [line for line in requirements.splitlines() if not line.startswith("#")] == [pinned]


@pytest.mark.parametrize(
    ("origin", "pinned", "message"),
    [
        ({"url": ADDRESS, "archive_info": {"hashes": {"sha256": DIGEST}}}, f"gongkai @ {ADDRESS} --hash", ""),
        ({"url": f"file:///tmp/{WHEEL}", "archive_info": {"hashes": {"sha256": DIGEST}}}, "gongkai==1.2.3 --hash",
         "程序是从本机的文件安装的。请把这个安装包放进 county/wheels/"),
        ({"url": "file:///work", "dir_info": {"editable": True}}, "# gongkai @",
         "county/requirements.txt 里还没有程序的地址和校验值"),
        (None, "# gongkai @", "还没有程序的地址和校验值"),
    ],
)  # fmt: skip
def test_the_running_program_is_pinned_by_its_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, origin: dict[str, Any] | None, pinned: str, message: str
) -> None:
    class Installed:
        def read_text(self, name: str) -> str | None:
            return json.dumps(origin) if origin else None

    monkeypatch.setattr(pinned_program, "distribution", lambda name: Installed())
    done = init(tmp_path)
    lines = (tmp_path / "county/requirements.txt").read_text(encoding="utf-8").splitlines()
    assert lines[-1].startswith(pinned)
    assert message in done.stderr


def test_a_package_of_the_same_name_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pinned_program, "packages_distributions", lambda: {"generator": ["gongkai", "other"]})
    assert "软件包 other 也装有名叫 generator 的部分，会同本程序互相覆盖" in init(tmp_path).stderr


@pytest.fixture
def newer(tmp_path: Path, county: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a site begun with an older program: in the newer one all workflows end with a new line."""
    for source in new_site._STARTER.rglob("*"):
        if source.is_file():
            target = tmp_path / "starter" / source.relative_to(new_site._STARTER)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(source.read_text(encoding="utf-8") + "# 新\n", encoding="utf-8")
    monkeypatch.setattr(new_site, "_STARTER", tmp_path / "starter")
    return county


def test_current_workflows_are_left_alone(county: Path) -> None:
    before = files(county)
    done = gongkai("init", "--update", cwd=county)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "工作流都是最新的，没有改动。\n")
    assert files(county) == before


def test_workflows_are_updated_and_nothing_else(newer: Path) -> None:
    before = files(newer)
    done = gongkai("init", "--update", cwd=newer)
    after = files(newer)
    assert done.returncode == 0
    assert sorted(name for name in after if after[name] != before[name]) == WORKFLOWS
    for name in WORKFLOWS:
        assert after[name].endswith("\n# 新\n")
        assert f"+++ {name}\n" in done.stdout
        assert f"{name}：已更新，改动见上。" in done.stderr
    assert done.stdout.count("\n+# 新\n") == 3
    assert gongkai("init", "--update", newer, cwd=newer.parent).stderr == "工作流都是最新的，没有改动。\n"


def test_an_edited_workflow_is_kept_and_shown(newer: Path) -> None:
    """An edit is anything: another line, a line less, the stamp itself gone."""
    edited, deleted, unstamped = (newer / name for name in WORKFLOWS)
    edited.write_text(edited.read_text(encoding="utf-8").replace("timeout-minutes: 15", "timeout-minutes: 30"), "utf-8")
    deleted.unlink()
    unstamped.write_text("\n".join(unstamped.read_text(encoding="utf-8").splitlines()[1:]), encoding="utf-8")
    before = files(newer)
    done = gongkai("init", "--update", cwd=newer)
    assert done.returncode == 1
    assert files(newer) == before
    assert "-    timeout-minutes: 30\n+    timeout-minutes: 15\n" in done.stdout
    assert ".github/workflows/check.yml：自己改过，没有动。" in done.stderr
    assert ".github/workflows/publish.yml：这里没有这个文件，没有补写。" in done.stderr
    assert ".gitlab-ci.yml：自己改过，没有动。" in done.stderr
