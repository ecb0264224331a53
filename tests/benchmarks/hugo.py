"""Benchmark of Hugo on the same Markdown with a minimal template: a lower bound for any site generator."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.benchmarks.workspace import Workspace

_SETTINGS = """baseURL = "/"
title = "政府信息公开工作年度报告"
disableKinds = ["taxonomy", "term", "RSS"]
[markup.goldmark.renderer]
unsafe = true
[markup.goldmark.parser.attribute]
block = true
"""

_PAGE = """<!doctype html>
<html lang="zh"><head><meta charset="utf-8"><title>{{ .Title }} - {{ site.Title }}</title>
<meta name="description" content="{{ .Description }}"><link rel="stylesheet" href="/assets/gongkai.css"></head>
<body><header><a href="/">{{ site.Title }}</a></header><nav>{{ .TableOfContents }}</nav>
<main>{{ .Content }}</main><footer>{{ site.Title }}</footer></body></html>
"""


def program() -> Path:
    """Return the path of the Hugo program that `make bench` installs."""
    return Path(sys.executable).with_name("hugo")


def make_hugo_source(work: Workspace) -> Path:
    """Copy the pages to the folders that Hugo expects, on the first call only; return Hugo's source folder."""
    folder = work.out.with_name("hugo")
    if folder.is_dir():
        return folder
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True)
    (folder / "hugo.toml").write_text(_SETTINGS, encoding="utf-8")
    for name in ("single.html", "list.html"):
        (layouts / name).write_text(_PAGE, encoding="utf-8")
    for page in work.docs.rglob("*.md"):
        path = page.relative_to(work.docs)
        target = folder / "content" / (path.with_name("_index.md") if path.name == "index.md" else path)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(page, target)
    return folder


def hugo_build(work: Workspace) -> dict[str, int]:
    """Build the site with Hugo."""
    source, site = make_hugo_source(work), work.out / "site"
    command = [str(program()), "--quiet", "--source", str(source), "--destination", str(site)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode:
        raise RuntimeError(f"hugo: exit {result.returncode}\n{result.stdout}{result.stderr}")
    return {}
