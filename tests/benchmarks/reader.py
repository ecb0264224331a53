"""What a search costs its reader, and whether it finds everything: `python -m tests.benchmarks.reader --reports N`.

The reports are made up; only the search page itself is built, and records are made as they are asked for.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from random import Random
from statistics import median

from playwright.sync_api import Browser

from generator.exporters.json import export_json
from generator.model.agency import Agency, FormerName
from generator.model.catalog import Catalog
from generator.model.report import Report
from generator.search.join import join_parts
from generator.search.part import index_part
from generator.search.places import reports_by_place
from generator.search.text import headline_fields, searchable_lines, text_fields
from generator.sources.form_loader import load_forms
from tests.benchmarks.county import SEED
from tests.benchmarks.filing import file_reports
from tests.benchmarks.organs import Organ, walk
from tests.benchmarks.province import random_province
from tests.benchmarks.wire import Read, reader, sent
from tests.web import chromium

_SUBSTRINGS = 300
_READERS = 25
_NEXT = 3

_USUAL = ["住建 2024", "zjj 2024", "行政处罚", "依申请公开 16件", "教育局", "政务公开 行政复议", "2024年"]

_CANDIDATES = """
async (queries) => {
  const { findCandidates } = await import('../assets/search/query.js');
  const { loadManifest } = await import('../assets/search/data.js');
  const { numbers } = await loadManifest();
  const none = { year: '', region: '', kind: '' };
  const sets = [];
  for (const query of queries) {
    const set = new Uint8Array(Math.ceil(numbers / 8));
    for (const { number } of (await findCandidates(query, none)).listed) set[number >> 3] |= 1 << (number & 7);
    sets.push(btoa(set.reduce((text, byte) => text + String.fromCharCode(byte), '')));
  }
  return sets;
}
"""


def made_up(reports: int) -> Catalog:
    """A province of so many reports; real ones, as far as the search can tell."""
    tops = random_province(reports, SEED)
    agencies = {organ.id: _agency(organ) for top in tops for organ in walk(top)}
    filed = {(report.agency, report.year): report for top in tops for report in file_reports(top, SEED)}
    return Catalog(Path("reports"), load_forms(), agencies, filed)


def _agency(organ: Organ) -> Agency:
    former = organ.turns.get("formerly")
    names = (FormerName(former["name"], former["until"]),) if former else ()
    return Agency(organ.id, organ.name, organ.kind, tuple(organ.short_names), formerly=names)


def index(catalog: Catalog, folder: Path) -> str:
    """Write the search data of the catalog below `folder`; returns what it took."""
    begin = time.process_time()
    parts = []
    for number, reports in enumerate(reports_by_place(catalog).values()):
        parts.append(folder / f"{number}.part")
        parts[-1].write_bytes(index_part(catalog, reports))
    parted = time.process_time()
    size = count = 0
    for name, data in join_parts(catalog, parts).files:
        path = folder / "search" / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        size, count = size + len(data), count + 1
    spent = f"{parted - begin:.1f} s for {len(parts)} parts, {time.process_time() - parted:.1f} s to join them"
    return f"{spent}; {size / 1e6:.1f} MB in {count} files"


def shell(folder: Path) -> Path:
    """The project's pages without the reports: what a search page is made of."""
    reports, site = folder / "reports", folder / "shell"
    reports.mkdir()
    program = Path(sys.executable).with_name("gongkai")
    command = [str(program), "build", "--reports", str(reports), "--site", str(site), "--quiet"]
    command += ["--docs", str(folder / "build/docs")]
    subprocess.run(command, check=True, capture_output=True)
    return site


def site(catalog: Catalog, pages: Path, data: Path) -> Read:
    """The files of the site: pages, search data, and records made as they are asked for."""

    def read(name: str) -> bytes | None:
        *agency, year, file = ["", *name.split("/")][-12:] if name.endswith("/report.json") else ["", "", name]
        if file == "report.json":
            report = catalog.reports["/".join(filter(None, agency)), int(year)]
            return export_json(report, catalog.form_of(report), catalog.agencies[report.agency])
        path = (data if name.startswith("search/data/") else pages) / name
        return path.read_bytes() if path.is_file() else None

    return read


def substrings(texts: list[str], count: int) -> list[str]:
    """Random stretches of 2 to 12 characters from lines of the texts."""
    random = Random(1)
    found: list[str] = []
    while len(found) < count:
        line = random.choice(random.choice(texts).split("\n"))
        length = random.randint(2, 12)
        start = random.randrange(max(1, len(line) - length + 1))
        if len(line) >= length:
            found.append(line[start : start + length])
    return found


