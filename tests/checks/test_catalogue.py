"""Every check is declared once and used somewhere, and the manual's page of checks is up to date."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from generator.checks import FAMILIES
from generator.checks.catalogue import catalogue
from generator.checks.manual import page
from generator.importers.questions import QUESTIONS, Question
from generator.model.form import Form, Forms
from generator.model.problem import Level, Position, Problem
from generator.sources.declared import CHECKS, DeclaredCheck, Scope, listed
from generator.sources.form_loader import load_forms
from tests.conftest import TESTS

ROOT = TESTS.parent
GROUPS = catalogue(load_forms().values())
ENTRIES = {check.id: check for group in GROUPS for check in group.checks}
EQUATIONS = ENTRIES.keys() - CHECKS.keys()

_MAKERS = {
    "Problem": {"model/problem.py"},
    "Check": {"model/rule.py", "authoring/import_result.py"},
    "DeclaredCheck": {"sources/declared.py", "checks/catalogue.py"},
    "check_of": {"sources/declared.py", "sources/faults.py"},
}
"""The modules that may make a problem or a check; all others import a declared check."""

_DECLARATIONS = {"generator.sources.declared": "", "generator.sources.faults": "source."}
_MAY_REPLACE_THE_LEVEL = {"checks/run.py"}  # an accepted problem is a note


@pytest.fixture(scope="module")
def modules() -> dict[str, ast.Module]:
    """Return the syntax trees of the program's modules, by path."""
    return {
        str(path.relative_to(ROOT / "generator")): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted((ROOT / "generator").rglob("*.py"))
    }


@pytest.fixture(scope="module")
def used(modules: dict[str, ast.Module]) -> dict[str, set[str]]:
    """Return the ids of the declared checks that each module uses."""
    return {module: set(used_checks(tree)) for module, tree in modules.items()}


