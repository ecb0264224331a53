"""Each word of the short lists by which importers decide, and words beside them that decide nothing."""

import unicodedata
from pathlib import Path

import pytest

from generator.importers.agency_names import is_organ, same_agency
from generator.importers.closing import is_imprint, split_closing
from generator.importers.column_headings import is_of_another_year, unit_mismatch
from generator.importers.document import Document, Paragraph
from generator.importers.expected import Line, expected_table
from generator.importers.fact_words import key_of, key_of_label
from generator.importers.figures import normalise_figures
from generator.importers.front_matter import identify
from generator.importers.furniture import is_button, is_furniture, without_trailing_buttons
from generator.importers.heading_lines import heading_of
from generator.importers.notes import sort_text_beside
from generator.importers.page_extras import find_extras
from generator.importers.prose import escape_markers, escape_references, text_of
from generator.importers.readers.html_line_forms import is_sentence
from generator.importers.resolve import VALUE, resolve_text
from generator.importers.section_words import continuation_length, heading_length
from generator.importers.stray_lines import is_short, stray_lines_beside
from generator.importers.table_reading import TableReading
from generator.importers.titles import is_title, leading_title_length, title_of_page
from generator.model.form import Form
from generator.sources.reading.cells import read_cell
from generator.sources.yaml_data import read_data

WORDS = read_data(Path(__file__).with_name("words.yml"))
TITLE = "甲县乙局2024年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("抄送：某县人民政府。", True), ("主送：某县人民政府。", True), ("分送: 各乡镇", True),
        ("（此件公开发布）", True), ("(联系人：甲)", True), ("甲县乙局办公室2025年1月20日印发", True),
        ("抄送", False), ("转送：某县人民政府", False), ("印发", False), ("（未完", False), ("甲（乙）", False),
        ("下一篇", False), ("无。", False),
    ],
)  # fmt: skip
def test_what_official_documents_print_below_their_date(line: str, expected: bool) -> None:
    assert is_imprint(line) == expected


@pytest.mark.parametrize("word", ["根据", "按照", "依据", "依照", "遵照", "为", "本", "现", "今"])
def test_words_with_which_the_first_sentence_follows_the_title(word: str, form: Form) -> None:
    assert leading_title_length(f"{TITLE}{word}有关要求编制。", form) == len(TITLE)


@pytest.mark.parametrize("word", ["已", "的", "将", "和"])
def test_words_that_do_not_end_a_title(word: str, form: Form) -> None:
    assert leading_title_length(f"{TITLE}{word}有关要求编制。", form) == 0


