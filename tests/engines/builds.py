"""Build the demonstration site with each engine, and with `gongkai build`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from generator.catalog import load_catalog
from generator.checks import check_catalog
from generator.formfile import load_forms
from generator.pages import all_pages, render

ENGINES = ("mkdocs", "properdocs", "zensical")

SITE_URL = "https://www.example.gov.cn/sub/path/"

_OF_THE_THEME = "assets/"

_PROJECT = Path(__file__).parents[2]
_PROGRAMS = Path(sys.executable).parent


def build_gongkai_site(folder: Path) -> Path:
    """Run `gongkai build`; the folder of the site, two levels below `folder` as its address is below the host."""
    site = folder / "sub" / "path"
    site.parent.mkdir(parents=True)
    _run("gongkai", "build", "--quiet", "--site", site)
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


def write_docs(folder: Path) -> Path:
    """Write all pages and `mkdocs.yml` below `folder`; returns the path of the latter.

    This does by hand what `gongkai pages` is to do; all that is below goes then.
    """
    docs = folder / "docs"
    shutil.copytree(_PROJECT / "docs", docs)
    for name in ("about.md", "howto.md"):
        text = (docs / name).read_text(encoding="utf-8")
        for place in ("checks", "corrections", "data", "status"):
            text = text.replace(f"](../{place}/)", f"]({place}/index.md)")
        (docs / name).write_text(text, encoding="utf-8")
    for name, text in _rendered():
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_text(text, encoding="utf-8")
    config = folder / "mkdocs.yml"
    config.write_text(yaml.safe_dump(_settings(), allow_unicode=True, sort_keys=False), encoding="utf-8")
    return config


def _rendered() -> Iterable[tuple[str, str]]:
    catalog = load_catalog(_PROJECT / "reports", load_forms())
    for page in all_pages(catalog, check_catalog(catalog)):
        yield f"{page.address}index.md", render(page)


def _settings() -> dict[str, Any]:
    class Loader(yaml.SafeLoader):
        """Reads `!ENV [NAME, value]` as the value."""

    Loader.add_constructor("!ENV", lambda loader, node: loader.construct_sequence(node)[-1])  # type: ignore[arg-type]
    settings: dict[str, Any] = yaml.load((_PROJECT / "mkdocs.yml").read_text(encoding="utf-8"), Loader)
    settings["markdown_extensions"].remove("generator.markup")
    settings["theme"]["custom_dir"] = str(_PROJECT / "templates" / "theme")
    return {**settings, "site_url": SITE_URL, "docs_dir": "docs"}
