"""Write the search data of a site: manifest, finder, unusual titles, and the buckets of the bigram index.

Everything but the manifest is fetched with the manifest's version in its address, so old and new never mix.
"""

from __future__ import annotations

import hashlib
import json
import math
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.catalog import Catalog
from generator.report import Report
from generator.search.bigrams import PART_BITS, parts, spill
from generator.search.finder import finder_data, published_reports, unusual_titles
from generator.search.postings import buckets
from generator.search.text import headline_fields, lines, text_fields

TITLES_PER_FILE = 256

_OCCURRENCES_PER_BUCKET = 8000


def write_search(catalog: Catalog, site: Path) -> None:
    """Write everything below `site/search/data` anew; the pages and records of the site are not touched."""
    data = _Data(site / "search" / "data")
    shutil.rmtree(data.folder, ignore_errors=True)
    reports = published_reports(catalog)
    data.write_json("finder.json", finder_data(catalog, reports))
    titles = _by_file(unusual_titles(catalog, reports))
    for file, some in titles.items():
        data.write_json(f"titles/{file}.json", some)
    bits = _write_index(_texts(catalog, reports), data)
    manifest = {
        "version": data.digest.hexdigest()[:16],
        "reports": len(reports),
        "bits": bits,
        "titles_per_file": TITLES_PER_FILE,
        "titles": list(titles),
    }
    data.write_json("manifest.json", manifest)


@dataclass
class _Data:
    """The folder of the data files, and a digest over all that was written there."""

    folder: Path
    digest: hashlib._Hash = field(default_factory=hashlib.sha256)

    def write(self, name: str, data: bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        self.digest.update(name.encode() + len(data).to_bytes(8, "big") + data)

    def write_json(self, name: str, data: Any) -> None:
        self.write(name, (json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n").encode())


def _write_index(texts: Iterable[tuple[int, str, str]], data: _Data) -> int:
    """Write the bucket files; returns how many bits of a key name its file."""
    with tempfile.TemporaryDirectory() as work:
        total = spill(texts, Path(work))
        bits = max(PART_BITS, math.ceil(math.log2(max(1, total / _OCCURRENCES_PER_BUCKET))))
        number = 0
        for part, occurrences in enumerate(parts(Path(work))):
            for bucket in buckets(occurrences, part, bits):
                data.write(f"bigrams/{number:04x}.bin", bucket)
                number += 1
    return bits


def _texts(catalog: Catalog, reports: list[Report]) -> Iterator[tuple[int, str, str]]:
    for number, report in enumerate(reports):
        yield number, lines(headline_fields(catalog, report)), lines(text_fields(catalog, report))


def _by_file(titles: dict[int, str]) -> dict[int, dict[int, str]]:
    files: dict[int, dict[int, str]] = {}
    for number, title in titles.items():
        files.setdefault(number // TITLES_PER_FILE, {})[number] = title
    return files
