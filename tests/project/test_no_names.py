"""No module, template or script names a row, column, table or form: these are defined in the form files alone.

Forbidden are strings that are a key, or contain the name of a cell, a printed label or a form's year; identifiers that
can only be a key (`carried_in`); and such attributes in templates and scripts.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from generator.model.table import Heading
from generator.sources.form_loader import load_forms

ROOT = Path(__file__).parents[2]
FORMS = load_forms()

OTHER_MEANINGS = {
    "count": "a kind of number",
    "amount": "a kind of number",
    "issued": "a form's notice",
    "published": "a report's date",
    "problems": "what a check reports",
    "organisation": "a kind of agency",
    "change": "an event in the browser",
}
"""Keys that have another meaning in the code as well; modules that name rows are still detected by other keys."""


def _with_parts(headings: Iterable[Heading]) -> Iterator[Heading]:
    for heading in headings:
        yield heading
        yield from _with_parts(heading.parts)


_SECTIONS = {section.key: section.title for form in FORMS.values() for section in form.sections}
_HEADINGS = [
    heading
    for form in FORMS.values()
    for table in form.tables.values()
    for block in table.blocks
    for heading in _with_parts((*block.rows, *block.columns))
]
KEYS = ({heading.key for heading in _HEADINGS} | _SECTIONS.keys()) - OTHER_MEANINGS.keys()
UNMISTAKABLE = {key for key in KEYS if "_" in key} | {section for form in FORMS.values() for section in form.tables}
LABELS = {label for label in (*(heading.label for heading in _HEADINGS), *_SECTIONS.values()) if len(label) > 3}
YEAR = re.compile("|".join({str(form.first_year) for form in FORMS.values() if form.first_year}))


def _names_part_of_form(text: str) -> bool:
    """Return whether the text names a part of a form."""
    return (
        all(part in KEYS for part in text.split("."))
        or not UNMISTAKABLE.isdisjoint(re.findall("[a-z_]+", text))
        or bool(YEAR.search(text))
        or any(label in text for label in LABELS)
    )


def named_in_python(source: str) -> list[str]:
    """Return what Python code names, apart from docstrings and comments."""
    found: list[str] = []
    tree = ast.parse(source)
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in docstrings and _names_part_of_form(str(node.value)):
            found.append(str(node.value))
        words = [getattr(node, field, None) for field in ("id", "attr", "arg", "name")]
        found += [word for word in words if isinstance(word, str) and word in UNMISTAKABLE]
    return found


def named_in_template(source: str) -> list[str]:
    """Return what a Jinja template names in its text and its expressions."""
    kinds = (nodes.TemplateData, nodes.Const, nodes.Getattr)
    found = (getattr(node, "data", None) or getattr(node, "value", None) or getattr(node, "attr", None)
             for node in Environment(autoescape=True).parse(source).find_all(kinds))  # fmt: skip
    return [text for text in found if isinstance(text, str) and _names_part_of_form(text)]


def named_in_script(source: str) -> list[str]:
    """Return what JavaScript names in strings, and its attributes that can only be keys."""
    strings = (match[2] for match in re.finditer(r"""(["'`])((?:(?!\1)[^\\\n]|\\.)*)\1""", source))
    attributes = (match[1] for match in re.finditer(r"\.([a-z_]+)", source))
    return [text for text in strings if _names_part_of_form(text)] + [
        word for word in attributes if word in UNMISTAKABLE
    ]


def _files(pattern: str, *folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob(pattern))


def _id(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


MODULES = _files("*.py", "generator")
TEMPLATES = _files("*.j2", "templates") + _files("*.html", "templates")
SCRIPTS = _files("*.js", "docs", "templates")


@pytest.mark.parametrize("path", MODULES, ids=_id)
def test_no_module_names_parts_of_forms(path: Path) -> None:
    assert named_in_python(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=_id)
def test_no_template_names_parts_of_forms(path: Path) -> None:
    assert named_in_template(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=_id)
def test_no_script_names_parts_of_forms(path: Path) -> None:
    assert named_in_script(path.read_text(encoding="utf-8")) == []


def test_files_of_every_kind_are_checked() -> None:
    assert len(MODULES) > 20
    assert TEMPLATES
    assert SCRIPTS


@pytest.mark.parametrize(
    "line",
    [
        'report.tables["requests"]["new"]',
        'rows["denied.query"]',
        'rows.get("granted")',
        "cell = 'requests.new.total'",
        'name = f"{section}.carried_in.{column}"',
        'text = f"requests.new.{column}"',
        "total_public = 1",
        "def in_force(): ...",
        "tables.requests",
        'form = forms["2021"]',
        "if year >= 2021: ...",
        'label = "（七）总计"',
        'x = {"licensing": 1}',
    ],
)
def test_names_in_python_are_detected(line: str) -> None:
    assert named_in_python(line)


@pytest.mark.parametrize(
    "line",
    [
        '{{ report.tables["requests"] }}',
        "{{ report.tables.requests }}",
        "{{ row.granted }}",
        "{% if form.id == '2021' %}新格式{% endif %}",
        "<th>自然人数</th><th>社会公益组织</th>",
        '<td id="requests.new.total">',
    ],
)
def test_names_in_templates_are_detected(line: str) -> None:
    assert named_in_template(line)


@pytest.mark.parametrize(
    "line", ['record.tables["requests"]', "record.tables.requests", "`requests.new.total`", "row.carried_in", "'2021'"]
)
def test_names_in_scripts_are_detected(line: str) -> None:
    assert named_in_script(line)


@pytest.mark.parametrize(
    "line", ["total = sum(other)", "new = query.count", '"""The row requests.new of 2021."""', "# 2021"]
)
def test_common_words_and_comments_are_allowed(line: str) -> None:
    assert named_in_python(line) == []
