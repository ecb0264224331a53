"""The index files list exactly the reports that contain each pair and triple of characters."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.exporters.json import record
from generator.model.catalog import Catalog
from generator.search.bigrams import code_points, index_texts, mix
from generator.search.postings import encode_buckets
from generator.search.text import normalise
from tests.search.index_reader import read_bucket, read_index
from tests.search.samples import make_catalog
from tests.search.search_data import write_search_data


@cache
def key_of(piece: str) -> int:
    codes = [ord(character) for character in piece] + [0] * (2 - len(piece))
    folded = [code if code < 0x10000 else 0xD800 + code % 2048 for code in codes]
    if len(piece) == 3:
        first, second, third = folded
        whole = ((first * 0x9E3779B1 + second) * 0x85EBCA6B + third) * 0xC2B2AE35 % 2**32
        return int(mix(np.array([0xD8000000 | whole >> 5], dtype=np.uint32))[0])
    return int(mix(np.array([folded[0] << 16 | folded[1]], dtype=np.uint32))[0])


def naive_index(catalog: Catalog) -> dict[int, set[int]]:
    index: dict[int, set[int]] = defaultdict(set)
    slots = [(agency, year) for year in catalog.years for agency in catalog.agencies]
    for number, slot in enumerate(slots):
        report = catalog.active_reports.get(slot)
        if not report:
            continue
        agency = catalog.agencies[report.agency]
        former = [each.name for each in agency.formerly]
        headline = [catalog.title(report), f"{report.year}年度", agency.name, *agency.short_names, *former]
        texts = record(report, catalog.form_of(report), agency)["text"].values()
        for field in [*headline, *texts]:
            normalised = normalise(field)
            for length in (2, 3):
                for start in range(len(normalised) - length + 1):
                    piece = normalised[start : start + length]
                    if not any(character.isspace() for character in piece):
                        index[key_of(piece)].add(number)
        for character in "".join("".join(normalise(field).split()) for field in headline):
            index[key_of(character)].add(number)
    return index


def test_postings_equal_a_naive_inverted_index(tmp_path: Path) -> None:
    catalog = make_catalog(4, range(2019, 2026))
    write_search_data(catalog, tmp_path)
    data = tmp_path / "search" / "data"
    manifest = json.loads((data / "manifest.json").read_text(encoding="utf-8"))
    assert read_index(data / "bigrams", manifest["bits"]) == naive_index(catalog)


def test_postings_are_right_beyond_one_batch_of_texts(tmp_path: Path) -> None:
    catalog = make_catalog(12, range(2019, 2026), paragraphs=1)
    write_search_data(catalog, tmp_path)
    data = tmp_path / "search" / "data"
    manifest = json.loads((data / "manifest.json").read_text(encoding="utf-8"))
    assert len(catalog.active_reports) > 500
    assert read_index(data / "bigrams", manifest["bits"]) == naive_index(catalog)


def test_the_same_catalog_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_search_data(make_catalog(2, range(2023, 2026)), tmp_path / name)
    one, two = (
        {path.relative_to(folder): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
        for folder in (tmp_path / "one", tmp_path / "two")
    )
    assert one == two


def test_a_changed_text_changes_the_version(tmp_path: Path) -> None:
    versions = set()
    for seed in (1, 2):
        write_search_data(make_catalog(1, range(2023, 2026), seed=seed), tmp_path)
        manifest = json.loads((tmp_path / "search" / "data" / "manifest.json").read_text(encoding="utf-8"))
        versions.add(manifest["version"])
    assert len(versions) == 2


@settings(deadline=None)
@given(st.dictionaries(st.integers(0, 2**32 - 1), st.sets(st.integers(0, 70_000), min_size=1), max_size=20))
def test_any_postings_can_be_decoded(postings: dict[int, set[int]]) -> None:
    pairs = np.array(sorted(key << 32 | n for key, numbers in postings.items() for n in numbers), dtype=np.uint64)
    read: dict[int, set[int]] = {}
    for bucket, data in enumerate(encode_buckets(pairs, 8, range(256))):
        read |= read_bucket(data, bucket << 24)
    assert read == postings


def test_dense_and_consecutive_postings_are_compact() -> None:
    everywhere = np.arange(60_000, dtype=np.uint64)
    every_third = np.arange(0, 60_000, 3, dtype=np.uint64) | np.uint64(1 << 32)
    (data, *_) = encode_buckets(np.concatenate([everywhere, every_third]), 6, range(64))
    assert len(data) < 20 + 60_000 / 8


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("１６件", "16件"),
        ("ＡＰＰ", "app"),
        ("⼈民", "人民"),
        ("㎡", "m2"),
        ("e\u0301", "é"),
        ("İ", "i\u0307"),
        ("ΑΣ", "ας"),
        ("𠮷林", "𠮷林"),
        ("a\u3000b", "a b"),
        ("2,896.904、１，２３４，５６７", "2896.904、1234567"),
        ("12,34、1,2345、,123", "12,34、1,2345、,123"),
    ],
)
def test_normalise(text: str, expected: str) -> None:
    assert normalise(text) == expected


def test_pairs_and_triples_do_not_span_lines() -> None:
    found = index_texts([("甲\n乙", "丙丁\n戊"), ("己", "庚辛壬")]).tolist()
    pieces = ["甲", "乙", "丙丁"], ["己", "庚辛", "辛壬", "庚辛壬"]
    expected = [(piece, text) for text, some in enumerate(pieces) for piece in some]
    assert found == sorted(key_of(piece) << 32 | text for piece, text in expected)


def test_characters_beyond_16_bits_never_share_a_code_with_plain_ones() -> None:
    codes = code_points("".join(chr(code) for code in (0x20BB7, 0x2FA1D, 0x1F600)))
    assert ((codes >= 0xD800) & (codes <= 0xDFFF)).all()


def test_the_package_loads_without_numpy() -> None:
    program = "import sys, generator.search; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
