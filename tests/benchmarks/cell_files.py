"""Measure the cell files and a query of them: `python -m tests.benchmarks.cell_files 700 7000 60000`.

The files are written as a build does, without the rest of the site, from reports without texts.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from generator.builder.cell_tasks import cell_tasks, year_tasks
from generator.exporters.cell_files import FOLDER, all_cells
from generator.model.catalog import Catalog
from tests.benchmarks.search_site import make_catalog

_NODE = Path(sys.executable).with_name("node")
_QUERY = Path(__file__).with_name("cell_query.mjs")


@dataclass(frozen=True)
class Measured:
    """Sizes of the index and of cell files, compressed as servers do, in bytes; milliseconds of script of a query."""

    reports: int
    index: int
    median: int
    largest: int
    all: int
    answer: int
    milliseconds: float


def cell_files(catalog: Catalog) -> dict[str, bytes]:
    """Return the index and the file of each cell, by name, as a build makes them, without demonstration data."""
    files = {task.name: task.run() for task in year_tasks(catalog) if task.name.endswith(".json")}
    files |= {task.name: task.run() for task in cell_tasks(catalog, files.__getitem__)}
    kept = ["index", *all_cells(catalog.forms.values())]
    return {f"{name}.json": files[path] for name in kept if (path := f"{FOLDER}/{name}.json") in files}


def asked_cells(catalog: Catalog) -> list[str]:
    """Return the cells of the first answer: of the outcome of requests that most cells add up to."""
    outcomes = catalog.form_of(max(catalog.reports.values(), key=lambda each: each.year)).outcomes
    assert outcomes
    largest = max(outcomes.parts, key=lambda part: len(part.cells))
    return list(largest.cells)


def measure(catalog: Catalog) -> Measured:
    """Return the sizes of the files, and the script time of a query of their three largest cells."""
    files = cell_files(catalog)
    sizes = {name: len(gzip.compress(data, 9, mtime=0)) for name, data in files.items()}
    index = sizes.pop("index.json")
    answer = index + sum(sizes.get(f"{cell}.json", 0) for cell in asked_cells(catalog))
    largest = sorted(sizes, key=lambda name: -sizes[name])[:3]
    seconds = query_milliseconds(files, largest)
    all_sizes = sizes.values()
    return Measured(
        len(catalog.reports), index, round(median(all_sizes)), max(all_sizes), sum(all_sizes), answer, seconds
    )


def query_milliseconds(files: Mapping[str, bytes], cells: list[str]) -> float:
    """Return the milliseconds that a script takes to decode the index and the cells, to filter and to sort."""
    with tempfile.TemporaryDirectory(prefix="gongkai-cells-") as folder:
        for name in ("index.json", *cells):
            (Path(folder) / name).write_bytes(files[name])
        command = [str(_NODE), str(_QUERY), folder, *cells]
        run = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(json.loads(run.stdout)["milliseconds"])


def line(found: Measured) -> str:
    """Return the measured sizes and times as a line of text."""
    kilobytes = {"index": found.index, "median cell": found.median, "largest": found.largest, "all cells": found.all}
    parts = [f"{name} {size / 1e3:.1f} kB" for name, size in kilobytes.items()]
    answer = f"first answer {found.answer / 1e3:.0f} kB, query of three cells {found.milliseconds:.0f} ms"
    return f"{found.reports} reports: {', '.join(parts)}; {answer}"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("counts", type=int, nargs="+", metavar="REPORTS")
    for count in parser.parse_args().counts:
        sys.stdout.write(f"{line(measure(make_catalog(count, only_tables=True)))}\n")


if __name__ == "__main__":
    main()
