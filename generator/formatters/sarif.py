"""Problems as SARIF 2.1.0, which code-review services and editors read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from generator.checks.catalogue import Entry, Group
from generator.model.paths import shown_path
from generator.model.problem import Problem

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "%SRCROOT%"
_MANUAL = "manual/checks/"


def as_sarif(problems: Iterable[Problem], groups: Iterable[Group], site: str = "") -> str:
    """One run with all checks as its rules; accepted problems are suppressed, with the author's reason.

    `site` is the address the site is published at: with it each rule leads to its place in the manual.
    """
    entries = [entry for group in groups for entry in group.entries]
    places = {entry.id: number for number, entry in enumerate(entries)}
    driver: dict[str, Any] = {
        "name": "gongkai",
        "version": version("gongkai"),
        "language": "zh-CN",
        "rules": [_rule(entry, site) for entry in entries],
    }
    if site:
        driver["informationUri"] = site
    run = {
        "tool": {"driver": driver},
        "language": "zh-CN",
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "运行核对时所在的文件夹。"}}},
        "results": [_result(problem, places) for problem in problems],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(entry: Entry, site: str) -> dict[str, Any]:
    facts = {"常见的正当原因：": entry.causes, "怎么办：": entry.do, "依据：": entry.by}
    rule: dict[str, Any] = {
        "id": entry.id,
        "shortDescription": _message(entry.title),
        "fullDescription": _message(entry.means),
        "help": _message("\n".join([entry.means, *(f"{name}{text}" for name, text in facts.items() if text)])),
        "defaultConfiguration": {"level": entry.level},
    }
    if site:
        rule["helpUri"] = f"{site.rstrip('/')}/{_MANUAL}#{quote(entry.id)}"
    return rule


def _result(problem: Problem, places: Mapping[str, int]) -> dict[str, Any]:
    location: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": _artifact(problem.at.path),
            "region": {"startLine": problem.at.line, "startColumn": problem.at.column},
        }
    }
    if problem.cell:
        location["logicalLocations"] = [{"fullyQualifiedName": problem.cell}]
    result: dict[str, Any] = {"ruleId": problem.check}
    if problem.check in places:
        result["ruleIndex"] = places[problem.check]
    return result | {
        "level": problem.level,
        "message": _message(problem.message),
        "locations": [location],
        "suppressions": [{"kind": "inSource", "justification": problem.accepted}] if problem.accepted else [],
    }


def _message(text: str) -> dict[str, str]:
    """A text in which nothing is taken for a placeholder or a link."""
    return {"text": text.replace("{", "{{").replace("}", "}}").replace("](", "\\](")}


def _artifact(path: Path) -> dict[str, str]:
    """The file's address: relative to where the command runs, else absolute."""
    shown = shown_path(path)
    if Path(shown).is_absolute():
        return {"uri": Path(shown).as_uri()}
    return {"uri": quote(shown), "uriBaseId": _ROOT}
