"""Measure the cell files and a first answer from them: `python -m tests.benchmarks.cell_files 700 7000 60000`.

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
from typing import Any

from generator.builder.cell_tasks import cell_tasks, year_tasks
from generator.exporters.cell_files import FOLDER
from generator.model.catalog import Catalog
from generator.model.form import all_cells
from tests.benchmarks.search_site import make_catalog

_NODE = Path(sys.executable).with_name("node")
_ANSWER = Path(__file__).with_name("figures.mjs")


@dataclass(frozen=True)
class Measured:
    """Sizes of cell files, compressed as servers do, in bytes; what `figures.mjs` says of a first answer."""

    reports: int
    median: int
    largest: int
    all: int
    answer: dict[str, Any]


def cell_files(catalog: Catalog) -> dict[str, bytes]:
    """Return the index and the file of each cell, by name, as a build makes them, without demonstration data."""
    files = {task.name: task.run() for task in year_tasks(catalog) if task.name.endswith(".json")}
    files |= {task.name: task.run() for task in cell_tasks(catalog, files.__getitem__)}
    kept = ["index", *all_cells(catalog.forms.values())]
    return {f"{name}.json": files[path] for name in kept if (path := f"{FOLDER}/{name}.json") in files}


def measure(catalog: Catalog) -> Measured:
    """Return the sizes of the cell files, and what an answer from the index and the three largest costs."""
    files = cell_files(catalog)
    answer = first_answer(files)
    del files["index.json"]
    sizes = [len(gzip.compress(data, 9, mtime=0)) for data in files.values()]
    return Measured(len(catalog.reports), round(median(sizes)), max(sizes), sum(sizes), answer)


def first_answer(files: Mapping[str, bytes]) -> dict[str, Any]:
    """Return the bytes of a first answer and the milliseconds of script that it takes."""
    with tempfile.TemporaryDirectory(prefix="gongkai-cells-") as folder:
        for name, data in files.items():
            (Path(folder) / name).write_bytes(data)
        run = subprocess.run([str(_NODE), str(_ANSWER), folder], check=True, capture_output=True, text=True)
    answer: dict[str, Any] = json.loads(run.stdout)
    return answer


def line(found: Measured) -> str:
    """Return the measured sizes and times as a line of text."""
    answer = found.answer["bytes"]
    kilobytes = {"index": answer["index"], "median cell": found.median, "largest": found.largest, "all": found.all}
    parts = [f"{name} {size / 1e3:.1f} kB" for name, size in kilobytes.items()]
    first = f"first answer {answer['all'] / 1e3:.0f} kB, {found.answer['milliseconds']['first']:.0f} ms of script"
    return f"{found.reports} reports: {', '.join(parts)}; {first}"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("counts", type=int, nargs="+", metavar="REPORTS")
    for count in parser.parse_args().counts:
        sys.stdout.write(f"{line(measure(make_catalog(count, only_tables=True)))}\n")


if __name__ == "__main__":
    main()
