"""What the benchmarks time: each subject is one small function that does its work once and weighs what it made."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from generator.checks import check_catalog
from generator.sources.catalog import load_catalog
from generator.sources.form_loader import load_forms
from tests.benchmarks import builds, exports, imports
from tests.benchmarks.county import PROJECT
from tests.benchmarks.hugo import hugo_build, lay_out_for_hugo
from tests.benchmarks.workspace import Workspace, site_sizes, weight

Sizes = dict[str, int]


OURS, HUGO = "our build, downloads apart", "Hugo, the same Markdown"


@dataclass(frozen=True)
class Subject:
    """Something to time; `beside` names the subject it is compared with, `most` the reports it can bear.

    `prepare` is done before, in an empty folder to build in, and `weigh` afterwards; neither is timed. Runs of a
    second vary most, so a subject may ask for `at_least` so many.
    """

    name: str
    run: Callable[[Workspace], Sizes]
    beside: str | None = None
    most: int | None = None
    prepare: Callable[[Workspace], object] | None = None
    weigh: Callable[[Workspace], Sizes] | None = None
    at_least: int = 1


def stock_build(work: Workspace) -> Sizes:
    """The same Markdown through MkDocs and Material: default navigation, built-in search, no extension of ours."""
    return _stock(work, [each for each in _extensions() if "generator.markup" not in each])


def stock_build_helped(work: Workspace) -> Sizes:
    """The stock build with the extension that renders our pages in C."""
    return _stock(work, _extensions())


def load_and_check(work: Workspace) -> Sizes:
    """Every source read, checked and told of: what `gongkai check` does."""
    catalog = load_catalog(work.reports, load_forms())
    check_catalog(catalog)
    return {"source": weight(work.reports, "*.yml")}


def bare_compose(work: Workspace) -> Sizes:
    """The same files through the C YAML parser alone, to node trees that nobody reads."""
    for path in work.reports.rglob("*.yml"):
        yaml.compose(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return {"source": weight(work.reports, "*.yml")}


SUBJECTS = (
    Subject(OURS, builds.from_nothing, beside=HUGO, weigh=site_sizes),
    Subject("one figure changed", builds.built_again, beside=OURS, prepare=builds.change_figure, at_least=5),
    Subject("one sentence changed", builds.built_again, beside=OURS, prepare=builds.change_sentence, at_least=5),
    Subject("nothing changed", builds.built_again, beside=OURS, prepare=builds.keep_site),
    Subject("four shards, joined", builds.shards_joined, beside=OURS, most=1_000, weigh=site_sizes),
    Subject(HUGO, hugo_build, prepare=lay_out_for_hugo, weigh=site_sizes),
    Subject("stock MkDocs + Material", stock_build, beside=OURS, most=1_000, weigh=site_sizes),
    Subject("stock with our extension", stock_build_helped, beside=OURS, most=1_000, weigh=site_sizes),
    Subject("bare yaml.compose (C)", bare_compose),
    Subject("load and check", load_and_check, beside="bare yaml.compose (C)"),
    *(
        Subject(f"{exports.EACH} exports: {kind}", run, prepare=exports.load, most=1_000)
        for kind, run in exports.kinds()
    ),
    *(
        Subject(f"{imports.EACH} imports: {kind}", run, prepare=prepare, most=1_000)
        for kind, run, prepare in imports.types()
    ),
    Subject("all downloads", exports.all_downloads, beside=OURS, most=1_000, prepare=exports.load),
)


def _extensions() -> list[str | dict[str, Any]]:
    """The Markdown extensions of our mkdocs.yml."""
    return list(yaml.load((PROJECT / "mkdocs.yml").read_text(encoding="utf-8"), _Settings)["markdown_extensions"])


class _Settings(yaml.SafeLoader):
    """Reads mkdocs.yml without asking what `!ENV` stands for."""


_Settings.add_constructor("!ENV", lambda loader, node: None)


def _stock(work: Workspace, extensions: list[str | dict[str, Any]]) -> Sizes:
    config = work.out / "mkdocs.yml"
    settings = {
        "site_name": "政府信息公开工作年度报告",
        "docs_dir": str(work.docs),
        "site_dir": str(work.out / "site"),
        "theme": {"name": "material", "language": "zh"},
        "plugins": ["search"],
        "markdown_extensions": extensions,
    }
    config.write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    _run("mkdocs", "build", "--quiet", "-f", str(config))
    return {}


def _run(program: str, *arguments: str) -> None:
    """Run a program installed beside our Python; raises with what it printed where it fails."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [str(Path(sys.executable).with_name(program)), *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: exit {done.returncode}\n{done.stdout}{done.stderr}")
