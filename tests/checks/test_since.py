"""Whatever was published and is gone or other than it was is told, and nothing else, unless a correction tells it.

`since.yml` holds what was published, the cases, and what is told of them.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.checks.since import check_since
from generator.model.catalog import Catalog
from generator.model.form import Forms
from generator.sources.catalog import load_catalog
from tests.checks.cases import said
from tests.conftest import TESTS

DATA = yaml.safe_load(Path(__file__).with_name("since.yml").read_text(encoding="utf-8"))
TODAY = date(1996, 3, 2)


def _write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _changed(case: dict[str, Any]) -> dict[str, str]:
    """The published files as the case leaves them."""
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


def _told(before: Catalog, now: Catalog) -> list[str]:
    return said(check_since(before, now, TODAY))


@pytest.mark.parametrize("case", DATA["cases"], ids=lambda case: case["case"])
def test_what_is_told(case: dict[str, Any], forms: Forms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(tmp_path / "before", DATA["published"])
    _write(tmp_path / "now", _changed(case))
    monkeypatch.chdir(tmp_path / "now")
    assert _told(load_catalog(tmp_path / "before", forms), load_catalog(Path(), forms)) == case["told"]


def _reported(root: Path, text: str, forms: Forms) -> Catalog:
    _write(root, {"jia/agency.yml": "name: 甲局\nkind: department\n", "jia/2024.yml": text})
    return load_catalog(root, forms)


def test_another_form_is_told_with_what_both_forms_print(
    forms: Forms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rows that only one of the two has go with the form; a correction may name it."""
    text = (TESTS / "reports/2024.yml").read_text(encoding="utf-8")
    head, _, tail = text.partition("  other:\n")
    mixed = f'form: "2021-mixed"\n{head}  other:         [0, 0, 0, 0, 0, 0, 0]\n  total: {tail.partition("total: ")[2]}'
    before = _reported(tmp_path / "before", text, forms)
    monkeypatch.chdir(tmp_path)
    (told,) = _told(before, _reported(Path("now"), mixed, forms))
    assert told.startswith("now/jia/2024.yml:1:8: 错误: 表格格式：公布的是“2021年格式”，现在是“2021年格式")
    assert told.endswith("- {date: 1996-03-02, reason: 请写明原因, text: [form]} [since.text]")
    corrected = f"{mixed}corrections:\n  - {{date: 2025-03-02, reason: 原件是旧表, text: [form]}}\n"
    (told,) = _told(before, _reported(tmp_path / "corrected", corrected, forms))
    assert told.endswith("[since.unkept]")
