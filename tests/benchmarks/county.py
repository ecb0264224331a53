"""Write made-up reports: `python -m tests.benchmarks.county DIR [--reports N]`.

The default is the demonstration county; `--reports` generates a random province. Equal arguments give equal bytes.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.sources import dump_report
from tests.benchmarks.agencies import MadeUpAgency, demo_county, walk
from tests.benchmarks.figures import FORMS
from tests.benchmarks.province import random_province
from tests.benchmarks.reports import before_corrections, make_reports

PROJECT = Path(__file__).parents[2]
SEED = 711


def write_county(tops: Iterable[MadeUpAgency], target: Path, seed: int = SEED, project: Path = PROJECT) -> int:
    """Write the sources of the agencies and all below them to `target`, and return the number of reports.

    Files below `project` refer to their JSON Schema, for editors.
    """
    names_schemas = target.resolve().is_relative_to(project.resolve())
    reports = 0
    for top in tops:
        for agency in walk(top):
            folder = target / agency.id
            folder.mkdir(parents=True, exist_ok=True)
            schema = _schema(folder, "agency", project) if names_schemas else None
            (folder / "agency.yml").write_text("\n".join(_agency_lines(agency, schema)) + "\n", encoding="utf-8")
        for report in make_reports(top, seed):
            folder = target / report.agency
            schema = _schema(folder, report.form, project) if names_schemas else None
            versions = {f"{report.year}.v1": before_corrections(report)} if report.corrections else {}
            for name, version in {str(report.year): report, **versions}.items():
                text = dump_report(version, FORMS[version.form], schema)
                (folder / f"{name}.yml").write_text(text, encoding="utf-8")
            reports += 1
    return reports


def _schema(folder: Path, name: str, project: Path) -> str:
    return Path(os.path.relpath(project / "docs" / "schemas" / f"{name}.json", folder)).as_posix()


def _agency_lines(agency: MadeUpAgency, schema: str | None) -> Iterator[str]:
    """Yield the lines of the agency's agency.yml."""
    if schema:
        yield f"# yaml-language-server: $schema={schema}"
    yield f"name: {agency.name}"
    yield f"kind: {agency.kind}"
    yield f"short_names: [{', '.join(agency.short_names)}]"
    first_year, due = agency.years[0], "03-31" if agency.kind == "government" else "01-31"
    if agency.quirks.get("since"):
        yield f"since: {first_year}"
    if former := agency.quirks.get("formerly"):
        yield "formerly:"
        yield f"  - {{name: {former['name']}, until: {former['until']}, note: {former['note']}}}"
    yield f"duty: {{from: {first_year}, due: {due}}}"
    if agency.top:
        yield "demo: true"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("target", type=Path, metavar="DIR", help="the folder to write to")
    parser.add_argument(
        "--reports", type=int, metavar="N", help="how many reports; without it the demonstration county"
    )
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    tops = random_province(options.reports, options.seed) if options.reports else [demo_county()]
    count = write_county(tops, options.target, options.seed)
    sys.stdout.write(f"{count} reports in {options.target}\n")


if __name__ == "__main__":
    main()
