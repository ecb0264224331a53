"""Misprinted labels: how many misprints are accepted, and that none takes a figure or its place from another."""

import random
from collections.abc import Sequence

import pytest

from generator.importers.document import Box, Paragraph
from generator.importers.expected import expected_table
from generator.importers.grid_rows import labelled, row_of
from generator.importers.label_hits import row_hits, running_text
from generator.importers.labels import closest, distance
from generator.importers.tables import read_table
from generator.model.form import Form
from generator.model.report import Report
from tests.importers.documents import grids

SEVEN, EIGHT = "甲乙丙丁戊己庚", "甲乙丙丁戊己庚辛"


@pytest.mark.parametrize(
    ("text", "label", "misprints"),
    [
        ("甲乙丙口", "甲乙丙丁", 1),  # one misprint in four characters
        ("甲乙口", "甲乙丙", None),
        ("甲乙丙丁戊口口", SEVEN, None),
        ("甲乙丙丁戊己口口", EIGHT, 2),  # two in eight
        ("甲乙丙丁戊口口口", EIGHT, None),
    ],
)
def test_a_label_may_have_one_misprint_for_every_four_characters(text: str, label: str, misprints: int | None) -> None:
    match = closest(text, (("name", (label,)),))
    assert (match.misprints if match else None) == misprints


@pytest.mark.parametrize(
    ("labels", "name"),
    [
        ((SEVEN, "甲乙丙丁戊己辛"), None),  # one misprint from both
        ((SEVEN, "甲乙丙丁戊壬癸"), "0"),
        (("甲乙丙丁壬癸子", "甲乙丙丁戊己辛"), "1"),
    ],
)
def test_a_label_as_near_to_two_names_stands_for_neither(labels: Sequence[str], name: str | None) -> None:
    match = closest("甲乙丙丁戊己口", tuple((str(at), (label,)) for at, label in enumerate(labels)))
    assert (match.name if match else None) == name


@pytest.mark.parametrize(("limit", "found"), [(2, 3), (3, 3), (4, 3), (1, 2)])
def test_a_distance_is_counted_up_to_one_beyond_the_limit(limit: int, found: int) -> None:
    assert distance("甲乙丙丁", "口乙口口", limit) == found


def _row_texts(report: Report, form: Form, section: str) -> dict[int, list[str]]:
    rows: dict[int, list[str]] = {}
    for box in grids(report, form)[section].boxes:
        rows.setdefault(box.row, []).append(box.text)
    return rows


def _lines(report: Report, form: Form, old: str, new: str) -> list[Paragraph]:
    """Return the table of requests as text, a line for each row, with one text replaced."""
    lines = [" ".join(texts) for texts in _row_texts(report, form, "requests").values()]
    assert sum(old in line for line in lines) == 1
    return [Paragraph(line.replace(old, new), f"第 {at} 行") for at, line in enumerate(lines, 1)]


@pytest.mark.parametrize(
    ("old", "new", "row"),
    [
        ("不掌握相关政府信息", "不掌握相关政府信", "unavailable.not_held"),
        ("不掌握相关政府信息", "不掌握相关政府信口", "unavailable.not_held"),
        ("1.本机关不掌握", "1.机关不掌握", "unavailable.not_held"),
        ("不掌握相关政府信息", "不掌握相关政府信息息", "unavailable.not_held"),
        ("5.属于三类", "5.于三类", "denied.internal"),
    ],
)
@pytest.mark.parametrize("first", ["37", "1", "110"])
def test_a_misprinted_label_takes_no_digit_of_a_figure(
    old: str, new: str, row: str, first: str, report: Report, form: Form
) -> None:
    lines = _lines(report, form, old, new)
    texts = [cell.printed for cell in report.tables["requests"][row]]
    at = next(number for number, line in enumerate(lines) if new in line.text)
    printed = [first, *texts[1:]]
    lines[at] = Paragraph(lines[at].text.replace(f" {' '.join(texts)}", f" {' '.join(printed)}"), lines[at].place)
    assert read_table(lines, form.tables["requests"]).rows.get(row) in (tuple(printed), None)
    if first != texts[0]:
        assert lines[at].text.endswith(" ".join(printed))


