"""The findings file of a report: its problems, and the verdict on each equation with both sides."""

from __future__ import annotations

import json
from pathlib import Path

from generator.checks import check_catalog
from generator.formatters.findings import findings
from generator.model.catalog import Catalog
from generator.model.form import Forms
from generator.sources.catalog import load_catalog


def test_each_equation_has_the_verdict_of_its_check(catalog: Catalog) -> None:
    report = catalog.reports["county/bureau", 2024]
    problems = [each for each in check_catalog(catalog) if each.at.path == report.path]
    record = json.loads(findings(report, catalog.form_of(report), problems))
    lines = [(each["check"], line) for each in record["equations"] for line in each["lines"]]
    broken = [(check, line["cell"]) for check, line in lines if line["verdict"] == "fails"]
    told = [(each["check"], each["cell"]) for each in record["problems"]]
    assert broken
    assert broken == [each for each in told if each in broken]
    assert {line["verdict"] for _, line in lines} == {"holds", "fails"}
    for _, line in lines:
        is_equal = line["left"] == line["right"]
        assert (line["verdict"] == "holds") == is_equal, line
    assert {each["path"] for each in record["problems"]} == {"county/bureau/2024.yml"}
    accepted = [(each["level"], each["accepted"]) for each in record["problems"] if each["accepted"]]
    assert accepted == [("note", "原件<b>如此</b>")]


def test_an_equation_with_a_blank_cell_is_unjudged(reports: Path, forms: Forms) -> None:
    path = reports / "county/bureau/2024.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("new:        [15,", "new:        [null,"), encoding="utf-8")
    catalog = load_catalog(reports, forms)
    report = catalog.reports["county/bureau", 2024]
    record = json.loads(findings(report, catalog.form_of(report), []))
    lines = [line for each in record["equations"] for line in each["lines"] if "空白" in line["sides"]]
    assert lines
    for line in lines:
        assert line["verdict"] == "unjudged"
        assert None in (line["left"], line["right"])
