"""Kinds of pages: what stands around, between and below the parts of a report is told from its text."""

import re
from dataclasses import replace

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.importers.agency_names import same_agency
from generator.importers.closing import is_imprint, remarks_in
from generator.importers.document import Paragraph
from generator.importers.fact_lines import pairs_of_line
from generator.importers.readers.html import parse_page
from generator.importers.readers.html_anchors import find_anchors
from generator.importers.readers.html_flow import PageFlow, PageLine
from generator.importers.readers.html_tabs import with_tab_titles
from generator.importers.recognise import Recognition, recognise
from generator.model.form import Form, Forms
from generator.model.report import Report
from tests.importers.html_reports import PREAMBLE, SIGNATURE, TITLE, body_of
from tests.importers.test_portal_pages import TEXTS

CLOSING = "\n".join(SIGNATURE)


class Pages:
    """Reads the report on made-up pages."""

    def __init__(self, report: Report, form: Form, forms: Forms) -> None:
        self.report = replace(report, text=TEXTS)
        self.forms = forms
        self.body = body_of(self.report, form)

    def read(self, page: str, head: str = "") -> Recognition:
        """Return what is recognised on the page; its tables and texts are those of the report."""
        source = f"<html><head><title>{TITLE}</title>{head}</head><body>{page}</body></html>"
        found = recognise(parse_page(source), self.forms, "jia", 2023)
        assert found.report.tables == self.report.tables
        assert found.report.text == TEXTS
        assert not found.report.notes
        return found


@pytest.fixture
def pages(report: Report, form: Form, forms: Forms) -> Pages:
    return Pages(report, form, forms)


def _asked(found: Recognition) -> list[str]:
    return [question.check for question in found.questions if question.level != "note"]


@pytest.mark.parametrize(
    ("lines", "closing"),
    [
        (["抄送：某县人民政府。"], f"{CLOSING}\n抄送：某县人民政府。"),
        (["（此件公开发布）", "某县甲局办公室　2024年1月20日印发"], None),
        (["（联系人：某甲；电话：000-0000）"], f"{CLOSING}\n（联系人：某甲；电话：000-0000）"),
        (["（责任编辑：张三）", "（点击下载）", "满意", "浏览次数：12"], CLOSING),
    ],
)
def test_the_imprint_below_the_date_is_part_of_the_closing(lines: list[str], closing: str | None, pages: Pages) -> None:
    below = "".join(f"<p>{line}</p>" for line in lines)
    found = pages.read(f"<p>首页</p><div><h1>{TITLE}</h1>{''.join(pages.body)}{below}</div><p>返回</p>")
    assert found.report.closing == (closing or "\n".join([CLOSING, *lines]))
    assert _asked(found) == []


def test_sentences_below_the_date_are_asked(pages: Pages) -> None:
    sentence = "本网站所有内容未经书面授权，任何单位和个人不得转载或以其他方式复制发表。"
    found = pages.read(f"<div><h1>{TITLE}</h1>{''.join(pages.body)}<p>{sentence}</p></div>")
    assert _asked(found) == ["import.stray"]
    assert remarks_in(f"甲局\n2024年1月20日\n{sentence}\n1.长期有效。\n（此件公开发布。）") == [
        sentence,
        "1.长期有效。",
    ]


def test_a_month_below_the_signature_is_kept_but_is_no_date_of_publication(pages: Pages) -> None:
    for month in ("2024年1月", "二〇二四年一月"):
        body = "".join(pages.body[:-1])
        found = pages.read(f"<div><h1>{TITLE}</h1>{body}<p>{month}</p></div><p>网站地图</p>")
        assert (found.report.closing, found.report.published) == (f"{SIGNATURE[0]}\n{month}", None)


