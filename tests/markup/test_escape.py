"""Escaped text is shown as typed by every Markdown parser in every context, and none of it becomes markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import pytest
from cmarkgfm import markdown_to_html_with_extensions
from cmarkgfm.cmark import Options
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser

from generator.builder.mkdocs.settings import complete_settings
from generator.markup.cmark import GENERATED
from generator.markup.escape import escaped

_MARKUP = r"""
<script>alert(1)</script> <b> </div> <!-- --> <湖南省> &amp; &#42; &copy [x](y.md) ![x](y) [^1] [x]: *[HTML]: {: {#id}
{.c} {{7*7}} {%x%} !!! ??? === *** --- **x** __x__ *x* _x_ `x` ``` ~~~ ~~x~~ ==x== ^^x^^ $x$ http://a.cn
https://a.cn/b www.a.cn a@b.cn <http://a.cn> @某人 :smile: # 3#楼 > - + * 1. 10) 2024. |a|b| | \ \* : --8<-- ::: [
gkpagegk ） （一） 。 字 7 a " ' = + - . ) ( ! ? : / % ; ,
"""
_MARKUP_WITH_SPACES = (
    "# ",
    "> ",
    "- ",
    "+ ",
    "* ",
    "1. ",
    "10) ",
    "[ ] ",
    "[^1]: x",
    "[x]: y",
    "{: onload=x }",
    "!!! note",
    '=== "x"',
)
SNIPPETS = [*_MARKUP.split(), *_MARKUP_WITH_SPACES, "| a | b |", ": x", "title: x", '--8<-- "x"', "　", "  ", "\t"]

TEXTS = st.lists(st.sampled_from(SNIPPETS), min_size=1, max_size=8).map("".join) | st.text(
    st.sampled_from("".join(sorted({character for snippet in SNIPPETS for character in snippet}))),
    min_size=1,
    max_size=30,
)

CONTEXTS = {
    "paragraph": "{}",
    "after a word": "甲{}",
    "before a word": "{}甲",
    "item": "- {}\n- 乙",
    "heading": "### {}",
    "cell": "| 甲 | 乙 |\n|---|---|\n| {} | 丙 |",
    "table header": "| {} | 乙 |\n|---|---|\n| 甲 | 丙 |",
    "link": "甲[{}](x/index.md)",
    "strong": "<strong>{}</strong>甲",
    "inside an HTML block": "<div class=\"x\" markdown>\n\n{}\n\n</div>",
    "attribute": "甲<a href=\"x\" download=\"{}\">丙</a>",
}  # fmt: skip


@cache
def _settings() -> tuple[list[str], dict[str, Any]]:
    """Return the Markdown extensions of the program's settings and their options."""
    entries = complete_settings(None)["markdown_extensions"]
    pairs = [next(iter(each.items())) if isinstance(each, dict) else (each, {}) for each in entries]
    return [name for name, _ in pairs], dict(pairs)


def python_markdown(text: str, more: Sequence[str] = ()) -> str:
    """Render as all site engines do: with our extensions except `generator.markup`, which only saves time."""
    names, options = _settings()
    names = [name for name in names if name != "generator.markup"]
    return Markdown(extensions=[*names, *more], extension_configs=options).convert(text)


def more_extensions(text: str) -> str:
    """Render with extensions that another site may use."""
    pymdownx = ("tilde", "caret", "mark", "magiclink", "details", "smartsymbols")
    return python_markdown(text, ["extra", "sane_lists", *(f"pymdownx.{name}" for name in pymdownx)])


def fast(text: str) -> str:
    """Render as our own builds do."""
    names, options = _settings()
    return Markdown(extensions=names, extension_configs=options).convert(f"{GENERATED} -->\n\n{text}")


def commonmark(text: str) -> str:
    return str(markdown_to_html_with_extensions(text, Options.CMARK_OPT_UNSAFE, ["table"]))


def forge(text: str) -> str:
    """Render as code forges do: with bare URLs, footnotes, strikethrough and task lists."""
    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    return str(markdown_to_html_with_extensions(text, options, ["table", "autolink", "strikethrough", "tasklist"]))


PARSERS: tuple[Callable[[str], str], ...] = (python_markdown, more_extensions, fast, commonmark, forge)


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _shape(html: str) -> list[str]:
    return [node.tag or "" for node in LexborHTMLParser(html).css("body *")]


@pytest.mark.parametrize("parser", PARSERS, ids=lambda parser: parser.__name__)
@settings(max_examples=60, deadline=None)
@given(text=TEXTS)
def test_any_text_is_shown_as_typed_and_creates_no_element(parser: Callable[[str], str], text: str) -> None:
    for context in CONTEXTS.values():
        page, reference = (parser(context.format(each)) for each in (escaped(text), "丁"))
        shown = LexborHTMLParser(page)
        for node in shown.css("script, style"):
            assert not node.text(), page
        assert shown.body is not None
        if "download" in context:
            assert _plain(shown.css_first("a").attributes["download"] or "") == _plain(text)  # type: ignore[union-attr]
        else:
            expected = _plain(LexborHTMLParser(reference).body.text()).replace("丁", _plain(text))  # type: ignore[union-attr]
            assert _plain(shown.body.text()) == expected, page
        if text.strip() and not (parser is forge and "@" in text):  # forges link escaped mail addresses too
            assert _shape(page) == _shape(reference), page


@pytest.mark.parametrize("parser", PARSERS, ids=lambda parser: parser.__name__)
def test_any_snippet_is_shown_as_typed_at_the_start_of_a_line(parser: Callable[[str], str]) -> None:
    """All in one page, each a paragraph before a word and alone."""
    texts = [text for snippet in SNIPPETS if snippet.strip() for text in (f"{snippet}甲", snippet)]
    page = LexborHTMLParser(parser("\n\n".join(map(escaped, texts))))
    assert [_plain(node.text()) for node in page.css("body > p")] == [_plain(text) for text in texts]
    if parser is not forge:
        assert set(_shape(page.html or "")) == {"p"}


@pytest.mark.parametrize("text", SNIPPETS)
def test_a_heading_is_listed_in_the_contents_as_typed(text: str) -> None:
    names, options = _settings()
    markdown = Markdown(extensions=names, extension_configs=options)
    markdown.convert(f"## 甲{escaped(text)}乙")
    (token,) = markdown.toc_tokens  # type: ignore[attr-defined]
    assert _plain(LexborHTMLParser(token["name"]).text()) == _plain(f"甲{text}乙")
