"""References: only the right typed figures are replaced, and nothing else in the file changes."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.authoring.references import TypedFigure, proposals, write_references
from generator.model.catalog import Catalog
from generator.model.form import Forms
from generator.model.narrative import published_texts
from generator.model.report import Report
from generator.sources.catalog import load_catalog
from generator.sources.form_loader import load_forms
from tests.checks.cases import Case, write_catalog
from tests.conftest import TESTS
from tests.sample_reports import ORIGINAL, sample_reports

DATA = TESTS / "authoring" / "references.yml"
DEPARTMENT = {"name": "甲县住房和城乡建设局", "kind": "department"}
KEY = ("jia", 2024)


def _entries() -> list[dict[str, Any]]:
    return list(yaml.load(DATA.read_text(encoding="utf-8"), yaml.BaseLoader))


def _catalog(entry: dict[str, Any], root: Path, forms: Forms) -> Catalog:
    """Return a catalog whose only report is the entry, with its texts as YAML block scalars like authors'."""
    agency = entry.get("agency", DEPARTMENT)
    write_catalog(Case(entry["case"], {"jia": agency}, {"jia/2024": entry.get("cells", {})}, []), root, forms)
    path = root / "jia" / "2024.yml"
    tables = path.read_text(encoding="utf-8")
    texts = {key: value for key, value in entry.items() if key in ("preamble", "overview")}
    notes = {key.removeprefix("notes."): value for key, value in entry.items() if key.startswith("notes.")}
    tables = re.sub(r"(?m)^overview: .*\n(?:  .*\n)*", "", tables)
    written = "".join(f"{key}: |\n{_indented(text, 2)}" for key, text in texts.items())
    if notes:
        written += "notes:\n" + "".join(f"  {key}: |\n{_indented(text, 4)}" for key, text in notes.items())
    path.write_text(written + tables, encoding="utf-8")
    return load_catalog(root, forms)


def _indented(text: str, depth: int) -> str:
    return "".join(f"{' ' * depth}{line}\n" for line in text.strip("\n").split("\n"))


def _described(figure: TypedFigure) -> str:
    if figure.cell:
        return f"{figure.typed} → {figure.reference}（{figure.label}）"
    return f"{figure.typed} 不换：{figure.label}"


@pytest.mark.parametrize("entry", _entries(), ids=lambda entry: entry["case"])
def test_proposals(entry: dict[str, Any], tmp_path: Path, forms: Forms) -> None:
    catalog = _catalog(entry, tmp_path, forms)
    assert [_described(figure) for figure in proposals(catalog, catalog.reports[KEY])] == entry["proposed"]


SOURCE = """\
# 头一行注释
published:   2025-01-20   # 多余的空格
overview: |
  我局收到政府信息公开申请 16 件，\t办结16件。

    缩进的一段：上年结转**0**件。   # 这不是注释
problems: "因政府信息公开被申请行政复议0件，#不是注释"   # 引号里的
other: '未收取信息处理费。收到政府信息公开申请16件。'
preamble: 全年收到政府信息公开申请16件。  # 没有引号
closing: >
  收到政府信息公开申请16件，
  不能换。
notes:
  requests: "收到政府信息公开申请16件。\\n换行的不能换。"
"""

EDITED = {
    "申请 16 件": "申请 {{requests.new.total}} 件",
    "办结16件": "办结{{requests.total.total}}件",
    "结转**0**件": "结转**{{requests.carried_in.total}}**件",
    '"因政府信息公开被申请行政复议0件': '"因政府信息公开被申请行政复议{{disputes.review.total}}件',
    "处理费。收到政府信息公开申请16件。'": "处理费。收到政府信息公开申请{{requests.new.total}}件。'",
    "preamble: 全年收到政府信息公开申请16件": "preamble: 全年收到政府信息公开申请{{requests.new.total}}件",
}


def _source() -> str:
    tables = ORIGINAL.read_text(encoding="utf-8")
    return SOURCE + tables[tables.index("disclosure:") : tables.index("# 五、")]


@pytest.mark.parametrize("bom", ["", "\ufeff"], ids=["plain", "bom"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_only_the_figures_in_the_file_change(tmp_path: Path, forms: Forms, bom: str, ending: str) -> None:
    path = tmp_path / "jia" / "2024.yml"
    path.parent.mkdir()
    (path.parent / "agency.yml").write_text("name: 甲县住房和城乡建设局\nkind: department\n", encoding="utf-8")
    before = bom + _source().replace("\n", ending)
    path.write_bytes(before.encode())
    path.chmod(0o640)
    catalog = load_catalog(tmp_path, forms)
    report = catalog.reports[KEY]
    assert write_references(catalog, report, proposals(catalog, report))
    expected = before
    for typed, reference in EDITED.items():
        assert expected.count(typed) == 1
        expected = expected.replace(typed, reference)
    assert path.read_bytes().decode() == expected
    assert path.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in sorted(path.parent.iterdir())] == ["2024.yml", "agency.yml"]
    again = load_catalog(tmp_path, forms)
    assert _published(again, again.reports[KEY]) == _published(catalog, report)
    left = {figure.label for figure in proposals(again, again.reports[KEY])}
    assert left == {"这段文字在引号里换了行或用了“\\”，或者几行连成一段，请自己改"}


def test_a_file_changed_in_the_meantime_is_left_alone(tmp_path: Path, forms: Forms) -> None:
    catalog = _catalog({"case": "", "cells": {"requests.new.total": 16}, "overview": "收到申请16件。"}, tmp_path, forms)
    report = catalog.reports[KEY]
    figures = proposals(catalog, report)
    changed = report.path.read_text(encoding="utf-8").replace("preamble", "closing").replace("16件", "16 件")
    report.path.write_text(changed, encoding="utf-8")
    assert not write_references(catalog, report, figures)
    assert report.path.read_text(encoding="utf-8") == changed


def _published(catalog: Catalog, report: Report) -> dict[str, str]:
    return published_texts(report, catalog.form_of(report))


def test_every_report_of_the_project_is_published_as_before_with_references(tmp_path: Path) -> None:
    """With references, all texts are published character for character as before."""
    source, forms = sample_reports(), load_forms()
    for path in sorted(source.rglob("*.yml")):
        target = tmp_path / path.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    catalog = load_catalog(tmp_path, forms)
    count = 0
    for report in catalog.reports.values():
        figures = [figure for figure in proposals(catalog, report) if figure.cell]
        count += len(figures)
        assert not figures or write_references(catalog, report, figures)
    again = load_catalog(tmp_path, forms)
    for key, report in again.reports.items():
        assert _published(again, report) == _published(catalog, catalog.reports[key])
        assert not [figure for figure in proposals(again, report) if figure.cell]
    assert count > 300
    text = (tmp_path / "qiyang" / "zjj" / "2024.yml").read_text(encoding="utf-8")
    assert "办理行政许可件{{disclosure.licensing.decisions}}件" in text
    assert "共受理依申请公开{{requests.new.total}}件" in text