def texts_of(catalog: Catalog) -> dict[tuple[str, int], str]:
    """What is searched of each report, read straight from the sources."""

    def text(report: Report) -> str:
        return searchable_lines([*headline_fields(catalog, report), *text_fields(catalog, report)])

    return {key: text(report) for key, report in catalog.reports.items()}


def costs(browser: Browser, address: str, queries: list[str]) -> Iterator[tuple[str, bool, dict[str, int], list[str]]]:
    """Of each query: whether it was a reader's first, what came over the wire, and the reports shown."""
    waiting = list(queries)
    while waiting:
        with reader(browser) as each:
            first, *others = waiting[: _NEXT + 1]
            del waiting[: _NEXT + 1]
            each.page.goto(f"{address}search/")
            shown = each.search(first)
            yield first, True, each.taken(), shown
            for query in others:
                shown = each.search(query)
                yield query, False, each.taken(), shown


def recall(browser: Browser, address: str, catalog: Catalog, texts: dict[tuple[str, int], str]) -> str:
    """Whether all reports with a random stretch of text are found, and whether the index alone would say too many."""
    queries = substrings(list(texts.values()), _SUBSTRINGS)
    with reader(browser) as each:
        each.page.goto(f"{address}search/")
        sets = [b64decode(found) for found in each.page.evaluate(_CANDIDATES, queries)]
    slots = {id: place for place, id in enumerate(catalog.agencies)}
    numbers = {key: catalog.years.index(key[1]) * len(slots) + slots[key[0]] for key in texts}
    wanted = found = right = 0
    for query, candidates in zip(queries, sets, strict=True):
        truth = {numbers[key] for key, text in texts.items() if query in text}
        listed = {number for number in numbers.values() if candidates[number >> 3] >> (number & 7) & 1}
        wanted, found, right = wanted + len(truth), found + len(listed), right + len(truth & listed)
    return f"recall {right / wanted:.3f}; of what the index lists {right / found:.3f} has the words"


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.reader", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--reports", type=int, default=7_000, metavar="N")
    options = parser.parse_args()
    catalog = made_up(options.reports)
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as folder, chromium() as browser:
        work = Path(folder)
        sys.stdout.write(
            f"{len(catalog.reports)} reports of {len(catalog.agencies)} agencies: {index(catalog, work)}\n"
        )
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
        sys.stdout.write(f"peak memory {peak:.0f} MB, all reports included\n")
        texts = texts_of(catalog)
        queries = [*_USUAL, *substrings(list(texts.values()), _READERS * (_NEXT + 1) - len(_USUAL))]
        with sent(site(catalog, shell(work), work)) as address:
            found = list(costs(browser, address, queries))
            sys.stdout.write("\n".join(_told(found, texts)) + "\n")
            sys.stdout.write(recall(browser, address, catalog, texts) + "\n")


def _told(found: list[tuple[str, bool, dict[str, int], list[str]]], texts: dict[tuple[str, int], str]) -> Iterator[str]:
    for name, is_first in (("first", True), ("next", False)):
        some = [(_own(taken), query, taken) for query, first, taken, _ in found if first == is_first]
        kinds = sorted({kind for _, _, taken in some for kind in taken})
        most, query, of_most = max(some, key=lambda each: each[0])
        middle = median(size for size, *_ in some) / 1e3
        yield f"{name} search, page and theme apart: median {middle:.1f} kB, most {most / 1e3:.1f} kB for {query}"
        yield f"  medians: {_sizes({kind: median(taken.get(kind, 0) for *_, taken in some) for kind in kinds})}"
        yield f"  the most: {_sizes(of_most)}"
    right = [_holds(report, query, texts) for query, _, _, shown in found if query not in _USUAL for report in shown]
    yield f"precision of what is shown: {sum(right) / len(right):.3f} of {len(right)}"


def _sizes(bytes_by_kind: dict[str, float] | dict[str, int]) -> str:
    return ", ".join(f"{kind} {size / 1e3:.1f}" for kind, size in sorted(bytes_by_kind.items()))


def _own(taken: dict[str, int]) -> int:
    """What was received for the search alone: its program, its data, and the records of the reports shown."""
    return sum(size for kind, size in taken.items() if kind != "page")


def _holds(report: str, query: str, texts: dict[tuple[str, int], str]) -> bool:
    agency, year = report.rsplit("/", 1)
    return query in texts[agency, int(year)]


if __name__ == "__main__":
    main()
