"""Write a made-up county: `python -m tests.benchmarks.county DIR` the demonstration, `--reports N` a larger one.

The same plan and seed give the same bytes.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.sources import dump_report
from tests.benchmarks.figures import FORMS
from tests.benchmarks.filing import file_reports, first_published
from tests.benchmarks.organs import Organ, demonstration, walk
from tests.benchmarks.province import random_province

PROJECT = Path(__file__).parents[2]
SEED = 711


def write_county(tops: Iterable[Organ], target: Path, seed: int = SEED, project: Path = PROJECT) -> int:
    """Write the sources of the organs and all below them under `target`; returns how many reports they are.

    Files below `project` name their JSON Schema for editors.
    """
    within = target.resolve().is_relative_to(project.resolve())
    reports = 0
    for top in tops:
        for organ in walk(top):
            folder = target / organ.id
            folder.mkdir(parents=True, exist_ok=True)
            schema = _schema(folder, "agency", project) if within else None
            (folder / "agency.yml").write_text("\n".join(_agency(organ, schema)) + "\n", encoding="utf-8")
        for report in file_reports(top, seed):
            folder = target / report.agency
            schema = _schema(folder, report.form, project) if within else None
            versions = {f"{report.year}.v1": first_published(report)} if report.corrections else {}
            for name, version in {str(report.year): report, **versions}.items():
                text = dump_report(version, FORMS[version.form], schema)
                (folder / f"{name}.yml").write_text(text, encoding="utf-8")
            reports += 1
    return reports


def _schema(folder: Path, name: str, project: Path) -> str:
    return Path(os.path.relpath(project / "docs" / "schemas" / f"{name}.json", folder)).as_posix()


def _agency(organ: Organ, schema: str | None) -> Iterator[str]:
    """The lines of the organ's agency.yml."""
    if schema:
        yield f"# yaml-language-server: $schema={schema}"
    yield f"name: {organ.name}"
    yield f"kind: {organ.kind}"
    yield f"short_names: [{', '.join(organ.short_names)}]"
    first, due = organ.years[0], "03-31" if organ.kind == "government" else "01-31"
    if organ.turns.get("since"):
        yield f"since: {first}"
    if former := organ.turns.get("formerly"):
        yield "formerly:"
        yield f"  - {{name: {former['name']}, until: {former['until']}, note: {former['note']}}}"
    yield f"duty: {{from: {first}, due: {due}}}"
    if organ.top:
        yield "demo: true"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("target", type=Path, metavar="DIR", help="the folder to write to")
    parser.add_argument(
        "--reports", type=int, metavar="N", help="how many reports; without it the demonstration county"
    )
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    tops = random_province(options.reports, options.seed) if options.reports else [demonstration()]
    count = write_county(tops, options.target, options.seed)
    sys.stdout.write(f"{count} reports in {options.target}\n")


if __name__ == "__main__":
    main()
