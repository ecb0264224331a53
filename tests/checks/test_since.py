"""Unrecorded changes to published reports are reported, and nothing else.

`since.yml` contains the published files, the cases and the expected messages.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.checks.since import check_since
from generator.model.catalog import Catalog
from generator.model.form import Forms
from generator.sources.catalog import load_catalog
from generator.sources.yaml_data import read_data
from tests.checks.cases import formatted
from tests.conftest import TESTS

DATA = read_data(Path(__file__).with_name("since.yml"))
TODAY = date(1996, 3, 2)


def _write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _changed(case: dict[str, Any]) -> dict[str, str]:
    """Return the published files after the changes of the case."""
    files = dict(DATA["published"])
    for old, new in case.get("moved", {}).items():
        files = {name.replace(f"{old}/", f"{new}/", 1): text for name, text in files.items()}
    for name, change in case.get("then", {}).items():
        text = change if isinstance(change, str) else files.pop(name)
        for was, now in change.items() if isinstance(change, dict) else ():
            assert text.count(was) == 1, (name, was)
            text = text.replace(was, now)
        if change is not None:
            files[name] = text
    return files


def _messages(before: Catalog, now: Catalog) -> list[str]:
    return formatted(check_since(before, now, TODAY))


@pytest.mark.parametrize("case", DATA["cases"], ids=lambda case: case["case"])
def test_what_is_messages(case: dict[str, Any], forms: Forms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(tmp_path / "before", DATA["published"])
    _write(tmp_path / "now", _changed(case))
    monkeypatch.chdir(tmp_path / "now")
    assert _messages(load_catalog(tmp_path / "before", forms), load_catalog(Path(), forms)) == case["messages"]


def _catalog(root: Path, text: str, forms: Forms) -> Catalog:
    _write(root, {"jia/agency.yml": "name: 甲局\nkind: department\n", "jia/2024.yml": text})
    return load_catalog(root, forms)


def test_a_name_was_borne_until_the_last_report_under_it(
    forms: Forms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (TESTS / "reports/2024.yml").read_text(encoding="utf-8")
    years = ("2022", "2024", "2023")
    files = {f"{{}}/{year}.yml": text for year in years} | {"{}/agency.yml": "name: {}\nkind: department\n"}
    for root, id, name in (("before", "jia", "甲局"), ("now", "yi", "乙局")):
        _write(tmp_path / root, {path.format(id): text.replace("{}", name) for path, text in files.items()})
    monkeypatch.chdir(tmp_path)
    (message,) = _messages(load_catalog(Path("before"), forms), load_catalog(Path("now"), forms))
    assert message.startswith("now/yi/agency.yml:1:1: 错误: 机关文件夹 jia 改成了 yi，")
    assert "- {name: 甲局, until: 2024} [since.renamed]" in message


def test_changed_form_is_reported_with_the_names_of_both_forms(
    forms: Forms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows of only one of the forms are no changes of their own; a correction may record the change as `form`."""
    text = (TESTS / "reports/2024.yml").read_text(encoding="utf-8")
    head, _, tail = text.partition("  other:\n")
    mixed = f'form: "2021-mixed"\n{head}  other:         [0, 0, 0, 0, 0, 0, 0]\n  total: {tail.partition("total: ")[2]}'
    before = _catalog(tmp_path / "before", text, forms)
    monkeypatch.chdir(tmp_path)
    (message,) = _messages(before, _catalog(Path("now"), mixed, forms))
    assert message.startswith("now/jia/2024.yml:1:8: 错误: 表格格式：公布的是“2021年格式”，现在是“2021年格式")
    assert message.endswith("- {date: 1996-03-02, reason: 请写明原因, text: [form]} [since.text]")
    corrected = f"{mixed}corrections:\n  - {{date: 2025-03-02, reason: 原件是旧表, text: [form]}}\n"
    (message,) = _messages(before, _catalog(tmp_path / "corrected", corrected, forms))
    assert message.endswith("[since.unkept]")
