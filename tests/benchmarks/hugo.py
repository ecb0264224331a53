"""The same Markdown through Hugo, with a template as plain as can be: the floor for any generator."""

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
    """Hugo, as `make bench` installs it."""
    return Path(sys.executable).with_name("hugo")


def lay_out_for_hugo(work: Workspace) -> Path:
    """The pages that our build lays out for MkDocs, as Hugo wants them; once for all runs."""
    folder = work.out.with_name("hugo")
    if folder.is_dir():
        return folder
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True)
    (folder / "hugo.toml").write_text(_SETTINGS, encoding="utf-8")
    for name in ("single.html", "list.html"):
        (layouts / name).write_text(_PAGE, encoding="utf-8")
    for page in work.docs.rglob("*.md"):
        place = page.relative_to(work.docs)
        target = folder / "content" / (place.with_name("_index.md") if place.name == "index.md" else place)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(page, target)
    return folder


def hugo_build(work: Workspace) -> dict[str, int]:
    """Hugo over the pages laid out for it."""
    source, site = lay_out_for_hugo(work), work.out / "site"
    command = [str(program()), "--quiet", "--source", str(source), "--destination", str(site)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"hugo: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return {}
