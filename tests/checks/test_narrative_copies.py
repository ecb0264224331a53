"""Warnings for copied texts: the copied share, the passages listed, and the words that are ignored."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from generator.checks.narrative import check_copies
from generator.checks.narrative.similarity import TextIndex, build_index, pieces_in, pieces_of, similarity
from generator.checks.run import subject_of
from generator.formatters import text_of
from generator.model.agency import Agency, FormerName
from generator.model.catalog import Catalog
from generator.model.form import Forms
from generator.model.problem import Position
from generator.model.report import Report

FOLDER = Path("reports")
AGENCIES = {
    "jia": Agency("jia", "甲县水利局", "department", short_names=("县水利局",)),
    "yi": Agency("yi", "甲县林业局", "department", formerly=(FormerName("甲县林业管理站", 2020),)),
}
WORK = (
    "水库调度信息每旬公布一次，汛期改为每日公布。河长名单和巡河记录放在河边公示牌上，群众扫码可以查看。"
    "农村供水水质按月检测，结果在村务公开栏张贴。取水许可办理进度可以在网上查询，逾期自动提醒经办人员。"
)
MORE = (
    "编制水旱灾害防御明白卡并发放到户，写明转移路线和联系人电话。对公开的数据进行复核，发现录入错误当天更正。"
    "邀请用水户代表旁听水价听证会，会后公布意见采纳情况。整理历年水文资料并移交档案馆，供社会查阅利用。"
)
OTHER = (
    "林长制公示牌逐块更新，标明责任人和举报电话。采伐指标分解到村，安排情况在林区公开栏公示七天。"
    "古树名木名录附有照片和位置，方便游客寻访保护。森林防火期禁火令由护林员逐户宣讲，并在路口设置标语。"
    "退耕还林补助发放名册按组张贴，接受村民监督核对。苗木检疫结果在交易市场的屏幕上滚动播出。"
    "野生动物肇事补偿申请流程印成折页，放在各站点自取。造林验收邀请村民代表参加，测量数据当场签字确认。"
)
STOCK = (
    "我局坚持以习近平新时代中国特色社会主义思想为指导，全面贯彻党的二十大精神，落实《中华人民共和国政府信息公开条例》。"
)


def _report(agency: str, year: int, overview: str, problems: str = "无。") -> Report:
    at = {
        f"{key}:": Position(FOLDER / agency / f"{year}.yml", line) for key, line in (("overview", 10), ("problems", 90))
    }
    text = {"overview": overview, "problems": problems, "other": "未收取信息处理费。"}
    return Report(agency, year, "2021", {}, text, at=at, path=FOLDER / agency / f"{year}.yml")


def _messages(forms: Forms, *reports: Report) -> list[str]:
    catalog = Catalog(FOLDER, forms, AGENCIES, {(report.agency, report.year): report for report in reports})
    return [text_of(problem) for report in reports for problem in check_copies(subject_of(catalog, report))]


def test_text_copied_from_last_year_is_listed_with_its_longest_passages(forms: Forms) -> None:
    new = "今年起在水文站设置查询屏，可以查看近十年的雨量记录和水位过程线。"
    messages = _messages(
        forms,
        _report("jia", 2023, f"{STOCK}\n{WORK}\n{MORE}"),
        _report("jia", 2024, f"{STOCK}\n{new}{WORK}\n{MORE}", "新增的公示牌还不够醒目。"),
    )
    assert messages == [
        "reports/jia/2024.yml:11:33: 疑问: 正文有 81% 与本机关 2023 年度的报告相同"
        "（不计数字、名称和通用的语句）。较长的有："
        "总体情况第 2 段“水库调度信息每旬公布一次……自动提醒经办人员”（97 字）；"
        "总体情况第 3 段“编制水旱灾害防御明白卡并……资料并移交档案馆”（92 字）。"
        "请按本年的实际工作改写。 [narrative.copied]"
    ]


def test_text_shared_by_two_agencies_draws_a_warning_in_both_reports(forms: Forms) -> None:
    messages = _messages(
        forms,
        _report("jia", 2024, f"甲县水利局办公室组织学习十二次。{WORK}{MORE}"),
        _report("yi", 2024, f"县林业局的同志参加了培训。{WORK}{MORE}"),
    )
    alike = "与“{}”同年的报告相同（不计数字、名称和通用的语句）。较长的有：总体情况第 1 段"
    passage = "“水库调度信息每旬公布一次……资料并移交档案馆”（190 字）。请按本年的实际工作改写。 [narrative.copied]"
    assert messages == [
        f"reports/jia/2024.yml:10:17: 疑问: 正文有 95% {alike.format('甲县林业局')}{passage}",
        f"reports/yi/2024.yml:10:14: 疑问: 正文有 94% {alike.format('甲县水利局')}{passage}",
    ]


def test_original_texts_draw_no_warning(forms: Forms) -> None:
    assert (
        _messages(forms, _report("jia", 2023, OTHER), _report("jia", 2024, WORK + MORE), _report("yi", 2024, OTHER))
        == []
    )


def test_half_copied_draws_a_warning_and_less_does_not(forms: Forms) -> None:
    before, new = WORK + MORE, OTHER[: OTHER.index("森林防火期")]
    assert len(_messages(forms, _report("jia", 2023, before), _report("jia", 2024, before + new))) == 1
    assert _messages(forms, _report("jia", 2023, before), _report("jia", 2024, WORK + OTHER)) == []


def _words(start: int, count: int) -> str:
    return "".join(chr(0x5000 + start + index) for index in range(count))


@pytest.mark.parametrize(("new", "count"), [(100, 1), (101, 0)])
def test_half_of_the_characters_are_enough(new: int, count: int, forms: Forms) -> None:
    old = _words(0, 100)
    messages = _messages(forms, _report("jia", 2023, old), _report("jia", 2024, f"{old}。{_words(200, new)}"))
    assert len(messages) == count


def test_passages_of_more_than_24_characters_are_cut(forms: Forms) -> None:
    long, short = _words(0, 150), _words(200, 25)
    (message,) = _messages(forms, *(_report("jia", year, f"{long}\n{short}\n{short[1:]}") for year in (2023, 2024)))
    assert re.findall("“(.{12}…….{8}|.{24})”", message) == [
        f"{long[:12]}……{long[-8:]}",
        f"{short[:12]}……{short[-8:]}",
        short[1:],
    ]


def test_other_years_of_other_agencies_are_not_compared(forms: Forms) -> None:
    assert _messages(forms, _report("yi", 2023, WORK + MORE), _report("jia", 2024, WORK + MORE)) == []


def test_numbers_names_and_references_do_not_count() -> None:
    agency = AGENCIES["yi"]
    assert pieces_in("我局全年公开造林验收信息12条，涉及各乡镇的造林任务安排情况。", agency) == [
        "我全年公开造林验收信息", "涉及各乡镇的造林任务安排情况",
    ]  # fmt: skip
    assert pieces_in("甲县林业局深入开展林业普法宣传", agency) == pieces_in(
        "甲县林业管理站深入开展林业普法宣传", agency
    )
    assert pieces_in("依申请公开受理{{requests.new.total}}件，均在规定期限内办结", agency) == ["均在规定期限内办结"]
    assert pieces_in(STOCK, agency) == []


@pytest.mark.parametrize(
    "own",
    [
        "我局",
        "我委",
        "我厅",
        "我办",
        "我镇",
        "我乡",
        "我县",
        "我市",
        "我区",
        "我街道",
        "本局",
        "本委",
        "本机关",
        "本单位",
    ],
)
def test_words_for_the_author_are_alike(own: str) -> None:
    assert pieces_in(f"{own}逐月公布检查结果", None) == ["我逐月公布检查结果"]


@pytest.mark.parametrize(
    "stock",
    [
        "习近平总书记", *(f"党的{number}大" for number in (*"一二三四五六七八九十", "二十")), "国务院",
        "中华人民共和国", "党中央", "政府信息公开条例", "以公开为常态不公开为例外", "统计期限",
    ],
)  # fmt: skip
def test_stock_phrases_do_not_count(stock: str) -> None:
    assert pieces_in(f"关于{stock}的有关规定", None) == []


def test_prescribed_sections_do_not_count(forms: Forms) -> None:
    report = _report("jia", 2024, "各项工作按计划有序开展完毕。", "公开深度有待进一步加强提高。")
    own = pieces_of(
        replace(
            report,
            text={
                **report.text,
                "disclosure": "主动公开的信息以表格为准。",
                "other": "未收取政府信息公开信息处理费用。",
            },
        ),
        forms["2021"],
        None,
    )
    assert own == {"各项工作按计划有序开展完毕", "公开深度有待进一步加强提高"}


def _index(count: int, *shared_by_all: str) -> TextIndex:
    common = frozenset(shared_by_all)
    return build_index(
        {
            (f"a{number}", 2024): common | {f"第{'一二三四五六七八九十'[number % 10]}个机关自己的话" * 30}
            for number in range(count)
        }
    )


@pytest.mark.parametrize(("count", "shares"), [(10, True), (11, False)])
def test_text_in_many_reports_is_boilerplate(count: int, shares: bool) -> None:
    text = "大家都写的一段话" * 40
    index = _index(count, text)
    assert (text in index.common) is not shares


@pytest.mark.parametrize(
    ("reports", "sharing", "is_common"), [(499, 10, False), (499, 11, True), (2450, 49, False), (2450, 50, True)]
)
def test_of_many_reports_a_fiftieth_makes_boilerplate(reports: int, sharing: int, is_common: bool) -> None:
    pieces = {(f"a{n}", 2024): frozenset({"几家都写的一段话"} if n < sharing else {f"第{n}个"}) for n in range(reports)}
    assert ("几家都写的一段话" in build_index(pieces).common) == is_common


def test_too_little_text_is_not_compared() -> None:
    few, many = frozenset({"字" * 149}), frozenset({"字" * 150})
    assert similarity(few, few, ("a", 2024)) is None
    found = similarity(many, many, ("a", 2024))
    assert found
    assert found.share == 1


def test_of_equally_similar_reports_the_first_by_name_is_chosen() -> None:
    own = frozenset({"同样的一段话写在三份报告里面" * 20})
    index = build_index({("c", 2024): own, ("a", 2024): own, ("b", 2024): own})
    found = index.most_similar(("c", 2024))
    assert found
    assert found.other == ("a", 2024)


def test_the_agency_with_most_of_the_text_is_named_of_equal_ones_the_first(forms: Forms) -> None:
    agencies = AGENCIES | {id: Agency(id, f"甲县{id}局", "department") for id in ("an", "bo", "ci")}
    texts = {"ci": WORK + MORE, "an": WORK + OTHER, "jia": WORK + MORE, "bo": WORK + MORE}
    reports = {(id, 2024): _report(id, 2024, text) for id, text in texts.items()}
    (problem,) = check_copies(subject_of(Catalog(FOLDER, forms, agencies, reports), reports["jia", 2024]))
    assert "正文有 100% 与“甲县bo局”同年的报告相同" in problem.message


def test_the_three_longest_passages_are_listed_at_most(forms: Forms) -> None:
    """Passages of equal length are listed in their order."""
    clauses = [f"{letter * length}" for letter, length in zip("甲乙丙丁戊己", (30, 50, 40, 60, 50, 50), strict=True)]
    (message,) = _messages(
        forms, _report("jia", 2023, "\n".join(clauses)), _report("jia", 2024, "\n".join(reversed(clauses)))
    )
    listed = ["丁" * 12 + "……" + "丁" * 8, "己" * 12 + "……" + "己" * 8, "戊" * 12 + "……" + "戊" * 8]
    quoted = [f"总体情况第 {number} 段“{text}”" for number, text in zip((3, 1, 2), listed, strict=True)]
    assert f"较长的有：{quoted[0]}（60 字）；{quoted[1]}（50 字）；{quoted[2]}（50 字）。" in message
