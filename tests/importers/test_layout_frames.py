"""Which rows of a grid are text: one filled box with a title or prose, but no label and no figure."""

import pytest

from generator.importers.document import Box, Grid, Paragraph
from generator.importers.layout_frames import unwrap_frames
from generator.model.form import Form


@pytest.mark.parametrize(
    ("text", "is_text"),
    [
        ("一、总体情况", True), ("甲" * 17, True), ("甲" * 16, False), ("情况说明如下。", True), ("甲乙：丙", True),
        ("甲乙丙: 丁", True), ("甲乙；丙丁", True), ("行政处罚", False), ("行政处罚。", False), ("行政某某：", False),
        ("六、其余应报告事项", True),
        ("第二十条第（五）项", False), ("1.信访举报投诉类申请", False), ("2024", False), ("2024.", False),
    ],
)  # fmt: skip
def test_the_only_text_of_a_row_is_text_if_it_is_a_title_or_prose(text: str, is_text: bool, form: Form) -> None:
    grid = Grid((Box(0, 0, 1, 1, text, "格"), Box(0, 1, 1, 1, " ", "")), "表")
    (part,) = unwrap_frames([grid], form)
    assert isinstance(part, Paragraph) == is_text


def test_text_above_between_and_below_cuts_the_grid_and_two_filled_boxes_do_not(form: Form) -> None:
    rows = [
        ["说明：甲", ""],
        ["规章", "1"],
        ["说明：乙", "2"],
        ["补充情况如下：\n 丙\n\n丁", ""],
        ["规章", "3"],
        ["", ""],
    ]
    boxes = [Box(at, column, 1, 1, text, f"{at}") for at, row in enumerate(rows) for column, text in enumerate(row)]
    parts = list(unwrap_frames([Paragraph("前\n \n 后", "段", "标题"), Grid(tuple(boxes), "表")], form))
    assert [
        (part.text, part.place, part.role)
        if isinstance(part, Paragraph)
        else [box.text for box in part.boxes if box.text]
        for part in parts
    ] == [
        ("前", "段", "标题"),
        ("后", "段", "标题"),
        ("说明：甲", "0", ""),
        ["规章", "1", "说明：乙", "2"],
        ("补充情况如下：", "3", ""),
        ("丙", "3", ""),
        ("丁", "3", ""),
        ["规章", "3"],
    ]
