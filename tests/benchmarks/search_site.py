"""The site for the search benchmark: the project's own pages, with generated reports and records."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from generator.exporters.json import export_json
from generator.model.agency import Agency, FormerName
from generator.model.catalog import Catalog
from generator.search import reports_by_place
from generator.search.join import join_parts
from generator.search.part import index_part
from generator.sources.form_loader import load_forms
from tests.benchmarks.agencies import MadeUpAgency, walk
from tests.benchmarks.county import SEED
from tests.benchmarks.province import random_province
from tests.benchmarks.reports import make_reports
from tests.benchmarks.web_traffic import ReadFile


def make_catalog(reports: int, *, only_tables: bool = False) -> Catalog:
    """Return a province with `reports` reports, which are not marked as demonstration data."""
    tops = random_province(reports, SEED)
    agencies = {each.id: _agency(each) for top in tops for each in walk(top)}
    made = (report for top in tops for report in make_reports(top, SEED, only_tables=only_tables))
    by_key = {(report.agency, report.year): report for report in made}
    return Catalog(Path("reports"), load_forms(), agencies, by_key)


def _agency(made_up: MadeUpAgency) -> Agency:
    former = made_up.quirks.get("formerly")
    names = (FormerName(former["name"], former["until"]),) if former else ()
    return Agency(made_up.id, made_up.name, made_up.kind, tuple(made_up.short_names), formerly=names)


def write_index(catalog: Catalog, folder: Path) -> str:
    """Write the search data of the catalog below `folder`; return a line with the seconds taken and the size."""
    begin = time.process_time()
    parts = []
    for number, reports in enumerate(reports_by_place(catalog).values()):
        parts.append(folder / f"{number}.part")
        parts[-1].write_bytes(index_part(catalog, reports))
    parts_done = time.process_time()
    size = count = 0
    for name, data in join_parts(catalog, parts).files:
        path = folder / "search" / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        size, count = size + len(data), count + 1
    join_seconds = time.process_time() - parts_done
    seconds = f"{parts_done - begin:.1f} s for {len(parts)} parts, {join_seconds:.1f} s to join them"
    return f"{seconds}; {size / 1e6:.1f} MB in {count} files"


def build_pages(folder: Path) -> Path:
    """Build the project's pages, including the search page, without any reports; return the folder of the site."""
    reports, site = folder / "reports", folder / "pages"
    reports.mkdir()
    program = Path(sys.executable).with_name("gongkai")
    command = [str(program), "build", "--reports", str(reports), "--site", str(site), "--quiet"]
    command += ["--docs", str(folder / "build/docs")]
    subprocess.run(command, check=True, capture_output=True)
    return site


def site_files(catalog: Catalog, pages: Path, data: Path) -> ReadFile:
    """Return a function that reads the files of the site; records are generated on request."""

    def read(name: str) -> bytes | None:
        *agency, year, file = ["", *name.split("/")][-12:] if name.endswith("/report.json") else ["", "", name]
        if file == "report.json":
            report = catalog.reports["/".join(filter(None, agency)), int(year)]
            return export_json(report, catalog.form_of(report), catalog.agencies[report.agency])
        path = (data if name.startswith("search/data/") else pages) / name
        return path.read_bytes() if path.is_file() else None

    return read
