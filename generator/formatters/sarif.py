"""Problems as SARIF 2.1.0 for code-review services and editors."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from generator.markup.printed import printed_json
from generator.model.paths import shown_path
from generator.model.problem import Problem
from generator.sources.declared import DeclaredCheck, Group

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_BASE_ID = "%SRCROOT%"
_MANUAL_PAGE = "manual/checks/"


def as_sarif(problems: Iterable[Problem], groups: Iterable[Group], site: str = "") -> str:
    """Return one run with all checks as rules; accepted problems are suppressed with the author's reason.

    `site` is the URL of the published site; if given, each rule links to its entry in the manual.
    """
    checks = [check for group in groups for check in group.checks]
    rule_indexes = {check.id: index for index, check in enumerate(checks)}
    driver: dict[str, Any] = {
        "name": "gongkai",
        "version": version("gongkai"),
        "language": "zh-CN",
        "rules": [_rule(check, site) for check in checks],
    }
    if site:
        driver["informationUri"] = site
    run = {
        "tool": {"driver": driver},
        "language": "zh-CN",
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_BASE_ID: {"description": {"text": "运行核对时所在的文件夹。"}}},
        "results": [_result(problem, rule_indexes) for problem in problems],
    }
    return printed_json({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(check: DeclaredCheck, site: str) -> dict[str, Any]:
    facts = {"常见的正当原因：": check.causes, "怎么办：": check.do, "依据：": check.by}
    rule: dict[str, Any] = {
        "id": check.id,
        "shortDescription": _message(check.title),
        "fullDescription": _message(check.means),
        "help": _message("\n".join([check.means, *(f"{name}{text}" for name, text in facts.items() if text)])),
        "defaultConfiguration": {"level": check.level},
    }
    if site:
        rule["helpUri"] = f"{site.rstrip('/')}/{_MANUAL_PAGE}#{quote(check.id)}"
    return rule


def _result(problem: Problem, rule_indexes: Mapping[str, int]) -> dict[str, Any]:
    location: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": _artifact(problem.at.path),
            "region": {"startLine": problem.at.line, "startColumn": problem.at.column},
        }
    }
    if problem.cell:
        location["logicalLocations"] = [{"fullyQualifiedName": problem.cell}]
    result: dict[str, Any] = {"ruleId": problem.check}
    if problem.check in rule_indexes:
        result["ruleIndex"] = rule_indexes[problem.check]
    return result | {
        "level": problem.level,
        "message": _message(problem.message),
        "locations": [location],
        "suppressions": [{"kind": "inSource", "justification": problem.accepted}] if problem.accepted else [],
    }


def _message(text: str) -> dict[str, str]:
    """Return a SARIF message with placeholders and links escaped."""
    return {"text": text.replace("{", "{{").replace("}", "}}").replace("](", "\\](")}


def _artifact(path: Path) -> dict[str, str]:
    """Return the file's URI, relative to the current directory if it lies below it."""
    name = shown_path(path)
    if Path(name).is_absolute():
        return {"uri": Path(name).as_uri()}
    return {"uri": quote(os.fsencode(name)), "uriBaseId": _BASE_ID}
