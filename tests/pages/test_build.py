"""Builds are atomic, and the site has no broken links."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from jinja2 import FileSystemLoader

from generator.builder.mkdocs.worker import list_visible_files
from tests.command_line import gongkai
from tests.sample_reports import SAMPLES

PROJECT = Path(__file__).parents[2]


def build(reports: Path, site: Path) -> subprocess.CompletedProcess[str]:
    return gongkai("build", "--reports", reports, "--site", site, "--jobs", "1", "--skip-downloads")


def files_of(folder: Path) -> list[Path]:
    return sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())


def test_the_sitemap_lists_the_pages(site: Path) -> None:
    assert (site / "sitemap.xml").read_text(encoding="utf-8").count("<url>") > 40


@pytest.mark.parametrize("target", ["letters", "reports", "reports/qiyang/site", "."])
def test_a_folder_with_other_content_is_never_replaced(tmp_path: Path, target: str) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters/index.html").write_text("precious", encoding="utf-8")
    shutil.copytree(SAMPLES / "qiyang", tmp_path / "reports/qiyang")
    before = files_of(tmp_path)
    result = build(tmp_path / "reports", tmp_path / target)
    assert result.returncode == 2
    assert "请另选一个文件夹" in result.stderr
    assert files_of(tmp_path) == before


def test_an_error_in_the_sources_leaves_the_old_site_unchanged_until_a_build_replaces_it(tmp_path: Path) -> None:
    reports, site = tmp_path / "reports", tmp_path / "site"
    shutil.copytree(SAMPLES / "qiyang", reports / "qiyang")
    assert build(reports, site).returncode == 0
    before = {name: (site / name).read_bytes() for name in files_of(site)}
    report = reports / "qiyang/zjj/2024.yml"
    text = report.read_text(encoding="utf-8")
    report.write_text(text.replace("[16, 0", "[17, 0", 1), encoding="utf-8")
    result = build(reports, site)
    assert result.returncode == 1
    assert "requests.applicants" in result.stderr
    assert {name: (site / name).read_bytes() for name in files_of(site)} == before
    assert {path.name for path in tmp_path.iterdir()} == {"reports", "site", "site.twin", ".site-lock"}
    report.write_text(text.replace("无。", "没有。"), encoding="utf-8")
    assert build(reports, site).returncode == 0
    assert "没有。" in (site / "qiyang/zjj/2024/report.json").read_text(encoding="utf-8")
    assert {path.name for path in tmp_path.iterdir()} == {"reports", "site", "site.twin", ".site-lock"}


def test_every_link_leads_to_an_existing_page_and_anchor(site: Path) -> None:
    pages = {path: path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    anchors = {path: set(re.findall(r'\bid="([^"]+)"', text)) for path, text in pages.items()}
    broken = []
    for path, text in pages.items():
        if path.name == "404.html":
            continue
        for target in re.findall(r'\b(?:href|src)="([^"]+)"', text):
            if re.match(r"https?:|data:|mailto:", target):
                continue
            file, fragment = urldefrag(target)
            linked = (path.parent / unquote(file.partition("?")[0])).resolve() if file else path
            linked = linked / "index.html" if linked.is_dir() else linked
            if not linked.is_file() or (fragment and linked in anchors and unquote(fragment) not in anchors[linked]):
                broken.append((path.relative_to(site).as_posix(), target))
    assert broken == []


def test_only_visible_theme_files_are_listed(tmp_path: Path) -> None:
    for name in ("a.css", "below/b.css", ".icons/c.svg", "below/.hidden/d.css"):
        path = tmp_path / "theme" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (tmp_path / "own").mkdir()
    (tmp_path / "own/a.css").touch()
    assert list_visible_files(FileSystemLoader([tmp_path / "own", tmp_path / "theme"])) == ["a.css", "below/b.css"]


def test_the_search_page_preloads_its_script_alone(site: Path) -> None:
    """The build joins it with what it imports."""
    page = site / "search/index.html"
    modules = re.findall('rel="modulepreload" href="([^"]+)"', page.read_text(encoding="utf-8"))
    assert modules == ["../assets/search/page.js"]
    scripts = (site / "assets/search").glob("*.js")
    assert [each.name for each in scripts if each.name == "page.js" and b"\nimport " in each.read_bytes()] == []
