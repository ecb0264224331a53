"""How each element of a web page is read: as a paragraph, not at all, aside, raised, or with a number."""

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.importers.document import Grid
from generator.importers.readers.html import parse_page
from generator.importers.readers.html_elements import is_aside, is_hidden, is_link, is_raised, is_struck, is_unread
from tests.importers.readers.dump import dump


def _node(markup: str) -> LexborNode:
    (node,) = LexborHTMLParser(f"<body>{markup}</body>").css("#a")
    return node


def _lines(markup: str) -> list[str]:
    return [line.partition("] ")[2] for line in dump(parse_page(f"<body>{markup}</body>")).splitlines()]


@pytest.mark.parametrize(
    "tag",
    [
        "address", "blockquote", "center", "dd", "details", "div", "dl", "fieldset", "figcaption", "figure", "form",
        "h1", "h2", "h3", "h4", "h5", "h6", "legend", "li", "ol", "p", "pre", "section", "summary", "ul",
    ],
)  # fmt: skip
def test_a_block_is_a_paragraph_of_its_own(tag: str) -> None:
    assert _lines(f"<section>甲<{tag}>乙</{tag}>丙</section>") == ["甲", "乙", "丙"]


@pytest.mark.parametrize("tag", ["article", "main"])
def test_articles_are_paragraphs_of_their_own(tag: str) -> None:
    assert _lines(f"甲<{tag}>乙</{tag}>丙<{tag}>丁</{tag}>戊") == list("甲乙丙丁戊")


@pytest.mark.parametrize("tag", ["span", "b", "font", "a", "u", "label", "ins"])
def test_other_elements_are_part_of_their_paragraph(tag: str) -> None:
    assert _lines(f"甲<{tag}>乙</{tag}>丙") == ["甲乙丙"]


def test_a_rule_ends_a_paragraph() -> None:
    assert _lines("甲<hr>丙") == ["甲", "丙"]


@pytest.mark.parametrize(
    "tag",
    [
        "script", "style", "noscript", "template", "select", "button", "textarea", "object", "iframe", "svg", "canvas",
        "audio", "video", "map", "del", "dialog",
    ],
)  # fmt: skip
def test_elements_that_hold_no_text_of_a_report(tag: str) -> None:
    assert is_unread(_node(f"<{tag} id=a>乙</{tag}>"))
    assert _lines(f"甲<{tag}>乙</{tag}>丙") == ["甲丙"]


def test_readings_beside_characters_are_left_out() -> None:
    assert _lines("<ruby>甲<rp>(</rp><rt>jia</rt><rp>)</rp></ruby>局") == ["甲局"]


@pytest.mark.parametrize("tag", ["nav", "header", "footer", "aside"])
def test_elements_beside_the_content(tag: str) -> None:
    assert is_aside(_node(f"<{tag} id=a>乙</{tag}>"))


@pytest.mark.parametrize("role", ["navigation", "banner", "contentinfo", "search", "dialog", "Navigation"])
def test_roles_beside_the_content(role: str) -> None:
    assert is_aside(_node(f'<div id=a role="{role}">乙</div>'))
    assert _lines(f'<p>甲</p><div role="{role}">乙</div>') == ["甲"]


@pytest.mark.parametrize("role", ["main", "article", "presentation", ""])
def test_other_roles_are_of_the_content(role: str) -> None:
    assert not is_aside(_node(f'<div id=a role="{role}">乙</div>'))


@pytest.mark.parametrize("around", ["article", "main"])
def test_the_header_of_an_article_holds_its_title(around: str) -> None:
    assert not is_aside(_node(f"<{around}><div><header id=a>乙</header></div></{around}>"))
    assert is_aside(_node(f"<{around}><footer id=a>乙</footer></{around}>"))
    assert is_aside(_node("<div><header id=a>乙</header></div>"))


@pytest.mark.parametrize(
    ("attribute", "expected"),
    [
        ("hidden", True), ("style='display:none'", True), ("style='DISPLAY : None'", True),
        ("style='visibility: hidden'", True), ("style='mso-hide:all'", True), ("style='font-size:0'", True),
        ("style='font-size: 0px'", True), ("style='font-size:0.8em'", False), ("style='font-size:08px'", False),
        ("style='display:block'", False), ("style='visibility:visible'", False), ("class=hidden", False),
    ],
)  # fmt: skip
def test_elements_that_are_not_shown(attribute: str, expected: bool) -> None:
    assert is_hidden(_node(f"<div id=a {attribute}>乙</div>")) == expected


