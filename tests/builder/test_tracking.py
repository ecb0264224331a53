"""Every way to read the catalog or a file is recorded as a dependency, so that no task stays up to date by mistake."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.builder.engine.tracking import FILE, Dependency, Recorder, TrackedFiles, tracked
from generator.model.agency import Agency
from generator.model.catalog import Catalog
from generator.model.form import Forms

ALL = ("agencies", None)


@pytest.mark.parametrize(
    ("read", "dependencies"),
    [
        (lambda agencies: agencies["jia"], {("agencies", "jia")}),
        (lambda agencies: agencies.get("jia"), {("agencies", "jia")}),
        (lambda agencies: agencies.get("none"), {("agencies", "none")}),  # stale once there is one
        (lambda agencies: "none" in agencies, {("agencies", "none")}),
        (list, {ALL}),
        (len, {ALL}),
        (bool, {ALL}),
        (lambda agencies: list(agencies.keys()), {ALL}),
        (lambda agencies: list(agencies.values()), {ALL}),
        (lambda agencies: list(agencies.items()), {ALL}),
        (lambda agencies: None, set()),
    ],
)
def test_what_is_read_of_a_catalog(read: Callable[[Any], object], dependencies: set[Dependency], forms: Forms) -> None:
    catalog, recorder = Catalog(Path(), forms, {"jia": Agency("jia", "甲局", "department")}, {}), Recorder()
    read(tracked(catalog, recorder).agencies)
    assert recorder.dependencies == dependencies


@pytest.mark.parametrize("index", Catalog.INDEXES)
def test_every_index_is_tracked(index: str, forms: Forms) -> None:
    recorder = Recorder()
    list(getattr(tracked(Catalog(Path(), forms, {}, {}), recorder), index))
    assert recorder.dependencies == {(index, None)}


def test_files_come_from_the_first_folder_that_has_them(tmp_path: Path) -> None:
    for folder, names in (("staged", "a"), ("site", "ab")):
        (tmp_path / folder).mkdir()
        for name in names:
            (tmp_path / folder / name).write_text(folder)
    recorder = Recorder()
    files = TrackedFiles((tmp_path / "staged", tmp_path / "site"), recorder)
    assert [files.read(name) for name in "ab"] == [b"staged", b"site"]
    with pytest.raises(FileNotFoundError):
        files.read("c")
    assert recorder.dependencies == {(FILE, name) for name in "abc"}
