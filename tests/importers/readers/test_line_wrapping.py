"""Lines of plain text are joined only where the text is hard-wrapped, and never over a paragraph mark."""

from itertools import cycle, islice

import pytest

from generator.importers.readers.line_wrapping import _LIST_MARK, wrapped_lines

PARAGRAPHS = [
    "今年以来，我局按照政府信息公开的要求，细化任务分工，明确责任科室，对照目录逐项核对公开的内容，做到应公开尽公开，全年没有发生失泄密的情况。",
    "公开专栏设置了政策文件、政策解读、财政资金和行政执法四个栏目，由办公室统一管理，每周检查一次更新的情况，发现问题当天整改，年底前全部完成了栏目的合并。",
    "下一步，我局将加强对工作人员的培训，把信息公开作为年度考核的内容，主动听取群众的意见，继续改进依申请公开的流程，缩短答复的时间，提高答复的质量。",
]
ITEMS = [
    "公开的内容还不够全面，部分栏目更新还不够及时",
    "政策解读的形式还较单一，图解和视频解读还较少",
    "公开队伍建设有待加强，人员变动之后交接不够好",
    "平台的互动功能还有不足，留言答复的时间还较长",
]


def _wrap(paragraph: str, width: int) -> list[str]:
    return [paragraph[start : start + width] for start in range(0, len(paragraph), width)]


def _joined(lines: list[str], first: int = 1) -> list[str]:
    """Return the paragraphs that the lines make up."""
    wrapped, result, continues = wrapped_lines(list(enumerate(lines, first))), list[str](), False
    for number, line in enumerate(lines, first):
        if line.strip():
            result[len(result) - continues :] = ["".join([*result[len(result) - continues :], line.strip()])]
            continues = number in wrapped
    return result


@pytest.mark.parametrize("width", [20, 26, 38, 55])
@pytest.mark.parametrize("indent", ["", "　　", "    "])
@pytest.mark.parametrize("blank_lines", ["none", "between paragraphs", "after every line"])
def test_hard_wrapped_paragraphs_are_joined(width: int, indent: str, blank_lines: str) -> None:
    lines: list[str] = []
    for paragraph in PARAGRAPHS:
        for line in _wrap(f"　　{paragraph}" if indent else paragraph, width):
            line = line.replace("　　", indent)
            lines += [line, ""] if blank_lines == "after every line" else [line]
        lines += [""] if blank_lines == "between paragraphs" else []
    assert _joined(lines) == PARAGRAPHS


MARKS = [
    "1. 2. 3. 4.",
    "1、 2、 3、 4、",
    "（1） （2） （3） （4）",
    "(1) (2) (3) (4)",
    "（一） （二） （三） （四）",
    "一是 二是 三是 四是",
    "① ② ③ ④",
    "一、 二、 三、 四、",
    "第一， 第二， 第三， 第四，",
    "首先， 其次， 再次， 最后，",
    "• • • •",
]


@pytest.mark.parametrize("marks", MARKS)
def test_list_items_are_not_joined(marks: str) -> None:
    items = [mark + item for mark, item in zip(marks.split(), ITEMS, strict=True)]
    text = [line for paragraph in PARAGRAPHS for line in _wrap(paragraph, len(items[0]))]
    assert _joined([*text, *items])[-4:] == items


@pytest.mark.parametrize("count", [2, 3, 4])
def test_short_paragraphs_of_one_width_are_not_joined(count: int) -> None:
    """A single longer paragraph shows that the text is not wrapped at their width."""
    lines = [*islice(cycle(ITEMS), count), "本年度没有收取信息处理费，也没有减免信息处理费的情况。"]
    assert _joined(lines) == lines


def test_lines_narrower_than_text_is_wrapped_at_are_not_joined() -> None:
    lines = [item[:10] for item in ITEMS]
    assert _joined(lines) == lines


def test_paragraphs_of_one_line_each_are_not_joined() -> None:
    lines = [paragraph[:-1] for paragraph in PARAGRAPHS * 2]
    assert _joined(lines) == lines


