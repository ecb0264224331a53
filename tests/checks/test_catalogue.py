"""The catalogue and the code have the same checks, and the manual's page is up to date."""

import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from generator.checks.catalogue import Entry, catalogue
from generator.checks.manual import page
from generator.model.form import Form, Forms
from generator.sources.form_loader import load_forms
from tests.conftest import TESTS

ROOT = TESTS.parent
GROUPS = catalogue(load_forms().values())
ENTRIES = {entry.id: entry for group in GROUPS for entry in group.entries}
EQUATIONS = {entry.id for group in GROUPS if group.title == "勾稽关系" for entry in group.entries}
FAMILIES = {id.partition(".")[0] for id in ENTRIES.keys() - EQUATIONS}

_ID = re.compile(r"([a-z]+)\.[a-z-]+")
_REPORTING_FUNCTIONS = {"fault": "source", "warn": "source", "source_problem": "source", "_warning": "identity"}
_LEVELS = {"错误": "error", "疑问": "warning"}


def _constant(node: ast.AST) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _is_sentence(node: ast.AST) -> bool:
    return any(re.search("[一-鿿]", _constant(part)) for part in ast.walk(node))


def checks_in(source: str, *, pairs: bool = True) -> Iterator[str]:
    """Yield the ids of the checks that a module can report.

    They occur as full ids, as words passed to a reporting function and, with `pairs`, as words followed by a Chinese
    sentence in a tuple.
    """
    for node in ast.walk(ast.parse(source)):
        match = _ID.fullmatch(_constant(node))
        if match and match[1] in FAMILIES:
            yield match[0]
        if isinstance(node, ast.Call):
            family = _REPORTING_FUNCTIONS.get(getattr(node.func, "attr", getattr(node.func, "id", "")))
            word = _constant(node.args[1]) if family and len(node.args) > 2 else ""
            if word:
                yield f"{family}.{word}"
        if pairs and isinstance(node, ast.Tuple):
            for first, second in pairwise(node.elts):
                if re.fullmatch("[a-z]+", _constant(first)) and _is_sentence(second):
                    yield f"source.{_constant(first)}"


def _modules() -> list[Path]:
    package = ROOT / "generator"
    return [*package.glob("sources/**/*.py"), *package.glob("checks/**/*.py")]


def _checks_in_code() -> set[str]:
    return {
        id for path in _modules() for id in checks_in(path.read_text(encoding="utf-8"), pairs="sources" in path.parts)
    }


def test_catalogue_has_exactly_the_checks_of_the_code() -> None:
    assert _checks_in_code() == ENTRIES.keys() - EQUATIONS


@pytest.mark.parametrize(
    ("line", "id"),
    [
        ('tree.fault(node, "value", f"“{name}”不对。")', "source.value"),
        ('return "depth", "嵌套太深。"', "source.depth"),
        ('_SLIPS = ((re.compile("x"), "tab", "用了制表符。"),)', "source.tab"),
        ('yield _warning(subject, "title", finding, "请核对。")', "identity.title"),
        ('return _Finding("error", "cell.word", f"的“{text}”不是数字", advice)', "cell.word"),
        ('check, finding, advice = "narrative.unit", unit, "请核对单位。"', "narrative.unit"),
    ],
)
def test_checks_are_found_in_code(line: str, id: str) -> None:
    assert set(checks_in(line)) == {id}


def _rules(form: Form) -> dict[str, str]:
    return {rule.id: rule.weight for table in form.tables.values() for block in table.blocks for rule in block.rules}


def test_every_equation_has_an_entry_with_its_level(forms: Forms) -> None:
    weights = {id: weight for form in load_forms().values() for id, weight in _rules(form).items()}
    blanks = {f"{id.partition('.')[0]}.blank" for id in ("requests.balance", "disputes.total")}
    assert {id: ENTRIES[id].level for id in EQUATIONS} == {**weights, **dict.fromkeys(blanks, "warning")}


def test_made_up_form_adds_its_own_equations(made_up_form: Form) -> None:
    entries = {entry.id: entry for group in catalogue([made_up_form]) for entry in group.entries}
    assert entries.keys() >= _rules(made_up_form).keys()
    assert entries["works.net"].means == "每一行都应当：净增 = 开工 - 完工。"
    assert entries["works.carried"] == Entry(
        "works.carried", "开工 ≥ 上年的完工", "warning", "每一行都应当：开工 ≥ 上年的完工。",
        "核对两年的报告；确实如此的，写入 accepts 说明理由。", by="本测试",
    )  # fmt: skip


def _messages() -> set[tuple[str, str]]:
    """Return the level and check of each message that the tests expect word for word."""
    paths = [*TESTS.glob("sources/files/*/*.txt"), *TESTS.glob("sources/catalogs/*.txt"), *TESTS.glob("checks/*.yml")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    return set(re.findall(r": (错误|疑问): .*\[([a-z]+\.[a-z-]+)\]$", text, re.MULTILINE))


@pytest.mark.parametrize(("level", "id"), sorted(_messages()), ids=lambda value: value)
def test_messages_have_the_level_of_the_catalogue(level: str, id: str) -> None:
    assert ENTRIES[id].level == _LEVELS[level]


def test_every_check_is_named_in_the_tests() -> None:
    paths = {path for kind in ("py", "txt", "yml") for path in TESTS.rglob(f"*.{kind}")} - {Path(__file__)}
    text = "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in paths)
    assert [id for id in ENTRIES if id not in text and not id.startswith("narrative.")] == []


def test_every_entry_has_a_meaning_and_a_remedy() -> None:
    for entry in ENTRIES.values():
        assert entry.title
        assert entry.means.endswith("。"), entry.id
        assert entry.do.endswith("。"), entry.id
        has_causes = entry.causes.endswith("。") or entry.id in ("source.folded", "since.unkept")
        assert entry.level == "error" or has_causes, entry.id


def test_manual_is_up_to_date() -> None:
    """Run `make manual` to update it."""
    assert (ROOT / "docs/manual/checks.md").read_text(encoding="utf-8") == page(GROUPS)


def test_every_check_has_an_anchor_in_the_manual() -> None:
    anchors = re.findall(r"^### .+ \{ #([a-z.-]+) \}$", page(GROUPS), re.MULTILINE)
    assert sorted(anchors) == sorted(ENTRIES)