def test_text_without_a_date_ends_before_the_buttons_below_it(pages: Pages) -> None:
    end = "<div>【收藏】【打印】</div><div>本站声明：转载请注明出处。如有侵权，请联系删除。</div>"
    found = pages.read(f"<div><h1>{TITLE}</h1>{''.join(pages.body[:-2])}{end}</div>")
    assert _asked(found) == []


def test_a_footer_of_the_text_may_hold_the_signature(pages: Pages) -> None:
    text, signature = "".join(pages.body[:-2]), "".join(pages.body[-2:])
    for footer, closing in ((signature, CLOSING), ("<p>某县乙局</p><p>2024年1月20日</p>", None)):
        page = (
            f"<div><h1>{TITLE}</h1><section>{text}</section><footer>{footer}</footer></div><footer>主办：某县</footer>"
        )
        assert pages.read(page).report.closing == closing


@pytest.mark.parametrize(
    ("facts", "organ"),
    [
        ("发布机构：某县甲局办公室", "某县甲局办公室"),
        ("发布机构：某县甲局", None),
        ("发布机构：甲局", None),
        ("主办单位：某县人民政府", None),
        ("来源：某县人民政府", None),
        ("发布机构：管理员", None),
    ],
)
def test_another_body_that_issued_the_report_is_noted(facts: str, organ: str | None, pages: Pages) -> None:
    found = pages.read(f"<p>索引号：000-1</p><p>{facts}</p><h1>{TITLE}</h1>{''.join(pages.body)}")
    noted = [(each.level, each.message) for each in found.questions if each.check == "import.organ"]
    message = f"原件的发布机构是“{organ}”，不是“某县甲局”。报告里没有这一项，没有导入。"
    assert noted == ([("note", message)] if organ else [])


def test_whom_a_report_addresses_is_kept(pages: Pages) -> None:
    for line in ("县政府办公室：", "社会各界："):
        found = pages.read(f"<div><h1>{TITLE}</h1><p>{line}</p>{''.join(pages.body)}</div>")
        assert found.report.preamble == f"{line}\n{PREAMBLE}"
        assert _asked(found) == []


def test_a_date_beside_its_word_is_no_line_of_the_preamble(pages: Pages) -> None:
    facts = "<div>索引号</div><div>000-1</div><div>发布日期</div><div>2024-01-20</div>"
    found = pages.read(f"<div><div>{TITLE}</div>{facts}<div>{''.join(pages.body)}</div></div>")
    assert (found.report.preamble, found.report.index_number) == (PREAMBLE, "000-1")


def test_facts_in_brackets_need_no_colon(pages: Pages) -> None:
    facts = "<p>【发布时间】2024-01-20</p><p>【索引号】000-1</p><p>【打印】【关闭】</p>"
    found = pages.read(f"<div><h1>{TITLE}</h1>{facts}{''.join(pages.body)}</div>")
    assert (found.report.preamble, found.report.index_number) == (PREAMBLE, "000-1")
    assert pairs_of_line("文号】1") == []


@pytest.mark.parametrize(
    "facts",
    [
        "<div><span>索引号</span><span>000-1</span><span>发布日期</span> <span>2024-01-20</span></div>",
        "<ul><li><b>索 引 号</b><span>000-1</span></li><li><b>文号</b></li><li><b>公开日期</b>2024-01-20</li></ul>",
        "<dl><dt>索引号：</dt><dd>000-1</dd><dt>公开日期</dt><dd>2024-01-20</dd></dl>",
        "<p><em>索引号</em>：000-1<br><em>公开日期</em><em>：</em>2024-01-20</p>",
    ],
)
def test_words_in_elements_of_their_own_need_no_colon(facts: str, pages: Pages) -> None:
    found = pages.read(f"<p>首页</p>{facts}<div><h1>{TITLE}</h1>{''.join(pages.body)}</div>")
    assert (found.report.preamble, found.report.index_number) == (PREAMBLE, "000-1")
    assert str(found.report.published) == "2024-01-20"


