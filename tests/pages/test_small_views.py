"""Charts, sizes of downloads and lists of neighbours: what readers see at the limits."""

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from generator.exporters.archives import Archive
from generator.model.agency import Agency
from generator.model.catalog import Catalog
from generator.model.form import Forms
from generator.model.report import Report
from generator.pages.charts import Series, column_chart, describe, round_up
from generator.pages.downloads import _size
from generator.pages.report import neighbours
from generator.pages.write import render_pages
from generator.pages.year import year_view
from tests.made_reports import REPORTS, stored


@pytest.mark.parametrize(
    ("value", "top"),
    [
        (1, 4), (4, 4), (5, 8), (12, 12), (13, 16), (16, 16), (17, 20), (20, 20), (21, 40), (41, 60), (60, 60),
        (61, 80),
        (80, 80), (81, 120), (199, 200), (200, 200), (201, 400), (599, 600), (601, 800), (1001, 1200), (1201, 1600),
    ],
)  # fmt: skip
def test_scales_end_at_the_next_number_with_round_quarters(value: int, top: int) -> None:
    assert round_up(Decimal(value)) == top


@pytest.mark.parametrize("values", [(0, 0), (1, 3), (7, None), (4, 16), (999, 1000)])
def test_columns_are_as_high_as_their_values_and_inside_the_chart(values: tuple[int | None, ...]) -> None:
    numbers = tuple(value if value is None else Decimal(value) for value in values)
    chart = column_chart("甲<局>", "件", ["2023", "2024"], [Series("新收", numbers)])
    lines = [float(y) for y in re.findall(r'class="grid" d="M56 ([0-9.]+)H712"', chart)]
    scale = [int(each.replace(",", "")) for each in re.findall(r'class="y"[^>]*>([0-9,]+)<', chart)]
    assert len(lines) == len(scale) == 5
    assert scale[0] == 0
    assert scale[-1] == round_up(Decimal(max([1, *(value for value in values if value is not None)])))
    per_unit = (lines[0] - lines[-1]) / scale[-1]
    columns = re.findall(r'<rect class="c0"[^>]* y="([0-9.]+)" width="([0-9.]+)" height="([0-9.]+)"', chart)
    present = [value for value in values if value is not None]
    assert [float(height) for *_, height in columns] == pytest.approx([each * per_unit for each in present], abs=0.1)
    assert all(float(y) >= lines[-1] - 0.1 and float(width) <= 36 for y, width, _ in columns)
    assert "甲&lt;局&gt;（单位：件）" in chart
    described = describe(["2023", "2024"], [Series("新收", numbers)])
    assert described.count("无数据") == len(values) - len(present)
    assert described in chart


@pytest.mark.parametrize(
    ("reports", "size"),
    [(1, "约 10 kB"), (3, "约 10 kB"), (4, "约 20 kB"), (238, "约 1000 kB"), (239, "约 1.0 MB"), (700, "约 2.9 MB")],
)
def test_sizes_of_archives_are_rounded(reports: int, size: str) -> None:
    assert _size(Archive("2024.zip", {2024: [Report("jia", 2024, "2021", {}, {})] * reports})) == size


@pytest.mark.parametrize(
    ("filers", "own", "first", "last"),
    [
        (1, 0, None, None),
        (5, 2, 0, 4),
        (13, 12, 0, 11),
        (20, 0, 1, 12),
        (20, 7, 1, 13),
        (20, 10, 4, 16),
        (20, 19, 7, 18),
    ],
)
def test_the_twelve_nearest_agencies_are_neighbours(
    filers: int, own: int, first: int | None, last: int | None, forms: Forms
) -> None:
    ids = [f"xian/a{number:02}" for number in range(filers)]
    agencies = {id: Agency(id, id, "department") for id in ("xian", *ids)}
    reports = {(id, 2024): Report(id, 2024, "2021", {}, {}) for id in ids}
    found = [each.id for each in neighbours(Catalog(Path("x"), forms, agencies, reports), agencies[ids[own]], 2024)]
    assert ids[own] not in found
    assert len(found) == min(12, filers - 1)
    assert (found[:1], found[-1:]) == (([ids[first or 0]], [ids[last or 0]]) if last is not None else ([], []))


@pytest.mark.parametrize(
    ("kind", "count", "bars"),
    [
        ("department", 1, 1),
        ("department", 30, 30),
        ("department", 31, 0),
        ("government", 30, 30),
        ("government", 31, 0),
    ],
)
def test_a_year_has_a_bar_for_each_of_up_to_thirty_agencies(kind: str, count: int, bars: int, forms: Forms) -> None:
    """Governments of areas are only drawn if there is nobody else."""
    (report,) = (stored(path, forms) for path in REPORTS if path.stem == "2024")
    agencies = {f"a{number:02}": Agency(f"a{number:02}", "甲", kind) for number in range(count)}
    reports = {(id, 2024): replace(report, agency=id) for id in agencies}
    (group,) = year_view(Catalog(Path("x"), forms, agencies, reports), 2024)["groups"]
    assert len(re.findall('<text class="l" ', group.bars or "")) == bars


@pytest.mark.parametrize("count", [1, 24, 25, 60])
def test_the_home_page_lists_up_to_24_agencies_below_each(count: int, forms: Forms) -> None:
    ids = ["xian", *(f"xian/a{number:02}" for number in range(count))]
    agencies = {id: Agency(id, id, "department") for id in ids}
    home = next(text for name, text in render_pages(Catalog(Path("x"), forms, agencies, {}), []) if name == "index.md")
    assert len(re.findall(r"^    - \[xian/a", home, re.MULTILINE)) == min(count, 24)
    assert (f"[全部 {count} 个机关]" in home) == (count > 24)
