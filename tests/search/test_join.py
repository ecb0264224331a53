"""An index that is joined from parts or updated equals, byte for byte, one that is made in one go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from generator.model.catalog import Catalog
from generator.model.report import Report
from generator.search.join import join_parts, read_join_state
from generator.search.part import index_part
from tests.search.samples import make_catalog
from tests.search.search_data import write_search_data

Files = dict[str, bytes]


def files_of(folder: Path) -> Files:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class Published:
    """A folder of search data; an update writes only the changed files."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.state = folder, ""

    def update(self, catalog: Catalog, parts: list[Path]) -> set[str]:
        joined = join_parts(catalog, parts, read_join_state(self.state))
        written = set()
        for name, data in joined.files:
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            written.add(name)
        for name in joined.removed:
            (self.folder / name).unlink()
        self.state = joined.state.dump()
        return written


def fresh_index(catalog: Catalog, folder: Path) -> Files:
    write_search_data(catalog, folder)
    return files_of(folder / "search" / "data")


def write_part(catalog: Catalog, reports: Iterable[Report], path: Path) -> Path:
    path.write_bytes(index_part(catalog, reports))
    return path


@pytest.mark.parametrize("parts", [1, 7, 400])
def test_the_index_does_not_depend_on_how_reports_are_divided(tmp_path: Path, parts: int) -> None:
    catalog = make_catalog(4, range(2019, 2026), paragraphs=2)
    divided: list[list[Report]] = [[] for _ in range(parts)]
    random = Random(parts)
    for report in random.sample(list(catalog.reports.values()), len(catalog.reports)):
        random.choice(divided).append(report)
    paths = [write_part(catalog, reports, tmp_path / f"{number}.part") for number, reports in enumerate(divided)]
    without_reports = replace(catalog, reports={})
    Published(tmp_path / "joined").update(without_reports, paths)
    assert files_of(tmp_path / "joined") == fresh_index(catalog, tmp_path / "site")


def test_a_part_does_not_depend_on_the_order_of_its_reports() -> None:
    reports = list((catalog := make_catalog(2, range(2021, 2026))).active_reports.values())
    assert index_part(catalog, reports) == index_part(catalog, reports[::-1])
    assert index_part(catalog, reports[:7]) != index_part(catalog, reports)


def test_an_updated_index_equals_a_new_one(tmp_path: Path) -> None:
    """Random edits: texts and titles change, reports and agencies are added and removed."""
    random, initial = Random(7), make_catalog(3, range(2021, 2026), paragraphs=1)
    catalog, published = initial, Published(tmp_path / "data")
    for step in range(25):
        by_place: dict[str, list[Report]] = {}
        for report in catalog.reports.values():
            by_place.setdefault(report.agency.split("/")[0], []).append(report)
        parts = [
            write_part(catalog, reports, tmp_path / f"{place}.part") for place, reports in sorted(by_place.items())
        ]
        published.update(catalog, parts)
        assert files_of(published.folder) == fresh_index(catalog, tmp_path / "site"), step
        catalog = random_edit(catalog, initial, random)


def random_edit(catalog: Catalog, initial: Catalog, random: Random) -> Catalog:
    key = random.choice(list(catalog.reports))
    report = catalog.reports[key]
    kind = random.randrange(6)
    if kind == 0:
        return replace(catalog, reports={**catalog.reports, key: replace(report, title=f"第{random.random()}号")})
    if kind == 1:
        return replace(catalog, reports={each: other for each, other in catalog.reports.items() if each != key})
    if kind == 2:
        agencies = {id: agency for id, agency in catalog.agencies.items() if id != key[0]}
        reports = {each: other for each, other in catalog.reports.items() if each[0] != key[0]}
        return replace(catalog, agencies=agencies, reports=reports)
    if kind == 3:
        return initial
    text = {**report.text, "overview": f"{report.text['overview']}改了{random.randrange(10**6)}处"}
    return replace(catalog, reports={**catalog.reports, key: replace(report, text=text)})


def test_one_changed_sentence_rewrites_few_files_and_no_change_none(tmp_path: Path) -> None:
    catalog = make_catalog(9, range(2019, 2026), paragraphs=20)
    published = Published(tmp_path / "data")
    others = [report for report in catalog.reports.values() if not report.agency.startswith("p3/")]
    part_of_others = write_part(catalog, others, tmp_path / "others.part")

    def update(changed: Catalog) -> set[str]:
        reports = [report for report in changed.reports.values() if report.agency.startswith("p3/")]
        return published.update(changed, [part_of_others, write_part(changed, reports, tmp_path / "p3.part")])

    everything = update(catalog)
    assert len([name for name in everything if name.startswith("bigrams/")]) >= 256
    assert update(catalog) == set()
    key = ("p3/jyj", 2022)
    report = catalog.reports[key]
    text = {**report.text, "overview": report.text["overview"] + "新添一句。"}
    changed = replace(catalog, reports={**catalog.reports, key: replace(report, text=text)})
    written = update(changed)
    assert 1 < len([name for name in written if name.startswith("bigrams/")]) <= 12
    assert {name for name in written if not name.startswith("bigrams/")} == {"manifest.json"}
    short = replace(report, text={"overview": "一句。"}, preamble=None)
    update(replace(catalog, reports={**catalog.reports, key: short}))
    without = {each: other for each, other in catalog.reports.items() if each != key}
    assert len(update(replace(catalog, reports=without))) < len(everything) / 4


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"bits": 6}'])
def test_an_unreadable_state_is_ignored(text: str) -> None:
    assert read_join_state(text) is None