def test_a_short_misprinted_label_is_not_found_in_a_longer_one(report: Report, form: Form) -> None:
    """Both have one misprint; the end of the longer label has as many differences from the shorter one."""
    long, short = "4.无正当理由大量反复申请", "2.重复申请"
    lines = [
        Paragraph(line.text.replace(long, long.replace("反", "的")).replace(short, "2.重复请"), line.place)
        for line in _lines(report, form, "3.要求提供公开出版物", "3.要求提公开出版物")
    ]
    reading = read_table(lines, form.tables["requests"])
    truth = {row: tuple(cell.printed for cell in cells) for row, cells in report.tables["requests"].items()}
    assert reading.rows == truth


def test_a_misprinted_label_is_not_taken_for_a_lost_one(report: Report, form: Form) -> None:
    """The label of the first row is lost; that of the second has a misprint and three characters other than it."""
    lines = _lines(report, form, "一、本年新收政府信息公开申请数量", "")
    texts = [line.text.replace("上年结转政府信息", "上年收转政府信息") for line in lines]
    reading = read_table([Paragraph(text, "") for text in texts], form.tables["requests"])
    truth = {row: tuple(cell.printed for cell in cells) for row, cells in report.tables["requests"].items()}
    assert {row: texts for row, texts in reading.rows.items() if texts != truth[row]} == {}
    assert reading.rows["carried_in"] == truth["carried_in"]


@pytest.mark.parametrize("number", ["（大）", "(六)", "（六六）", "（这六）", "（ 六 ） "])
@pytest.mark.parametrize("separator", [" ", "\n"])
def test_a_misprinted_number_of_a_group_is_no_remark_on_a_figure(
    number: str, separator: str, report: Report, form: Form
) -> None:
    text = separator.join(each for texts in _row_texts(report, form, "requests").values() for each in texts)
    changed = text.replace("（六）其他处理", f"{number}其他处理")
    assert changed != text
    reading = read_table([Paragraph(changed, "第 1 行")], form.tables["requests"])
    truth = {row: tuple(cell.printed for cell in cells) for row, cells in report.tables["requests"].items()}
    assert {row: texts for row, texts in reading.rows.items() if texts != truth[row]} == {}
    assert len(reading.rows) >= len(truth) - 1


@pytest.mark.parametrize(
    ("first", "glued", "total"),
    [
        ("12", "12", None),  # the next label may have lost its number 2
        ("12", "12 ", None),
        ("1", "12", "1"),  # the row's sum confirms that the 2 is that number
        ("1", "1 2", "1"),
    ],
)
def test_a_total_that_touches_the_number_of_the_next_row_needs_a_sum(
    first: str, glued: str, total: str | None, report: Report, form: Form
) -> None:
    row, following = "denied.state_secret", "其他法律行政法规禁止公开"
    texts = [" ".join(each) for each in _row_texts(report, form, "requests").values()]
    at = next(number for number, text in enumerate(texts) if f"2.{following}" in text)
    label, rest = texts[at - 1][: texts[at - 1].index("国家秘密") + 4], texts[at].partition(following)[2]
    texts[at - 1 : at + 1] = [f"{label} {first} 0 0 0 0 0 {glued}.{following}{rest}"]
    found = read_table([Paragraph(" ".join(texts), "第 1 行")], form.tables["requests"]).rows.get(row)
    assert found == (total and (first, "0", "0", "0", "0", "0", total))


@pytest.mark.parametrize(
    ("glued", "label"),
    [
        ("12.其他法律", "2.其他法律"),
        ("12其他法律", "其他法律"),  # without the point, 12 may be the total
        ("12.\n其他法律", "其他法律"),
        ("1 2其他法律", "2其他法律"),
    ],
)
def test_a_label_begins_with_its_number_only_if_a_point_sets_it_off(glued: str, label: str, form: Form) -> None:
    text = f"国家秘密 1 0 0 0 0 0 {glued}行政法规禁止公开 1 0 0 0 0 0 1"
    hits = row_hits(
        running_text([Paragraph(line, "") for line in text.split("\n")]), expected_table(form.tables["requests"])
    )
    starts = [text[hit.start : hit.end] for hit in hits if hit.label.name == "denied.law_forbidden"]
    assert starts == [f"{label}行政法规禁止公开"]