@pytest.mark.parametrize(
    "line",
    [
        "<b>公开日期</b>为每年1月，不得推迟",
        "<b>分类</b>公开信息",
        "公开信息<b>来源</b>平台",
        "<b>来源</b>",
    ],
)
def test_bold_words_of_a_text_get_no_colon(line: str) -> None:
    page = parse_page(f"<body><p>{line}</p></body>")
    assert [part.text for part in page.parts if isinstance(part, Paragraph)] == [re.sub("<.*?>", "", line)]


@pytest.mark.parametrize("end", ["...", "……", ""])
def test_an_excerpt_above_the_text_is_left_out(end: str, pages: Pages) -> None:
    for excerpt in (f"{PREAMBLE[:-1]}，{end}", f"摘要：{PREAMBLE}{end}"):
        body = "".join(pages.body)
        text = body if excerpt.startswith("摘要") else body.replace(PREAMBLE, f"{PREAMBLE[:-1]}，共六部分。")
        found = pages.read(f"<h1>{TITLE}</h1><p>{excerpt}</p><p>关键词：年报；公开</p><div>{text}</div>")
        assert (found.report.preamble or "").count(PREAMBLE[:-1]) == 1
        assert any("，没有导入：" in each.message and "根据" in each.message for each in found.questions)


def test_two_sentences_with_a_common_beginning_are_no_excerpt(pages: Pages) -> None:
    body = "".join(pages.body)
    found = pages.read(f"<h1>{TITLE}</h1><p>根据。</p>{body}")
    assert found.report.preamble == f"根据。\n{PREAMBLE}"


def test_hints_at_tables_and_buttons_beside_titles_are_left_out(pages: Pages, form: Form) -> None:
    body = "".join(pages.body).replace("<table", "<div>左右滑动查看表格</div><table")
    for section in form.sections:
        body = body.replace(f"{section.title}<", f"{section.title} <span>收起</span><")
    found = pages.read(f"<div><h1>{TITLE}</h1>{body}</div>")
    assert found.report.preamble == PREAMBLE
    assert all(hint in found.questions[-1].message for hint in ("“收起”", "“左右滑动查看表格”"))


def test_a_browser_says_where_a_page_was_saved_from(report: Report, form: Form, forms: Forms) -> None:
    for comment, source in (("saved from url=(0021)https://jia.example/1", "https://jia.example/1"), ("url", None)):
        body = "".join(body_of(report, form))
        page = parse_page(f"<!DOCTYPE html>\n<!-- {comment} -->\n<html><body><h1>{TITLE}</h1>{body}</body></html>")
        assert recognise(page, forms, "jia", 2023).report.source == source


def _in_panes(pages: Pages, form: Form, *, style: str = "") -> tuple[list[str], str]:
    """Return the section titles, and the text between them in one pane each."""
    titles = [section.title for section in form.sections]
    text = "".join(pages.body[1:-2])
    rest = re.split("|".join(f"<p>{re.escape(title)}</p>" for title in titles), text)[1:]
    shown = (f"<div{style if number else ''}>{pane}</div>" for number, pane in enumerate(rest))
    return titles, f"<div>{''.join(shown)}</div>"


@pytest.mark.parametrize("label", ["<li><a href='#s'>{}</a></li>", "<span onclick='show()'>{}</span>", "<li>{}</li>"])
@pytest.mark.parametrize("style", ["", " style='display:none'"])
def test_labels_of_tabs_are_the_titles_of_their_panes(label: str, style: str, pages: Pages, form: Form) -> None:
    titles, panes = _in_panes(pages, form, style=style)
    labels = "".join(map(label.format, titles))
    top = f"<div><h1>{TITLE}</h1>{pages.body[0]}<div>{labels}</div>"
    found = pages.read(f"{top}{panes}{''.join(pages.body[-2:])}</div><p>网站地图</p>")
    assert (found.report.preamble, found.report.closing) == (PREAMBLE, CLOSING)
    assert _asked(found) == []


