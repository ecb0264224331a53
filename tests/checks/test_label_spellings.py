"""Labels of the forms, as texts write them: without numbers and dispensable words, and with other conjunctions."""

import re

import pytest

from generator.checks.narrative.labels import spelling

_NUMBERS = "一二三四五六七八九十"
_AUTHORS = [f"{my}{office}" for my in "我本" for office in ("机关", "单位", "街道", *"局委厅办镇乡")]


@pytest.mark.parametrize(
    ("label", "word", "written"),
    [
        ("（一）予以 公开", "公开", ["予以公开", "予以、公开", "予以，公开"]),
        ("（二）部分 公开 （区分 处理的）", "公开", ["部分公开"]),
        ("12.重复 申请", "重复", ["重复申请"]),
        *((f"{number}、重复 申请", "重复", ["重复申请"]) for number in (*_NUMBERS, "十一")),
        ("属于 国家 秘密", "秘密", ["属于国家秘密", "国家秘密"]),
        ("属于国家 秘密", "秘密", ["属于国家秘密", "国家秘密"]),
        ("保护 第三方", "第三方", ["保护第三方", "第三方"]),
        ("危及 “三安全 一稳定”", "一稳定", ["危及“三安全一稳定”", "三安全一稳定"]),
        ("本年制发件数", "制发", ["本年制发", "制发"]),
        ("对外 公开总数量", "公开", ["对外公开"]),
        ("采购 数量", "采购", ["采购"]),
        ("结果维持", "维持", ["结果维持", "维持"]),
        ("尚未 审结", "审结", ["尚未审结", "未审结", "不审结"]),
        *((f"属于 {number}类 内部 事务", "事务", [f"属于{number}类内部事务", "内部事务"]) for number in _NUMBERS[:9]),
        ("行政 查询 事项", "查询", ["行政查询事项", "行政查询"]),
        ("内部事务信息", "内部事务", ["内部事务信息", "内部事务"]),
        ("行政 投诉类 申请 （区分）", "投诉类", ["行政投诉类申请", "行政投诉类"]),
        ("新收 信息公开 申请 数量", "信息公开", ["新收信息公开申请", "新收信息公开"]),
        ("本机关 不掌握", "掌握", [f"{author}不掌握" for author in _AUTHORS]),
        ("本机关已掌握", "已掌握", ["本机关已掌握", "我局已掌握"]),
        ("需要另行制作", "另行制作", ["需要另行制作", "需另行制作"]),
        ("仍不能够明确", "能够明确", ["仍不能够明确", "仍未能够明确"]),
        ("仍未能够明确", "能够明确", ["仍不能够明确", "仍未能够明确"]),
        ("确认或 重新", "重新", [f"确认{either}重新" for either in ("或", "或者", "和", "及", "与", "、")]),
        ("补正后 申请 内容 仍需明确", "仍需明确", ["补正后申请内容仍需明确", "补正后仍需明确"]),
        ("其他 对外 管理 服务", "服务", ["其他对外管理服务", "对外管理服务"]),
        ("已掌握 相关 政府 文件", "已掌握", ["已掌握相关政府文件", "已掌握文件"]),
        ("采购 政府", "采购", ["采购政府"]),
        ("3.其他", "其他", ["其他"]),
    ],
)  # fmt: skip
def test_ways_to_write_a_label(label: str, word: str, written: list[str]) -> None:
    found = spelling(tuple(label.split()))
    assert found.word == word
    assert [each for each in written if not re.fullmatch(found.pattern, each)] == []


@pytest.mark.parametrize(
    ("label", "other"),
    [
        ("第三、四 类", "第四类"),
        ("重复 申请", "重复"),
        ("过程性 信息", "过程性"),
        ("政府 公开 类 信息", "政府公开类"),
        ("数量 变化", "变化"),
        ("申请 内容 公开", "公开"),
        ("国家 秘密", "国家。秘密"),
    ],
)
def test_other_words_than_a_label(label: str, other: str) -> None:
    found = spelling(tuple(label.split()))
    assert re.fullmatch(found.pattern, "".join(label.split()))
    assert not re.fullmatch(found.pattern, other)
