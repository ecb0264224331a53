"""How numbers of a text are read: digits, scales, approximations, changes, amounts, and sums."""

import pytest

from generator.model.agency import Agency
from tests.benchmarks.narrative import Case, judge

BUREAU = Agency("jia", "青岚县水利局", "department")
CITY = Agency("shi", "青岚市人民政府", "government")


def _checks(text: str, cells: dict[str, str], agency: Agency = BUREAU) -> set[str]:
    return {problem.check for problem in judge(Case("", 2024, agency, "overview", cells, text, ())).alarms}


def _requests(count: str) -> set[str]:
    return _checks(f"全年共收到政府信息公开申请{count}。", {"requests.new.total": "16", "requests.total.total": "16"})


BEFORE = (
    "约", "近", "超", "超过", "逾", "不到", "不足", "至少", "最多", "上限", "突破", "平均", "每", "10至", "10到", "10~",
    "10～", "10—", "10-",
)  # fmt: skip
AFTER = ("以上", "以内", "以下", "左右", "上下", "多", "余", "至20件", "到20件", "~20件", "～20件", "—20件", "-20件")


@pytest.mark.parametrize(
    "rough", [*(f"{word}18件" for word in BEFORE), *(f"18件{word}" for word in AFTER), "18余件", "18多件"]
)
def test_approximate_numbers_are_not_held_against_the_tables(rough: str) -> None:
    assert _requests(rough) == set()


@pytest.mark.parametrize(
    "rough", [*(f"{word}18元" for word in BEFORE), *(f"18元{word}" for word in AFTER[:7]), "18余元"]
)
def test_approximate_amounts_are_not_held_against_others(rough: str) -> None:
    """Any word may stand before an amount of the fee, so that only the approximation itself decides."""
    for amount, expected in ((rough, set()), ("18元", {"narrative.figure"})):
        text = f"全年收取信息处理费16元。收取的信息处理费{amount}。"
        found = judge(Case("", 2024, BUREAU, "other", {}, text, ())).alarms
        assert {problem.check for problem in found} == expected


@pytest.mark.parametrize("exact", ["18件", "计18件", "达18件", "18件，多为来信", "18件（余件下年办理）"])
def test_exact_numbers_are_held_against_the_tables(exact: str) -> None:
    assert _requests(exact) == {"narrative.figure"}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("十件", 10), ("十六件", 16), ("二十件", 20), ("两件", 2), ("两百件", 200), ("一百零五件", 105),
        ("一百二十八件", 128),
        ("一千零二十件", 1020), ("三千六百件", 3600), ("九千九百九十九件", 9999), ("16件", 16), ("１６件", 16),
        ("1,234件", 1234), ("１，２３４件", 1234), ("1.2万件", 12000), ("3万件", 30000),
    ],
)  # fmt: skip
def test_digits_scales_and_separators_are_read(written: str, value: int) -> None:
    for count, expected in ((value, set()), (2 * value, {"narrative.figure"})):
        cells = {"requests.new.total": str(count), "requests.total.total": str(count)}
        assert _checks(f"全年共收到政府信息公开申请{written}。", cells) == expected


@pytest.mark.parametrize("word", ["增长", "上升", "增加", "上涨", "增幅为", "下降", "减少", "降低", "回落", "降幅为"])
def test_changes_follow_from_the_figures_of_two_years(word: str) -> None:
    rises = word[0] in "增上"
    earlier, later, percent = (40, 50, "25%") if rises else (50, 40, "20%")
    sentence = f"发布信息由{earlier}条{'增加到' if rises else '减少到'}{later}条，{word}{{}}。"
    assert _checks(sentence.format(percent), {}) == set()
    assert _checks(sentence.format("24%"), {}) == {"narrative.share"}


@pytest.mark.parametrize(
    ("percent", "is_right"),
    [
        ("33.3%", True),
        ("33.33%", True),
        ("33.4%", True),
        ("33.5%", False),
        ("33%", True),
        ("34%", True),
        ("35%", False),
        ("33.35%", False),
    ],
)
def test_shares_are_exact_to_their_last_digit(percent: str, is_right: bool) -> None:
    """A share may be cut off or rounded at its last digit, in either direction."""
    assert _checks(f"发布信息由30条增加到40条，增长{percent}。", {}) == (set() if is_right else {"narrative.share"})


@pytest.mark.parametrize(
    ("amount", "check"),
    [("2896.904元", "unit"), ("2910元", "unit"), ("2912元", "figure"), ("2882.5元", "unit"), ("2880元", "figure")],
)
def test_amounts_ten_thousand_times_too_small_have_the_wrong_unit(amount: str, check: str) -> None:
    cells = {"disclosure.fees.amount": "2896.904"}
    assert _checks(f"全年行政事业性收费{amount}。", cells) == {f"narrative.{check}"}


@pytest.mark.parametrize("count", [2, 3, 5, 12])
def test_parts_add_up_to_the_total_behind_them(count: int) -> None:
    names = ["动态", "公告", "解读", "计划", "报告", "规划", "预算", "决算", "采购", "招标", "中标", "人事"][:count]
    listed = "、".join(f"{name}{number}条" for number, name in enumerate(names, 11))
    total = sum(range(11, 11 + count))
    assert _checks(f"发布{listed}，合计{total}条。", {}) == set()
    assert _checks(f"发布{listed}，合计{total + 1}条。", {}) == {"narrative.sum"}


@pytest.mark.parametrize("parts", [2, 3, 4, 5])
def test_numbers_of_the_parts_of_an_area_may_be_added(parts: int) -> None:
    names = ["市本级", "各县区", "各乡镇", "市直部门", "各街道"][:parts]
    listed = "、".join(f"{name}受理{number}件" for number, name in enumerate(names, 3))
    total = sum(range(3, 3 + parts))
    sentence = f"收到政府信息公开申请中，{listed}。"
    assert _checks(sentence, {"requests.new.total": str(total), "requests.total.total": str(total)}, CITY) == set()