@pytest.mark.parametrize(("misprints", "is_found"), [(3, True), (4, False)])
def test_a_label_in_running_text_may_have_as_many_misprints(misprints: int, is_found: bool, form: Form) -> None:
    """A label of twelve characters may have three."""
    expected = expected_table(form.tables["requests"])
    label = next(label for label in expected.rows if label.name == "unavailable.not_held")
    body = label.texts[0].partition(".")[2]
    assert len(body) == 12
    at = random.Random(3).sample(range(1, len(body) - 1), misprints)
    text = "".join("口" if number in at else character for number, character in enumerate(body))
    hits = row_hits(running_text([Paragraph(f"{text} 0 0 0 0 0 0 0", "第 1 行")]), expected)
    assert any(hit.label is label for hit in hits) == is_found


def test_a_label_that_lost_its_number_takes_none_from_the_line_above(report: Report, form: Form) -> None:
    row = "other.no_payment"
    lines = [line.text for line in _lines(report, form, "3.其他", ".其他")]
    at = next(number for number, line in enumerate(lines) if line.startswith(".其他"))
    texts = [cell.printed for cell in report.tables["requests"][row]]
    printed = ("94", "99", "0", "30", "0", "0", "223")
    lines[at - 1] = lines[at - 1].replace(" ".join(texts), " ".join(printed))
    reading = read_table([Paragraph(line, "") for line in lines], form.tables["requests"])
    assert reading.rows[row] == printed


@pytest.mark.parametrize(
    ("label", "printed", "row"),
    [
        ("行政规范性文件", "48\n1 0 75", "normative"),
        ("行政规范性文件", "4\n8 75", "normative"),
        ("行政事业性收费", "7730\n.28", "fees"),
        ("行政事业性收费", "7730.\n28", "fees"),
    ],
)
def test_figures_broken_after_their_label_are_left_open(
    label: str, printed: str, row: str, report: Report, form: Form
) -> None:
    """No equation tells whether the line was broken between two cells or within a number."""
    texts = ["".join(texts) for texts in _row_texts(report, form, "disclosure").values()]
    lines = [f"{label}{printed}" if text.startswith(label) else text for text in texts]
    paragraphs = [Paragraph(line, "") for text in lines for line in text.split("\n")]
    assert read_table(paragraphs, form.tables["disclosure"]).rows.get(row) is None


@pytest.mark.parametrize(
    ("printed", "is_read"),
    [
        ("00000031\n101400000", False),  # 3, 1, 10 and 14, or 3, 11, 0 and 14
        ("000000311\n01400000", False),
        ("0 0 0 0 0\n0 3 1 10 14\n0 0 0 0 0", True),
    ],
)
def test_a_line_break_in_figures_that_run_together_is_no_certain_border(
    printed: str, is_read: bool, report: Report, form: Form
) -> None:
    *heads, _ = ("".join(texts) for texts in _row_texts(report, form, "disputes").values())
    paragraphs = [Paragraph(line, "") for line in (*heads, *printed.split("\n"))]
    rows = read_table(paragraphs, form.tables["disputes"]).rows
    assert rows.get("litigation_direct") == (("0", "3", "1", "10", "14") if is_read else None)


@pytest.mark.parametrize(
    ("texts", "line"),
    [
        (["无正当理田大量", "反复申请"], "declined.excessive"),  # the second box alone would be 重复申请, misprinted
        (["（五）不予处理", "反复申请"], "declined.repeat"),
        (["无正当理由大量", "重复申请"], "declined.repeat"),
        (["重复申请"], "declined.repeat"),
    ],
)
def test_a_label_broken_over_boxes_is_read_whole(texts: list[str], line: str, form: Form) -> None:
    boxes = [Box(0, at, 1, 1, text, "") for at, text in enumerate([*texts, *"1234567"])]
    row = labelled(row_of(tuple(boxes)), expected_table(form.tables["requests"]))
    assert (row.line, row.figures) == (line, tuple("1234567"))