def test_a_full_last_line_before_a_blank_line_ends_its_paragraph() -> None:
    lines = [*_wrap(PARAGRAPHS[0], 24)[:2], "", *_wrap(PARAGRAPHS[1], 24)]
    assert _joined(lines) == ["".join(lines[:2]), PARAGRAPHS[1]]


def test_a_blank_line_where_a_page_number_was_left_out_ends_no_paragraph() -> None:
    lines = list(enumerate([*_wrap(PARAGRAPHS[0], 24), *_wrap(PARAGRAPHS[1], 24)], 1))
    number, text = lines[0]
    paged = [(number, text), (number + 1, ""), (number + 3, ""), *((each + 3, line) for each, line in lines[1:])]
    assert number in wrapped_lines(paged)
    assert number not in wrapped_lines([*paged[:2], (number + 2, ""), *paged[2:]])


def test_a_number_with_decimals_at_the_beginning_of_a_line_is_no_list_mark() -> None:
    lines = [*_wrap(PARAGRAPHS[0], 24), *_wrap(PARAGRAPHS[1], 24)[:2], "1.5万元，其余的资金在明年拨付。"]
    assert _joined(lines)[-1] == "".join(lines[-3:])


def _with_line(line: str, width: int = 24) -> list[str]:
    """Return wrapped text whose third paragraph begins with the line."""
    return [*_wrap(PARAGRAPHS[0], width), *_wrap(PARAGRAPHS[1], width), line, "公开的内容由办公室统一管理。"]


@pytest.mark.parametrize(("length", "continues"), [(21, True), (16, False)])
def test_a_line_is_full_without_the_number_that_went_to_the_next(length: int, continues: bool) -> None:
    line = PARAGRAPHS[2][:length]
    assert (_joined(_with_line(line))[-1] != "公开的内容由办公室统一管理。") == continues


@pytest.mark.parametrize(("length", "continues"), [(24, True), (22, False)])
def test_a_line_that_ends_with_its_sentence_continues_only_at_the_very_edge(length: int, continues: bool) -> None:
    line = f"{PARAGRAPHS[2][: length - 1]}。"
    assert (_joined(_with_line(line))[-1] != "公开的内容由办公室统一管理。") == continues


def test_two_lines_that_break_off_are_too_few() -> None:
    lines = [*_wrap(PARAGRAPHS[0], 24)[:2], "公开的内容，由办公室统一管理。"]
    assert _joined(lines) == lines


def test_one_wider_line_in_ten_is_no_objection() -> None:
    wider = f"{PARAGRAPHS[1][:40]}。"
    lines = [line for paragraph in PARAGRAPHS for line in _wrap(paragraph, 20)]
    assert _joined([*lines, wider]) == [*PARAGRAPHS, wider]


@pytest.mark.parametrize(
    "mark",
    [
        "（一）",
        "( 12 )",
        "（a）",
        "(Z)",
        "（１２）",
        "十二、",
        "3．",
        "3)",
        "12）",
        "3.",
        "十一.",
        "一是",
        "十二则",
        "第一，",
        "第二,",
        "第三、",
        "第四：",
        "第五部分",
        "第六章",
        "第七节",
        "其一，",
        "其二、",
        "其三：",
        "首先，",
        "其次、",
        "再次：",
        "最后,",
        "①",
        "⑩",
        "❶",
        "㈠",
        "- 甲",
        "*甲",
        "•",
        "·",
        "●",
        "○",
        "■",
        "□",
        "◆",
        "◇",
        "▪",
        "►",
        "▶",
        "➢",
        "✓",
        "√",
        "※",
        "★",
        "☆",
        "\uf06c",
        "# ",
        "###### ",
    ],
)
def test_marks_with_which_an_item_or_a_heading_begins(mark: str) -> None:
    assert _LIST_MARK.match(f"{mark}甲")
    assert _LIST_MARK.match(f"　　{mark}甲")


@pytest.mark.parametrize(
    "line",
    [
        "3.5件",
        "123、甲",
        "一般",
        "第一次",
        "其中，甲",
        "首先甲",
        "- 3",
        "-5",
        "（甲）",
        "####### 甲",
        "#甲",
        "十二件",
        "(ab)甲",
    ],
)
def test_beginnings_of_lines_that_go_on(line: str) -> None:
    assert not _LIST_MARK.match(line)
