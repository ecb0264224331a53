"""SARIF output is valid by its schema and has the same problems as every other format."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema  # type: ignore[import-untyped]
import pytest

from generator.checks.catalogue import catalogue
from generator.formatters import as_sarif
from generator.model.form import Forms
from generator.model.problem import Position, Problem
from tests.conftest import TESTS

SCHEMA = json.loads((TESTS / "formatters" / "schemas" / "sarif-2.1.0.json").read_text(encoding="utf-8"))


def _run(problems: list[Problem], forms: Forms, site: str = "") -> dict[str, Any]:
    log = json.loads(as_sarif(problems, catalogue(forms.values()), site))
    validator = jsonschema.validators.validator_for(SCHEMA)
    validator(SCHEMA, format_checker=validator.FORMAT_CHECKER).validate(log)
    (run,) = log["runs"]
    return dict(run)


def test_each_problem_is_a_result_with_its_rule_and_location(problems: list[Problem], forms: Forms) -> None:
    run = _run(problems, forms)
    rules = run["tool"]["driver"]["rules"]
    assert len(run["results"]) == len(problems) > 5
    for result, problem in zip(run["results"], problems, strict=True):
        place = result["locations"][0]["physicalLocation"]
        assert (result["ruleId"], result["level"]) == (problem.check, problem.level)
        assert rules[result["ruleIndex"]]["id"] == problem.check
        assert place["region"] == {"startLine": problem.at.line, "startColumn": problem.at.column}
        assert Path.cwd() / unquote(place["artifactLocation"]["uri"]) == problem.at.path
        assert place["artifactLocation"]["uri"].isascii()
        assert place["artifactLocation"]["uriBaseId"] in run["originalUriBaseIds"]
    assert run["columnKind"] == "unicodeCodePoints"


def test_accepted_problems_are_suppressed_with_their_reason(problems: list[Problem], forms: Forms) -> None:
    results = _run(problems, forms)["results"]
    suppressed = [(each["ruleId"], each["suppressions"]) for each in results if each["suppressions"]]
    reason = {"kind": "inSource", "justification": "原件<b>如此</b>"}
    assert suppressed == [("narrative.copied", [reason])]


def test_a_rule_has_help_and_a_link_to_the_manual(forms: Forms) -> None:
    rules = _run([], forms, "https://www.example.gov.cn/gk/")["tool"]["driver"]["rules"]
    rule = next(each for each in rules if each["id"] == "requests.balance")
    assert rule["helpUri"] == "https://www.example.gov.cn/gk/manual/checks/#requests.balance"
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert "怎么办：核对原件" in rule["help"]["text"]
    manual = (TESTS.parent / "docs/manual/checks.md").read_text(encoding="utf-8")
    known = [each for each in rules if f"#{each['id']} }}" in manual]
    assert len(known) > 60
    assert "helpUri" not in _run([], forms)["tool"]["driver"]["rules"][0]


def test_every_check_is_a_rule_with_its_level(forms: Forms) -> None:
    checks = [check for group in catalogue(forms.values()) for check in group.checks]
    rules = _run([], forms)["tool"]["driver"]["rules"]
    levels = {rule["id"]: rule["defaultConfiguration"]["level"] for rule in rules}
    assert levels == {check.id: check.level for check in checks}
    assert len(rules) == len(checks)


def test_text_of_authors_never_becomes_a_link_or_a_placeholder(problems: list[Problem], forms: Forms) -> None:
    texts = [each["message"]["text"] for each in _run(problems, forms)["results"]]
    (quoting,) = [text for text in texts if "evil" in text and "a[1" in text]
    assert "{{{{a[1\\](https" in quoting


def test_a_file_outside_the_current_directory_has_an_absolute_uri(forms: Forms) -> None:
    problem = Problem(Position(Path("/别处/甲 乙.yml"), 3, 4), "error", "source.yaml", "读不懂。")
    place = _run([problem], forms)["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "file:///%E5%88%AB%E5%A4%84/%E7%94%B2%20%E4%B9%99.yml"}


def test_the_schema_rejects_an_invalid_log(problems: list[Problem], forms: Forms) -> None:
    log = json.loads(as_sarif(problems, catalogue(forms.values())))
    log["runs"][0]["results"][0]["level"] = "疑问"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validators.validator_for(SCHEMA)(SCHEMA).validate(log)
