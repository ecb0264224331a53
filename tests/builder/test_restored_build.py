"""The last build, brought to a new machine in one archive as CI does: a small change stays a small build."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from generator.builder.context import BuildConfig
from generator.builder.progress import Progress
from generator.builder.run import run_build
from tests.authoring.repository import git
from tests.builder.sites import contents, report_in, saved, saved_needlessly

pytestmark = pytest.mark.usefixtures("without_mkdocs")

_KEPT = ("cache", "build", "site", "site.twin")
"""What the workflows restore: the cache, the docs folder, the site and its twin."""


def _to_new_machine(folder: Path, archive: Path, *kept: str) -> None:
    """Put a fresh clone of the reports and the kept folders from an archive in the place of `folder`'s content."""
    subprocess.run(["tar", "--posix", "-cf", archive, "-C", folder, *kept], check=True)
    git(folder / "reports", "init", "--quiet")
    git(folder / "reports", "add", ".")
    git(folder / "reports", "commit", "--quiet", "-m", "x")
    git(archive.parent, "clone", "--quiet", str(folder / "reports"), "clone")
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.move(archive.with_name("clone"), folder / "reports")
    subprocess.run(["tar", "-xf", archive, "-C", folder], check=True)


def _change_figure(report: Path) -> None:
    text = report.read_text(encoding="utf-8")
    changed = re.sub(r"(licensing: +)([0-9]+)", lambda match: f"{match[1]}{int(match[2]) + 1}", text, count=1)
    assert changed != text
    report.write_text(changed, encoding="utf-8")


@pytest.fixture
def config(build: BuildConfig) -> BuildConfig:
    config = replace(build, downloads=True, progress=Progress(True))
    run_build(config)
    return replace(config, progress=Progress())


def test_one_changed_figure_rebuilds_few_pages_and_no_other_download(
    config: BuildConfig, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, report = saved(config.site), report_in(config, 0)
    _to_new_machine(config.reports.parent, tmp_path / "last.tar", *_KEPT)
    _change_figure(report)
    run_build(config)
    rebuilt = re.findall(r"重做 (\d+) 页", capsys.readouterr().err)[-1]
    assert 1 <= int(rebuilt) < 10
    assert saved_needlessly(before, config.site) == []
    after = contents(config.site)
    downloads = {name for name in after if re.search(r"/report\.(docx|xlsx|csv|json)$", name)}
    own = f"{report.parent.relative_to(config.reports).as_posix()}/{report.stem}/"
    changed = {name for name in downloads if after[name] != before[name][0]}
    kinds = ("docx", "xlsx", "csv", "json")
    assert changed == {f"{own}report.{kind}" for kind in kinds}


def test_a_lost_cache_costs_only_time(config: BuildConfig, tmp_path: Path) -> None:
    before = contents(config.site), contents(config.docs)
    _to_new_machine(config.reports.parent, tmp_path / "last.tar", "build", "site")
    run_build(config)
    assert (contents(config.site), contents(config.docs)) == before
