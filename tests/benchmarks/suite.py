"""The list of benchmarks; each is a small function that does its work once."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from generator.builder.mkdocs.settings import complete_settings
from generator.checks import check_catalog
from generator.sources.catalog import load_catalog
from generator.sources.form_loader import load_forms
from tests.benchmarks import builds, exports, imports
from tests.benchmarks.hugo import hugo_build, make_hugo_source
from tests.benchmarks.workspace import Workspace, site_sizes, total_bytes

Sizes = dict[str, int]
"""Sizes of the output by name, in bytes; `pages` is a number of files."""

OURS, HUGO = "our build, downloads apart", "Hugo, the same Markdown"


@dataclass(frozen=True)
class Benchmark:
    """A benchmark, the name of its baseline, and the largest number of reports it can handle.

    `prepare` runs before, with an empty output folder, and `measure_output` afterwards; neither is timed. Short runs
    vary most, so `min_runs` can demand more runs of them.
    """

    name: str
    run: Callable[[Workspace], Sizes]
    baseline: str | None = None
    max_reports: int | None = None
    prepare: Callable[[Workspace], object] | None = None
    measure_output: Callable[[Workspace], Sizes] | None = None
    min_runs: int = 1


def stock_build(work: Workspace) -> Sizes:
    """Build the same Markdown with MkDocs and Material: default navigation and search, without our extension."""
    return _stock(work, [each for each in _extensions() if "generator.markup" not in each])


def stock_build_with_extension(work: Workspace) -> Sizes:
    """Run the stock build with the extension that renders our pages in C."""
    return _stock(work, _extensions())


def load_and_check(work: Workspace) -> Sizes:
    """Load and check all sources, as `gongkai check` does."""
    catalog = load_catalog(work.reports, load_forms())
    check_catalog(catalog)
    return {"source": total_bytes(work.reports, "*.yml")}


def bare_compose(work: Workspace) -> Sizes:
    """Parse the same files with the C YAML parser alone, and discard the node trees."""
    for path in work.reports.rglob("*.yml"):
        yaml.compose(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return {"source": total_bytes(work.reports, "*.yml")}


BENCHMARKS = (
    Benchmark(OURS, builds.build_from_scratch, baseline=HUGO, measure_output=site_sizes),
    Benchmark("one figure changed", builds.rebuild, baseline=OURS, prepare=builds.change_figure, min_runs=5),
    Benchmark("one sentence changed", builds.rebuild, baseline=OURS, prepare=builds.change_sentence, min_runs=5),
    Benchmark("nothing changed", builds.rebuild, baseline=OURS, prepare=builds.finished_site),
    Benchmark("four shards, joined", builds.build_shards, baseline=OURS, max_reports=1_000, measure_output=site_sizes),
    Benchmark(HUGO, hugo_build, prepare=make_hugo_source, measure_output=site_sizes),
    Benchmark("stock MkDocs + Material", stock_build, baseline=OURS, max_reports=1_000, measure_output=site_sizes),
    Benchmark(
        "stock with our extension",
        stock_build_with_extension,
        baseline=OURS,
        max_reports=1_000,
        measure_output=site_sizes,
    ),
    Benchmark("bare yaml.compose (C)", bare_compose),
    Benchmark("load and check", load_and_check, baseline="bare yaml.compose (C)"),
    *(
        Benchmark(f"{exports.REPORTS_PER_TYPE} exports: {kind}", run, prepare=exports.load, max_reports=1_000)
        for kind, run in exports.kinds()
    ),
    *(
        Benchmark(f"{imports.FILES_PER_TYPE} imports: {kind}", run, prepare=prepare, max_reports=1_000)
        for kind, run, prepare in imports.types()
    ),
    Benchmark("all downloads", exports.make_all_downloads, baseline=OURS, max_reports=1_000, prepare=exports.load),
)


def _extensions() -> list[str | dict[str, Any]]:
    """Return the Markdown extensions of our settings."""
    return list(complete_settings(None)["markdown_extensions"])


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
    """Run a program of our virtual environment; raise RuntimeError with its output if it fails."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [str(Path(sys.executable).with_name(program)), *arguments]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if result.returncode:
        raise RuntimeError(f"{' '.join(command)}: exit {result.returncode}\n{result.stdout}{result.stderr}")
