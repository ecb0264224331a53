"""The preview reloads open pages after a report is saved and shows its problems; the built site is unaffected."""

from __future__ import annotations

import multiprocessing
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from generator.builder import dev_server
from generator.builder.context import BuildConfig
from tests.benchmarks.county import PROJECT
from tests.sample_reports import SAMPLES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(SAMPLES / "qiyang", tmp_path / "reports/qiyang")
    return tmp_path


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    """Serve the folder and yield the address."""
    command = [
        str(Path(sys.executable).with_name("gongkai")),
        "serve",
        "--port",
        "0",
        "--reports",
        str(folder / "reports"),
    ]
    with subprocess.Popen(
        [*command, "--site", str(folder / "site")], cwd=PROJECT, stderr=subprocess.PIPE, text=True
    ) as run:
        assert run.stderr
        yield next(match[1] for line in run.stderr if (match := re.match("预览：(http://[0-9.:]+/)", line)))
        run.terminate()


def test_the_open_page_follows_saved_reports(folder: Path, address: str, browser: Browser) -> None:
    report = folder / "reports/qiyang/zjj/2024.yml"
    text = report.read_text(encoding="utf-8")
    page = browser.new_page()
    page.goto(f"{address}qiyang/zjj/2024/")
    expect(page.locator("#gk-preview summary")).to_have_text(re.compile("有 2 个疑问"))
    report.write_text(text.replace("无。", "没有其他事项。"), encoding="utf-8")
    expect(page.get_by_text("没有其他事项。")).to_be_visible(timeout=60_000)
    report.write_text(text.replace("[16, 0", "[17, 0", 1), encoding="utf-8")
    box = page.locator("#gk-preview")
    expect(box.locator("summary")).to_have_text(re.compile("有错误，这一页还是上一次的内容"), timeout=60_000)
    expect(box.locator("li").first).to_have_text(re.compile(r"qiyang/zjj/2024\.yml 第 \d+ 行　错误：.*总计"))
    expect(page.get_by_text("没有其他事项。")).to_be_visible()
    report.write_text(text, encoding="utf-8")
    expect(page.get_by_text("没有其他事项。")).to_have_count(0, timeout=60_000)
    page.close()
    assert not any("gk-preview" in path.read_text(encoding="utf-8") for path in (folder / "site").rglob("*.html"))


@pytest.mark.parametrize(
    ("saved", "is_noticed"),
    [
        ("reports/qiyang/zjj/2024.yml", True),
        ("reports/qiyang/new.yml", True),
        ("mkdocs.yml", True),
        ("docs/new/page.md", True),
        ("site/index.html", False),
        ("mkdocs.yml.part", False),
    ],
)
def test_what_is_saved_is_noticed(folder: Path, saved: str, is_noticed: bool) -> None:
    """Also in a folder of pages that is made later; what a build writes beside the settings is not."""
    settings = folder / "mkdocs.yml"
    settings.write_text("site_name: 青石年报\n", encoding="utf-8")
    config = BuildConfig(folder / "reports", folder / "site", 1, folder / "cache", settings=settings)
    event = multiprocessing.get_context("fork").Event()
    observer = dev_server.watch(config, event)
    try:
        if (file := folder / saved).parent.parent.name == "docs":
            file.parent.parent.mkdir()
            assert event.wait(10)
            event.clear()
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x", encoding="utf-8")
        assert event.wait(10 if is_noticed else 0.5) == is_noticed
    finally:
        observer.stop()
        observer.join()