@pytest.mark.parametrize(
    ("element", "expected"),
    [
        ("<a id=a href=b.html>", True), ("<a id=a href=''>", True), ("<a id=a href='#'>", True),
        ("<a id=a href='#b'>", False), ("<a id=a name=b>", False), ("<span id=a onclick=b()>", True),
        ("<span id=a role=button>", True), ("<span id=a role=Link>", True), ("<span id=a role=note>", False),
    ],
)  # fmt: skip
def test_what_leads_elsewhere_or_does_something(element: str, expected: bool) -> None:
    assert is_link(_node(f"{element}乙")) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("8<sup id=a>1</sup>", True), ("8<sub id=a>1</sub>", True), ("8<small id=a>1</small>", True),
        ("甲<sub id=a>1</sub>", False), ("甲<small id=a>1</small>", False), ("8 <small id=a>1</small>", True),
        *((f"8<span id=a style='vertical-align:{way}'>1</span>", True)
          for way in ("super", "sub", "text-top", "2px", "3.5pt", "1em", "30%")),
        *((f"8<span id=a style='vertical-align:{way}'>1</span>", False) for way in ("baseline", "middle", "0", "-2px")),
        ("8<span id=a style='position:relative;top:-.4em'>1</span>", True),
        ("8<span id=a style='margin-top:-4px'>1</span>", False),
        ("8<span id=a style='top:4px'>1</span>", False),
        *((f"8<span id=a class='{name}'>1</span>", True)
          for name in ("sup", "superscript", "footnote", "footnoteref", "endnote", "MsoEndnoteReference", "x sup-1")),
        *((f"8<span id=a class='{name}'>1</span>", False) for name in ("support", "supper", "note", "footer")),
        ("8<a id=a href='#n1'>1</a>", True), ("8<a id=a href='b.html#n1'>12</a>", True),
        ("8<a id=a href='#n1'>123</a>", False), ("8<a id=a href='b.html'>1</a>", False),
        ("8<div id=a style='vertical-align:super'>1</div>", False),
    ],
)  # fmt: skip
def test_what_is_raised_as_a_note_mark(markup: str, expected: bool) -> None:
    assert is_raised(_node(markup)) == expected


@pytest.mark.parametrize(
    ("element", "expected"),
    [
        ("<s id=a>", True), ("<strike id=a>", True), ("<span id=a style='text-decoration:line-through'>", True),
        ("<span id=a style='text-decoration-line: line-through'>", True),
        ("<span id=a style='text-decoration:red line-through'>", True),
        ("<span id=a style='text-decoration:underline;list-style:line-through'>", False), ("<u id=a>", False),
    ],
)  # fmt: skip
def test_what_is_struck_out(element: str, expected: bool) -> None:
    assert is_struck(_node(f"{element}7")) == expected


@pytest.mark.parametrize(
    ("opening", "numbers"),
    [
        ("<ol>", ["1.", "2."]), ("<ol start=9>", ["9.", "10."]), ("<ol start=x>", ["1.", "2."]),
        ("<ol type=a>", ["a.", "b."]), ("<ol type=A>", ["A.", "B."]), ("<ol type=i>", ["i.", "ii."]),
        ("<ol type=I>", ["I.", "II."]), ("<ol type=1>", ["1.", "2."]), ("<ol type=x>", ["1.", "2."]),
        ("<ol style='list-style-type:cjk-ideographic'>", ["一、", "二、"]),
        ("<ol style='list-style:simp-chinese-informal'>", ["一、", "二、"]),
        ("<ol style='list-style:none'>", ["", ""]), ("<ul>", ["", ""]),
    ],
)  # fmt: skip
def test_numbers_that_a_browser_shows_before_items(opening: str, numbers: list[str]) -> None:
    assert _lines(f"{opening}<li>甲<li>乙</ol>") == [f"{numbers[0]}甲", f"{numbers[1]}乙"]


@pytest.mark.parametrize("tag", ["h2", "p", "li"])
def test_a_description_follows_its_term(tag: str) -> None:
    assert _lines(f"<dl><dt>索引号<dd>A1<dt>文号：<dd>甲发3号</dl><{tag}>乙</{tag}>") == [
        "索引号：A1",
        "文号：甲发3号",
        "乙",
    ]


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ("", (1, 1)), ("colspan=3", (1, 3)), ("colspan=0", (1, 1)), ("colspan=x", (1, 1)), ("colspan=2000", (1, 1000)),
        ("rowspan=2", (2, 1)), ("rowspan=0", (1000, 1)), ("rowspan=x", (1, 1)),
    ],
)  # fmt: skip
def test_a_cell_is_as_large_as_in_a_browser(attributes: str, size: tuple[int, int]) -> None:
    (grid,) = parse_page(f"<body><table><tr><td {attributes}>规章<td>1<tr><td>甲<td>2</table></body>").parts
    assert isinstance(grid, Grid)
    assert (grid.boxes[0].rows, grid.boxes[0].columns) == size
    assert [box.column for box in grid.boxes if box.row == 1] == ([1, 2] if size[0] > 1 else [0, 1])
