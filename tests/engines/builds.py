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

_OF_THE_THEME = "assets/"

_PROJECT = Path(__file__).parents[2]
_PROGRAMS = Path(sys.executable).parent


def build_gongkai_site(folder: Path, *options: str | Path) -> Path:
    """Run `gongkai build`; the folder of the site, two levels below `folder` as its address is below the host."""
    site = folder / "sub" / "path"
    site.parent.mkdir(parents=True)
    _run("gongkai", "build", "--quiet", "--site", site, "--docs", folder / "docs", *options)
    return site


def build_with(engine: str, config: Path) -> Path:
    """Run the engine strictly with the settings of `config` and a site folder of its own; returns that folder."""
    site = config.parent / engine / "sub" / "path"
    settings = {**yaml.safe_load(config.read_text(encoding="utf-8")), "site_dir": f"{engine}/sub/path"}
    own = config.with_name(f"{engine}.yml")
    own.write_text(yaml.safe_dump(settings, allow_unicode=True, sort_keys=False), encoding="utf-8")
    _run(engine, "build", "--strict", "--config-file", own)
    return site


def add_other_files(ours: Path, docs: Path, site: Path) -> None:
    """Lay beside an engine's pages what is made by other stages: downloads, data, feeds, the search index."""
    for name in _files(ours) - _files(docs) - _files(site):
        if not name.endswith(".html") and not name.startswith(_OF_THE_THEME):
            (site / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ours / name, site / name)


def pages(site: Path) -> list[str]:
    """The pages of a site, as names of files."""
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


def write_docs(folder: Path, *options: str | Path) -> Path:
    """Write all pages and the settings that every engine understands below `folder`; returns the settings file."""
    _run("gongkai", "pages", "--quiet", "--docs", folder / "docs", *options)
    return folder / "mkdocs.yml"
