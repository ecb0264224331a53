"""The theme's templates use only what MkDocs, ProperDocs and Zensical all support.

Zensical renders them with MiniJinja: the same language, but with fewer values and without their Python methods.
`make engines` verifies that all three build the same pages; these tests find likely differences within seconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

THEME = Path(__file__).parents[2] / "templates" / "theme"
TEMPLATES = sorted(path.relative_to(THEME).as_posix() for path in THEME.rglob("*.html"))

TEXT_FILTERS = {"e", "lower", "replace", "striptags", "tojson", "trim", "upper", "url", "urlencode"}
LIST_FILTERS = {"dictsort", "first", "items", "join", "last", "length", "list", "map", "reverse", "selectattr", "sort"}
FILTERS = {*TEXT_FILTERS, *LIST_FILTERS, "default", "int", "max", "min", "sum"}
TESTS = {"defined", "undefined", "none", "true", "false", "string", "number", "mapping", "sequence", "iterable"}
FUNCTIONS = {"super", "loop", "namespace", "range", "dict", "caller"}

VALUES = {
    "nav": {"items", "homepage", "pages"},
    "page": {"title", "content", "toc", "meta", "url", "canonical_url", "previous_page", "next_page"},
}
"""Attributes of `nav` and `page` that all engines provide. On the 404 page, `page.content` is undefined."""


@pytest.mark.parametrize("name", TEMPLATES)
def test_templates_use_only_what_all_engines_support(name: str) -> None:
    assert list(unsupported((THEME / name).read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{% for name, text in meta.labels.items() %}{% endfor %}", "1: call of .items"),
        ('\n{{ page.url.startswith("years/") }}', "2: call of .startswith"),
        ('{% set x = "a" %}{{ x.upper() }}', "1: call of .upper"),
        ("{{ title | truncate(20) }}", "1: filter truncate"),
        ("{% filter wordwrap %}x{% endfilter %}", "1: filter wordwrap"),
        ("{{ macro is callable }}", "1: test callable"),
        ("{{ cycler(1, 2) }}", "1: call of cycler"),
        ("{% for item in nav %}{% endfor %}", "1: all of nav"),
        ("{{ page.file.src_uri }}", "1: page.file"),
        ("{% if not page %}404{% endif %}", "1: all of page"),
    ],
)
def test_what_only_some_engines_support_is_reported(source: str, expected: str) -> None:
    assert list(unsupported(source)) == [expected]


@pytest.mark.parametrize(
    "source",
    [
        "{% macro link(to) %}{{ to | e }}{% endmacro %}{{ link('a') }}",
        "{% import 'language.html' as words %}{{ words.t('x') }}{% from 'parts.html' import a as b %}{{ b() }}",
        "{% for item in nav.items recursive %}{{ loop(item.children) }}{% endfor %}{{ super() }}{{ lang.t('x') }}",
        "{{ page.url[:2] if page.content is defined else [1, 2][1:] }}{{ {'a': base_url} | tojson }}",
    ],
)
def test_what_all_engines_support_is_not_reported(source: str) -> None:
    assert list(unsupported(source)) == []


def unsupported(source: str) -> Iterator[str]:
    """Yield the line and description of each construct that some engine does not support."""
    tree = Environment(autoescape=True).parse(source)
    functions, modules = _callable(tree)
    attributes = {id(node.node) for node in tree.find_all(nodes.Getattr)}
    for node in tree.find_all((nodes.Call, nodes.Filter, nodes.Test, nodes.Getattr, nodes.Name)):
        match node:
            case nodes.Call(node=nodes.Name(name=name)) if name not in functions:
                yield f"{node.lineno}: call of {name}"
            case nodes.Call(node=nodes.Getattr(node=of, attr=name)):
                if not (isinstance(of, nodes.Name) and of.name in modules):
                    yield f"{node.lineno}: call of .{name}"
            case nodes.Filter(name=name) if name not in FILTERS:
                yield f"{node.lineno}: filter {name}"
            case nodes.Test(name=name) if name not in TESTS:
                yield f"{node.lineno}: test {name}"
            case nodes.Getattr(node=nodes.Name(name=of), attr=name) if name not in VALUES.get(of, {name}):
                yield f"{node.lineno}: {of}.{name}"
            case nodes.Name(name=name, ctx="load") if name in VALUES and id(node) not in attributes:
                yield f"{node.lineno}: all of {name}"


def _callable(tree: nodes.Template) -> tuple[set[str], set[str]]:
    """Return the functions and macros that the template may call, and the modules whose macros it may call."""
    functions, modules = set(FUNCTIONS), {"lang", "self"}
    functions |= {macro.name for macro in tree.find_all(nodes.Macro)}
    for each in tree.find_all(nodes.FromImport):
        functions |= {name if isinstance(name, str) else name[1] for name in each.names}
    modules |= {each.target for each in tree.find_all(nodes.Import)}
    return functions, modules