def undeclared(module: str, tree: ast.Module) -> Iterator[str]:
    """Yield what the module does to make a problem of a check, or at a level, that nothing declares."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in _MAKERS and module not in _MAKERS[name]:
                yield f"{name}(…)"
            changed = {keyword.arg for keyword in node.keywords} & {"level", "check"}
            if name == "replace" and changed and module not in _MAY_REPLACE_THE_LEVEL:
                yield "replace(…)"
        if isinstance(node, ast.alias) and node.asname and node.name in _MAKERS:
            yield f"{node.name} as {node.asname}"
        if isinstance(node, ast.Subscript) and ast.unparse(node.value).endswith("CHECKS"):
            yield "CHECKS[…]"


def used_checks(tree: ast.Module) -> Iterator[str]:
    """Yield the ids of the declared checks that the module imports and uses for more than comparing ids."""
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    compared = [node.value for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr == "id"]
    used, making = {node.id for node in names}, {node.id for node in names if node not in compared}
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module in _DECLARATIONS:
            for each in node.names:
                if each.name.isupper() and each.name not in ("CHECKS", "GROUPS", "MAX_LISTED"):
                    assert (each.asname or each.name) in used, f"{each.name} is never used"
                    if (each.asname or each.name) in making:
                        yield _DECLARATIONS[node.module] + each.name.lower().replace("_", ".", 1)


def test_every_problem_is_made_by_a_declared_check(modules: dict[str, ast.Module]) -> None:
    assert {module: found for module, tree in modules.items() if (found := list(undeclared(module, tree)))} == {}


@pytest.mark.parametrize(
    "line",
    [
        'yield Problem(at, "error", "cell.word", message)',
        'yield problem.Problem(at, "error", "cell.word", message)',
        "from generator.model.problem import Problem as Finding",
        'Check("cell.word", "warning").at(position, finding)',
        'replace(problem, level="warning")',
        'CHECKS["cell.new"].at(position, finding)',
    ],
)
def test_making_a_problem_otherwise_is_found(line: str) -> None:
    assert len(list(undeclared("checks/cells.py", ast.parse(line)))) == 1


def test_every_declared_check_is_used(used: dict[str, set[str]]) -> None:
    assert set().union(*used.values()) | {"source.problems"} == CHECKS.keys()


def test_a_check_that_is_imported_and_not_used_is_found() -> None:
    with pytest.raises(AssertionError, match="CELL_WORD is never used"):
        list(used_checks(ast.parse("from generator.sources.declared import CELL_WORD")))


@pytest.mark.parametrize("line", ["declared import CELL_NEW", "faults import NEW", "declared import CELL"])
def test_what_is_not_declared_cannot_be_imported(line: str) -> None:
    with pytest.raises(ImportError, match="cannot import name"):
        exec(f"from generator.sources.{line}")


def asked(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield the id and level of each question that the module asks; the level is empty if it is not a constant."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Question":
            level, id = (getattr(each, "value", "") for each in node.args[:2])
            yield id, level


def test_every_question_of_an_import_is_declared_and_asked(modules: dict[str, ast.Module]) -> None:
    found = {question for tree in modules.values() for question in asked(tree)}
    assert {id for id, _ in found} == QUESTIONS.keys()
    assert [(id, level) for id, level in found if level and level not in QUESTIONS[id]] == []


@pytest.mark.parametrize(("id", "level"), [("import.new", "note"), ("import.year", "note")])
def test_a_question_that_is_not_declared_cannot_be_asked(id: str, level: Level) -> None:
    with pytest.raises(ValueError, match=f"no question {id} of level {level}"):
        Question(level, id, "问题。")


def _functions(tree: ast.Module | None) -> set[str]:
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)} if tree else set()


def test_families_are_the_functions_declared_for_reports_and_years() -> None:
    declared = {check.function for check in CHECKS.values() if check.scope in ("report", "year")}
    assert sorted(declared) == sorted(family.__name__ for family in FAMILIES)


def test_every_check_is_used_by_its_function(modules: dict[str, ast.Module], used: dict[str, set[str]]) -> None:
    """The module that uses it has the function, or stands beside a module `run` that has it."""
    for module, ids in used.items():
        functions = _functions(modules[module]) | _functions(modules.get(str(Path(module).parent / "run.py")))
        for id in ids:
            assert CHECKS[id].scope == "file" or CHECKS[id].function in functions, id


def test_a_function_has_one_scope() -> None:
    scopes = {(check.function, check.scope) for check in CHECKS.values()}
    assert len(scopes) == len({function for function, _ in scopes})
    assert {scope for _, scope in scopes} == set(get_args(Scope))


def _rules(form: Form) -> dict[str, str]:
    return {rule.id: rule.weight for table in form.tables.values() for block in table.blocks for rule in block.rules}


def test_every_equation_has_an_entry_with_its_level(forms: Forms) -> None:
    weights = {id: weight for form in load_forms().values() for id, weight in _rules(form).items()}
    blanks = {f"{id.partition('.')[0]}.blank" for id in ("requests.balance", "disputes.total")}
    assert {id: ENTRIES[id].level for id in EQUATIONS} == {**weights, **dict.fromkeys(blanks, "warning")}


def test_made_up_form_adds_its_own_equations(made_up_form: Form) -> None:
    entries = {check.id: check for group in catalogue([made_up_form]) for check in group.checks}
    assert entries.keys() >= _rules(made_up_form).keys()
    assert entries["works.net"].means == "每一行都应当：净增 = 开工 - 完工。"
    assert entries["works.carried"] == DeclaredCheck(
        "works.carried", "warning", "开工 ≥ 上年的完工", "每一行都应当：开工 ≥ 上年的完工。",
        "核对两年的报告；确实如此的，写入 accepts 说明理由。", by="本测试",
    )  # fmt: skip


def test_every_check_is_named_in_the_tests() -> None:
    paths = {path for kind in ("py", "txt", "yml") for path in TESTS.rglob(f"*.{kind}")} - {Path(__file__)}
    named = {id for path in paths for id in re.findall(r"[a-z]+\.[a-z-]+", path.read_text("utf-8", "replace"))}
    assert ENTRIES.keys() - named == set()


def test_every_entry_has_a_meaning_and_a_remedy() -> None:
    for entry in ENTRIES.values():
        assert entry.title
        assert entry.level in get_args(Level)[:2], entry.id
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


@pytest.mark.parametrize("count", [0, 1, 1_000, 1_001, 5_000])
def test_a_thousand_problems_are_listed_at_most(count: int) -> None:
    problems = [Problem(Position(Path("a.yml"), line), "warning", "cell.text", str(line)) for line in range(count)]
    found = listed(iter(problems))
    assert found[:1_000] == problems[:1_000]
    assert [problem.check for problem in found[1_000:]] == ["source.problems"] * (count > 1_000)
    assert all(problem.at.line == 1_000 and problem.level == "error" for problem in found[1_000:])
