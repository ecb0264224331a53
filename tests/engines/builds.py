"""Build the demonstration site with each engine, and with `gongkai build`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import yaml

ENGINES = ("mkdocs", "properdocs", "zensical")

SITE_URL = "https://www.example.gov.cn/sub/path/"

_THEME_FOLDER = "assets/"

_PROJECT = Path(__file__).parents[2]
_PROGRAMS = Path(sys.executable).parent


def build_gongkai_site(folder: Path, reports: Path, *options: str | Path) -> Path:
    """Run `gongkai build`; return the folder of the site, `sub/path` below `folder` like the path in its URL."""
    site = folder / "sub" / "path"
    site.parent.mkdir(parents=True)
    _run("gongkai", "build", "--quiet", "--reports", reports, "--site", site, "--docs", folder / "docs", *options)
    return site


def build_with(engine: str, config: Path) -> Path:
    """Run the engine in strict mode with the settings of `config`, and return the folder of its site."""
    site = config.parent / engine / "sub" / "path"
    settings = {**yaml.safe_load(config.read_text(encoding="utf-8")), "site_dir": f"{engine}/sub/path"}
    engine_config = config.with_name(f"{engine}.yml")
    engine_config.write_text(yaml.safe_dump(settings, allow_unicode=True, sort_keys=False), encoding="utf-8")
    _run(engine, "build", "--strict", "--config-file", engine_config)
    return site


def add_other_files(gongkai_site: Path, docs: Path, site: Path) -> None:
    """Add the files that other build stages make to an engine's pages: downloads, data, feeds, Markdown, the index."""
    copied = {name for name in _files(docs) if not name.endswith(".md")}
    for name in _files(gongkai_site) - copied - _files(site):
        if not name.endswith(".html") and not name.startswith(_THEME_FOLDER):
            (site / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(gongkai_site / name, site / name)


def pages(site: Path) -> list[str]:
    """Return the file names of a site's pages."""
    return sorted(name for name in _files(site) if name.endswith(".html"))


def _files(site: Path) -> set[str]:
    return {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}


def _run(*command: str | Path) -> None:
    program, *arguments = command
    environment = {**os.environ, "SITE_URL": SITE_URL, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"}
    result = subprocess.run(
        [_PROGRAMS / program, *arguments], cwd=_PROJECT, env=environment, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, f"{program}: {result.stdout[-4000:]}{result.stderr[-4000:]}"


def write_docs(folder: Path, reports: Path) -> Path:
    """Write all pages and the settings for every engine below `folder`, and return the settings file."""
    _run("gongkai", "pages", "--quiet", "--reports", reports, "--docs", folder / "docs")
    return folder / "mkdocs.yml"
