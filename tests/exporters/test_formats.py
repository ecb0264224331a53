"""Site, pages and command follow what the registry says of each format."""

from __future__ import annotations

import pytest

from generator.builder.outputs import output_tasks
from generator.commands.export import export
from generator.exporters import FORMATS, available_formats, is_download
from generator.exporters.formats import Format
from generator.model.catalog import Catalog
from generator.model.form import Forms
from generator.pages.write import render_pages
from generator.sources import load_catalog
from tests.sample_reports import sample_reports


@pytest.fixture
def catalog(forms: Forms) -> Catalog:
    return load_catalog(sample_reports(), forms)


@pytest.fixture(params=[True, False], ids=["available", "unavailable"])
def toy(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Format:
    """Return a made-up format that has been added to the registry."""
    toy = Format("toy", "玩具", lambda *_: b"toy", fault=lambda: None if request.param else "缺少玩具。")
    monkeypatch.setitem(FORMATS, "toy", toy)
    return toy


def test_a_new_format_is_made_and_offered_where_it_is_available(catalog: Catalog, toy: Format) -> None:
    expected = toy.fault() is None
    report = next(iter(catalog.active_reports.values()))
    files = {task.name: task for task in output_tasks(catalog, [])}
    name = f"{report.agency}/{report.year}/report.toy"
    address = f"{report.agency}/{report.year}/index.md"
    page = next(text for file, text in render_pages(catalog, []) if file == address)
    assert ("toy" in available_formats(), name in files, ">玩具</a>" in page) == (expected,) * 3
    if expected:
        assert files[name].run() == b"toy"


def test_only_formats_that_say_so_and_archives_are_downloads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FORMATS, "toy", Format("toy", "玩具", lambda *_: b"", is_download=False))
    names = [*(f"jia/2024/report.{suffix}" for suffix in FORMATS), "data/2024.zip", "jia/2024/findings.json", "zip/toy"]
    names += ["jia/SHA256SUMS.txt", "data/demo-datapackage.json", "data/cells/index.json"]
    assert [name.rpartition("/")[2] for name in names if is_download(name)] == [
        "report.docx", "report.xlsx", "report.pdf", "report.csv", "2024.zip", "SHA256SUMS.txt", "demo-datapackage.json",
    ]  # fmt: skip


def test_the_command_offers_every_format_and_names_it() -> None:
    (choice,) = (parameter.type for parameter in export.params if parameter.name == "kind")
    assert list(getattr(choice, "choices", ())) == list(FORMATS)
    assert [each.label for each in FORMATS.values() if each.label not in (export.help or "")] == []