@pytest.mark.parametrize("line", WORDS["around reports"])
def test_lines_that_a_page_shows_around_a_report(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize("line", WORDS["like those around reports"])
def test_lines_of_a_report_that_begin_like_those_around_it(line: str) -> None:
    assert not is_furniture(line)


@pytest.mark.parametrize("word", WORDS["buttons"])
def test_buttons_of_pages(word: str) -> None:
    assert is_button(word)
    assert without_trailing_buttons(f"无。 {word}") == "无。"


@pytest.mark.parametrize("name", WORDS["names of bodies"])
def test_names_of_public_bodies(name: str) -> None:
    assert is_organ(name)
    assert is_organ(f"{name}（盖章）")


@pytest.mark.parametrize("text", WORDS["no names of bodies"])
def test_texts_that_are_no_names_of_public_bodies(text: str) -> None:
    assert not is_organ(text)


@pytest.mark.parametrize(
    ("printed", "own"),
    [
        ("甲开发区管委会", "甲开发区管理委员会"), ("甲县发展和改革委", "甲县发展和改革委员会"),
        ("甲县政府办", "甲县人民政府办公室"),
        ("甲省政府办", "甲省人民政府办公厅"), ("乙街道", "甲县人民政府乙街道办事处"), ("乙街道办", "乙街道办事处"),
        ("甲县政府", "甲县人民政府"),
        ("甲县", "甲县人民政府"),
    ],
)  # fmt: skip
def test_short_forms_of_bodies_names(printed: str, own: str) -> None:
    assert same_agency(printed, [own])
    assert same_agency(own, [printed])


@pytest.mark.parametrize("body", ["分局", "管委", "支队", "大队", "中队", "分中心"])
def test_a_part_of_a_body_is_not_the_body(body: str) -> None:
    assert not same_agency(f"甲县公安{body}", [f"甲县公安{body[-1]}"])
    assert same_agency(f"甲县公安{body}", [f"甲县人民政府公安{body}"])


def test_a_body_s_name_has_at_most_thirty_characters() -> None:
    assert is_organ("甲" * 29 + "局")
    assert not is_organ("甲" * 30 + "局")


def test_a_line_around_a_report_has_at_most_sixty_characters() -> None:
    assert is_furniture("版权所有" + "甲" * 56)
    assert not is_furniture("版权所有" + "甲" * 57)


@pytest.mark.parametrize(("count", "kept"), [(4, 0), (5, 1)])
def test_four_bodies_may_sign_one_report(count: int, kept: int) -> None:
    names = [f"{name}县林业局" for name in "甲乙丙丁戊"[:count]]
    ending = split_closing([Paragraph(line, "") for line in ["无。", *names, "2025年1月20日"]])
    assert [part.text for part in ending.text if isinstance(part, Paragraph)] == ["无。", *names[:kept]]


@pytest.mark.parametrize(("word", "signs"), [("报告填写单位", True), ("本报告填写单位", False)])
def test_a_word_before_a_signature_has_at_most_six_characters(word: str, signs: bool) -> None:
    ending = split_closing([Paragraph(line, "") for line in ["无。", f"{word}：甲县乙局", "2025年1月20日"]])
    assert len(ending.closing) == 1 + signs


@pytest.mark.parametrize(
    ("heading", "is_other"),
    [("上年数", True), ("上一年度", True), ("去年数量", True), ("前一年", True), ("上年同期", True), ("同期数", True),
     ("增减", True),
     ("同比增减", True), ("同比变化", True), ("2023年", True), ("1999年数", True), ("本年", False),
     ("12024年", False), ("2124年", False)],
)  # fmt: skip
def test_headings_of_another_year(heading: str, is_other: bool) -> None:
    assert is_of_another_year(heading, "a", (("a", ("本年数量",)),)) == is_other
    assert not is_of_another_year(heading, "a", (("a", ("上年同期2023年1999年增减同比去年前一年上一年数",)),))


@pytest.mark.parametrize("unit", ["亿元", "万元", "千元", "元"])
def test_amounts_in_another_unit_are_not_taken(unit: str, form: Form) -> None:
    expected = expected_table(form.tables["disclosure"])
    block = next(line.block for line in expected.lines if "万元" in line.units)
    told = "" if unit == "万元" else f"原件的单位是“{unit}”，格式的单位是“万元”，数要换算"
    assert unit_mismatch([f"金额（{unit}）"], expected, block) == told
    assert unit_mismatch(["金额"], expected, block) == ""


@pytest.mark.parametrize(
    ("stems", "pattern", "key"),
    [
        ("published", "{}日期", "published"), ("published", "{}时间", "published"),
        ("dated", "{}日期", "dated"), ("dated", "{}时间", "dated"),
        ("valid", "{}日期", ""), ("valid", "{}时间", ""),
        ("issuers", "{}单位", "organ"), ("kinds of issuers", "发布{}", "organ"), ("sources", "{}来源", "organ"),
    ],
)  # fmt: skip
def test_words_by_which_sites_name_facts(stems: str, pattern: str, key: str) -> None:
    words = [pattern.format(stem) for stem in WORDS["facts"][stems]]
    assert {word: key_of(word) for word in words} == dict.fromkeys(words, key)


@pytest.mark.parametrize("key", WORDS["names of facts"])
def test_names_of_facts_that_are_not_composed(key: str) -> None:
    words = WORDS["names of facts"][key]
    assert {word: key_of(word) for word in words} == dict.fromkeys(words, key)


@pytest.mark.parametrize("key", WORDS["labels of files"])
def test_labels_of_files_that_say_something_about_the_report(key: str) -> None:
    labels = WORDS["labels of files"][key]
    assert {label: key_of_label(label) for label in labels} == dict.fromkeys(labels, key)


@pytest.mark.parametrize("label", WORDS["labels of files about other things"])
def test_labels_of_files_about_other_things(label: str) -> None:
    assert key_of_label(label) is None


@pytest.mark.parametrize(
    ("text", "is_asked"),
    [("2（见附注）", True), ("2（参见说明）", True), ("2（备注1）", True), ("2（注：含1件）", True),
     ("2（附注一）", True), ("2（说明）", True),
     ("2（*）", True), ("2（a）", True), ("2（件）", False), ("2（含上年）", False)],
)  # fmt: skip
def test_notes_behind_figures_are_asked_about(text: str, is_asked: bool, form: Form) -> None:
    reading = TableReading(rows={"regulations": (text, "0", "0")})
    normalise_figures(form, "disclosure", reading)
    assert bool(reading.open_rows) == is_asked


@pytest.mark.parametrize("numeral", list("一壹1Ⅰ１"))
def test_numerals_of_the_first_section_in_every_style(numeral: str, form: Form) -> None:
    heading = heading_of(f"第{numeral}部分 总体情况", form)
    assert heading is not None
    assert heading.is_numbered(0)


@pytest.mark.parametrize(
    ("number", "numerals"), list(enumerate(["二贰2Ⅱ２", "三叁3Ⅲ３", "四肆4Ⅳ４", "五伍5Ⅴ５", "六陆6Ⅵ６"], 1))
)
def test_numerals_of_other_sections_in_every_style(number: int, numerals: str, form: Form) -> None:
    found = [heading_of(f"第{numeral}章 总体情况", form) for numeral in numerals]
    assert [heading and heading.number for heading in found] == [number] * 5


@pytest.mark.parametrize(
    ("line", "is_prose"),
    [("扫一扫，分享", False), ("公开" * 9 + "，好", True), ("公开" * 9 + "，", False), ("公开" * 9 + ",好", True),
     ("公开" * 8 + "1,234件", False), ("好。", True), ("好！", True), ("好？", True), ("好；", True), ("好：", False)],
)  # fmt: skip
def test_lines_of_pages_that_are_prose(line: str, is_prose: bool) -> None:
    assert is_sentence(line) == is_prose


@pytest.mark.parametrize("printed", "０１２３４５６７８９")
def test_full_width_digits_are_written_as_ascii_ones(printed: str, form: Form) -> None:
    reading = TableReading(rows={"regulations": (f"１{printed}", "0", "0")})
    normalise_figures(form, "disclosure", reading)
    assert reading.rows["regulations"][0] == f"1{unicodedata.digit(printed)}"


@pytest.mark.parametrize(("printed", "figure"), [("－3", "-3"), ("−3", "-3"), ("1，234", "1,234"), ("1．5", "1.5")])
def test_full_width_marks_in_figures_are_written_as_ascii_ones(printed: str, figure: str, form: Form) -> None:
    reading = TableReading(rows={"regulations": ("1", "0", printed)})
    normalise_figures(form, "disclosure", reading)
    assert reading.rows["regulations"][2] == figure


@pytest.mark.parametrize("line", WORDS["numbers of documents"])
@pytest.mark.parametrize("word", ["", "文号："])
def test_a_number_above_the_title_is_that_of_the_document(line: str, word: str, form: Form) -> None:
    parts = [Paragraph(f"{word}{line}", ""), Paragraph(TITLE, "")]
    assert identify(Document(tuple(parts)), parts, form).first("document_number") == line


@pytest.mark.parametrize("line", WORDS["no numbers of documents"])
def test_lines_above_the_title_that_are_no_number_of_a_document(line: str, form: Form) -> None:
    parts = [Paragraph(line, ""), Paragraph(TITLE, "")]
    assert identify(Document(tuple(parts)), parts, form).first("document_number") is None


@pytest.mark.parametrize("dots", ["..", "．．", "··", "……", "......  "])
def test_an_entry_in_a_table_of_contents_ends_with_dots_and_a_page(dots: str) -> None:
    assert find_extras([f"一、总体情况{dots}12", "甲局。"], range(0)) == {0}


@pytest.mark.parametrize("end", [".12", "12", "..1234", "。。12", "..12页"])
def test_other_ends_of_lines_are_none_of_a_table_of_contents(end: str) -> None:
    assert find_extras([f"一、总体情况{end}", "甲局。"], range(0)) == set()


@pytest.mark.parametrize("unit", WORDS["units"])
def test_units_behind_figures(unit: str, line_without_sums: Line) -> None:
    texts = (f"12{unit}", f"0 {unit}", f"3{unit}（含2{unit}）")
    assert resolve_text(" | ".join(texts), line_without_sums).texts == texts
    assert all(map(VALUE.fullmatch, texts))
    assert read_cell(f"12{unit}", unit)[0].value == 12


@pytest.mark.parametrize("unit", WORDS["no units"])
def test_other_words_behind_figures(unit: str) -> None:
    assert not VALUE.fullmatch(f"12{unit}")
    assert read_cell(f"12{unit}", "件")[0].value is None


@pytest.mark.parametrize("mark", WORDS["marks for no figure"])
def test_marks_of_cells_without_a_figure(mark: str, line_without_sums: Line) -> None:
    assert VALUE.fullmatch(mark)
    assert resolve_text(f"12 {mark} 3", line_without_sums).texts == ("12", mark, "3")


@pytest.mark.parametrize("noun", WORDS["nouns of titles"])
def test_words_with_which_titles_of_sections_end(noun: str) -> None:
    assert heading_length(f"我局工作{noun} 今年") == len(f"我局工作{noun}")
    assert continuation_length(f"及{noun}", is_whole_line=True) == 1 + len(noun)


@pytest.mark.parametrize("conjunction", WORDS["conjunctions of titles"])
def test_words_with_which_titles_of_sections_go_on(conjunction: str) -> None:
    title = f"存在的问题{conjunction}今后打算"
    assert heading_length(f"{title} 今年") == len(title)


@pytest.mark.parametrize(("length", "paragraphs"), [(400, 1), (401, 3)])
def test_a_long_paragraph_is_divided_at_its_headings(length: int, paragraphs: int) -> None:
    text = f"今年。（一）主动公开。{'甲' * (length - 21)}。（二）依申请公开。"
    assert len(text) == length
    assert len(text_of([Paragraph(text, "")]).split("\n")) == paragraphs


@pytest.mark.parametrize("item", ["1.", "1．", "1、", "（1）", "(12)", "1）", "3 ."])
def test_items_of_other_lists_below_the_date_are_left_out(item: str) -> None:
    lines = ["无。", "甲局", "2025年1月20日", "相关文章：", f"{item}甲县年鉴"]
    ending = split_closing([Paragraph(line, "") for line in lines])
    assert [part.text for part in ending.omitted] == lines[3:]


@pytest.mark.parametrize(
    ("line", "is_caption"),
    [
        ("表三：{}", True), ("附表3 {}", True), ("# 表十二、{}", True), ("附表2.{}", True), ("表1:{}", True),
        ("{}", True),
        ("见表三：{}", False), ("表三之{}", False),
    ],
)  # fmt: skip
def test_the_caption_of_a_table_is_no_note(line: str, is_caption: bool, form: Form) -> None:
    title = next(section.title for section in form.sections if section.key == "requests").partition("、")[2]
    beside = sort_text_beside([Paragraph(line.format(title), "")], form, "requests")
    assert (beside.notes == []) == is_caption


@pytest.mark.parametrize("line", ["- 甲", "* 甲", "| 甲 |", "|甲|乙|", "-　甲"])
def test_lines_that_would_be_read_as_lists_or_tables_are_escaped(line: str) -> None:
    assert escape_markers(line) == f"\\{line}"


@pytest.mark.parametrize("line", ["-甲", "*甲", "| 甲", "甲 |", "—— 甲", "1 - 2", "+ 甲"])
def test_other_lines_are_not_escaped(line: str) -> None:
    assert escape_markers(line) == line


@pytest.mark.parametrize(
    ("text", "escaped"),
    [("{{甲}}", "\\{{甲}}"), ("甲**乙**", "甲\\**乙\\**"), ("{甲}", "{甲}"), ("2*3*4", "2*3*4")],
)
def test_marks_of_references_and_bold_text_are_escaped(text: str, escaped: str) -> None:
    assert escape_references(text) == escaped


@pytest.mark.parametrize(
    ("line", "is_footer"),
    [
        ("湘ICP备1号", True), ("备案编号：湘ICP备1号", True), ("网站备案编号湘ICP备1号", False),
        ("备案，ICP备1号", False), ("备案号湘公网安备1号", True), ("备案编号湘公网安备1号", False),
    ],
)  # fmt: skip
def test_a_footer_begins_with_the_number_of_its_registration(line: str, is_footer: bool) -> None:
    assert is_furniture(line) == is_footer


@pytest.mark.parametrize(
    "line",
    [
        "一、甲", "（十二）甲", "(3)甲", "12.甲", "3．甲", "3）甲", "①甲", "⑳甲", "一是甲", "第二章", "第三节", "四节",
        "- 甲", "* 甲", "• 甲", "· 甲", "● 甲", "附件：甲", "附件 1", "附表:甲", "附：甲", "附件", "附表", "附3",
        "情况见下表", "如下：", "详见后:", "附后",
    ],
)  # fmt: skip
def test_items_attachments_and_announcements_are_no_stray_lines(line: str) -> None:
    assert not is_short(line)


@pytest.mark.parametrize(
    "line",
    [
        "一甲",
        "1234.甲",
        "第二条",
        "-甲",
        "附近",
        "附件下载",
        "见下表格",
        "下表",
        "联系电话",
        "一是甲。",
        "甲，乙",
        "甲！",
    ],
)
def test_lines_that_may_be_stray(line: str) -> None:
    assert is_short(line) == (not set(line) & set("。，！"))


@pytest.mark.parametrize("line", ["注：甲", "备注:甲", "（注1：甲", "(说明：甲", "说明 12 ：甲", "备注2：甲"])
def test_notes_beside_a_table_are_no_stray_lines(line: str) -> None:
    assert list(stray_lines_beside(line)) == []


@pytest.mark.parametrize("line", ["注甲", "批注：甲", "关注：甲", "注123：甲"])
def test_lines_beside_a_table_that_are_no_notes(line: str) -> None:
    assert list(stray_lines_beside(line)) == [line]


@pytest.mark.parametrize("ending", ["报告", "年报", "报告全文", "报告正文", "年报全文", "报告（2024年度）"])
def test_words_with_which_other_titles_end(ending: str, form: Form) -> None:
    year = "" if "2024" in ending else "2024年"
    assert is_title(f"甲县乙局{year}政府信息公开工作{ending}", form)


@pytest.mark.parametrize("ending", ["报告摘要", "情况", "总结", "报表", "报告节选"])
def test_words_with_which_no_title_ends(ending: str, form: Form) -> None:
    assert not is_title(f"甲县乙局2024年政府信息公开工作{ending}", form)


@pytest.mark.parametrize("mark", [*"_|｜│–—－>»›-", " - ", " -- ", "__", " | "])
def test_marks_between_a_title_and_the_names_of_site_and_column(mark: str, form: Form) -> None:
    assert title_of_page(f"{TITLE}{mark}甲县{mark}年报", [], form) == TITLE
    assert title_of_page(f"甲县{mark}{TITLE}", [], form) == TITLE


def test_a_hyphen_between_digits_parts_no_title(form: Form) -> None:
    assert title_of_page("甲局2024-1政府信息公开工作年度报告", [], form) == "甲局2024-1政府信息公开工作年度报告"
