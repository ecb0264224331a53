"""Each word of the short lists by which importers decide, and words beside them that decide nothing."""

import pytest

from generator.importers.closing import is_imprint
from generator.importers.titles import leading_title_length
from generator.model.form import Form

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
