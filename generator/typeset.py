"""Run MkDocs over a folder of Markdown files.

It is run as a program, in many small runs rather than one large, so that memory stays bounded and all processors work.
The pages that the navigation leads to must stand in every folder: where they are not to be typeset, empty ones do.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

_NAVIGATION = re.compile(r"^ +- .+: (\S+\.md)$", re.MULTILINE)

_START = "import gc, runpy; gc.disable(); runpy.run_module('mkdocs', run_name='__main__')"
"""MkDocs without looking for garbage: a small run is over before there is any to speak of."""


class TypesetError(RuntimeError):
    """MkDocs could not build the pages; carries what it printed."""


def typeset(config: Path, docs: Path, site: Path) -> None:
    """Build `site` from the Markdown below `docs` with the MkDocs file `config`. Raises TypesetError."""
    options = ["--strict", "--quiet", "--config-file", str(config), "--site-dir", str(site)]
    environment = {"SOURCE_DATE_EPOCH": "0", **os.environ, "GONGKAI_DOCS": str(docs), "NO_MKDOCS_2_WARNING": "1"}
    run = subprocess.run(  # noqa: S603
        [sys.executable, "-c", _START, "build", *options],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if run.returncode:
        raise TypesetError(f"mkdocs: {run.stdout}")


def navigation(config: Path) -> list[str]:
    """The Markdown files that the navigation of the MkDocs file leads to."""
    return _NAVIGATION.findall(config.read_text(encoding="utf-8"))


def html_of(file: str) -> str:
    """Where MkDocs puts the page of a Markdown file: `a/b.md` at `a/b/index.html`."""
    stem = file.removesuffix(".md")
    return f"{stem}.html" if stem.rpartition("/")[2] == "index" else f"{stem}/index.html"


def stand_in(docs: Path, files: Iterable[str]) -> list[str]:
    """Put an empty page where one of the files is missing; returns which were."""
    missing = [file for file in files if not (docs / file).exists()]
    for file in missing:
        (docs / file).parent.mkdir(parents=True, exist_ok=True)
        (docs / file).write_text("# 页\n", encoding="utf-8")
    return missing