def test_other_elements_may_stand_around_the_panes(pages: Pages, form: Form) -> None:
    titles, panes = _in_panes(pages, form)
    labels = "".join(f"<li>{title}</li>" for title in titles)
    panes = panes.replace("<div>", "<div><div>【打印】</div>", 1).removesuffix("</div>") + "<div>网站地图</div></div>"
    found = pages.read(f"<h1>{TITLE}</h1>{pages.body[0]}<ul>{labels}</ul>{panes}")
    assert found.report.preamble == PREAMBLE


def test_labels_that_the_panes_do_not_fit_are_not_moved(pages: Pages, form: Form) -> None:
    titles, panes = _in_panes(pages, form)
    for some in (titles[1:], [*titles[1:3], *titles[:1], *titles[3:]]):
        labels = "".join(f"<li>{title}</li>" for title in some)
        body = LexborHTMLParser(f"<ul>{labels}</ul>{panes.replace(TEXTS['other'], '')}").body
        assert body is not None
        lines = PageFlow().read(body)
        assert with_tab_titles(lines, pages.forms) == lines


def test_the_title_of_the_pane_in_view_may_stand_above_labels_on_one_line(pages: Pages, form: Form) -> None:
    titles, panes = _in_panes(pages, form)
    found = pages.read(f"<h1>{TITLE}</h1>{pages.body[0]}<p>{titles[0]}</p><p>{' '.join(titles)}</p>{panes}")
    assert "import.section" not in _asked(found)


def test_contents_that_are_no_links_are_no_titles(pages: Pages, form: Form) -> None:
    contents = "".join(f"<p>{section.title}</p>" for section in form.sections)
    page = f"<div>{contents}</div><div><h1>{TITLE}</h1>{''.join(pages.body)}</div>"
    assert _asked(pages.read(page)) == []
    first = parse_page(f"<body>{page}</body>").parts[0]
    assert isinstance(first, Paragraph)
    assert first.text == TITLE


def test_labels_above_panes_with_titles_of_their_own_are_not_moved(pages: Pages, form: Form) -> None:
    titles, panes = _in_panes(pages, form)
    for title in titles:
        panes = panes.replace("<div><", f"<div>\n<p>{title}</p><", 1)
    body = LexborHTMLParser(f"<ul>{''.join(f'<li>{title}</li>' for title in titles)}</ul><div>{panes}</div>").body
    assert body is not None
    lines = PageFlow().read(body)
    assert with_tab_titles(lines, pages.forms) == lines


def test_a_short_name_does_not_stand_for_agencies_of_other_places() -> None:
    names = ["甲县教育局", "教育局"]
    assert [same_agency(name, names) for name in ("甲县教育局", "教育局", "丙市甲县教育局")] == [True] * 3
    assert not same_agency("乙区教育局", names)


def test_an_imprint_is_told_from_buttons() -> None:
    assert is_imprint("（此件公开发布）")
    assert not any(map(is_imprint, ("（打印）", "（编辑：张三）", "共印50份", "（一）公开")))


def test_titles_beside_the_content_count_only_for_sections_without_another(form: Form, forms: Forms) -> None:
    titles = [section.title for section in form.sections]
    lines = [PageLine(title) for title in titles[:5]]
    aside = [replace(PageLine(title), aside=True) for title in titles[4:]]
    anchors = find_anchors([*lines, *aside], forms)
    assert sorted(anchors) == [0, 1, 2, 3, 4, 6], "the fifth title is a menu's the second time"


@pytest.mark.parametrize(("count", "found"), [(1, 0), (2, 2), (3, 3)])
def test_a_page_shows_a_report_from_two_sections_on(count: int, found: int, form: Form, forms: Forms) -> None:
    text = PageLine("本年度没有其他事项。")
    lines = [each for section in form.sections[:count] for each in (PageLine(section.title), text)]
    assert len(find_anchors(lines, forms)) == found
