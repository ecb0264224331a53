"""How far the narrative checks look: with one character or item more, what they compare is out of reach."""

from __future__ import annotations

import pytest

from generator.checks.narrative import check_narrative
from tests.benchmarks.narrative import case_of, subject_of

SHARE, SUM, FIGURE, PLACEHOLDER = "narrative.share", "narrative.sum", "narrative.figure", "narrative.placeholder"


def _told(text: str, rows: dict[str, int] | None = None, agency: dict[str, str] | None = None) -> list[str]:
    entry = {"id": text, "year": 2024, "section": "overview", "text": text, "expect": []}
    entry["cells"] = {f"requests.{row}.total": value for row, value in (rows or {}).items()}
    if agency:
        entry["agency"] = agency
    return [problem.check for problem in check_narrative(subject_of(case_of(entry)))]


@pytest.mark.parametrize(
    ("check", "text", "filler", "reach"),
    [
        (SHARE, "公开信息1000条，其中{}政策50条（6%）。", "人事10条（1%）、", 19),
        (SHARE, "公开信息1000条，其中{}政策50条（6%）。", "各", 290),
        (SUM, "{}规划1条，合计50条。", "人事1条、", 11),
        (SUM, "动态3条、{}公告2条，合计50条。", "各", 390),
        (SUM, "公开信息900条，其中{}其他1条。", "人事1条、", 38),
        (SUM, "公开信息9条，其中政策2条、公告3条，{}其余5条。", "各", 77),
        (SUM, "公开信息9条（政策2条、公告3条，{}其余5条）。", "各", 77),
        (SUM, "各类信息中动态3条、公告2条，以上三个方面的信息全年{}与其他合计政府主动公开的各类信息50条。", "各", 4),
        (SHARE, "较上年{}发布信息20条增加到30条，增长40%。", "各", 18),
        (SHARE, "2023年{}发布20条，2024年发布30条，增长40%。", "各", 12),
    ],
)
def test_what_is_compared_is_near(check: str, text: str, filler: str, reach: int) -> None:
    assert _told(text.format(filler * reach)) == [check]
    assert _told(text.format(filler * (reach + 1))) == []


@pytest.mark.parametrize(
    ("text", "filler", "reach"),
    [
        ("公开信息9条，其中政策4条、公告6条，{}已去重。", "各", 76),
        ("人事3条、{}公开信息9条，其中政策2条、公告1条、其他0条。", "规划1条、", 11),
    ],
)
def test_what_explains_a_sum_is_near(text: str, filler: str, reach: int) -> None:
    assert _told(text.format(filler * reach)) == []
    assert _told(text.format(filler * (reach + 1))) == [SUM]


def test_a_share_has_the_base_of_the_one_before_if_that_is_near() -> None:
    text = "予以公开4件，占申请总数的25%，{}部分公开8件，占30%。"
    rows = {"new": 16, "total": 16, "granted": 4, "partial": 8}
    assert _told(text.format("各" * 63), rows) == [SHARE]
    assert _told(text.format("各" * 64), rows) == []


def test_a_share_may_be_of_any_of_sixty_numbers_before_it() -> None:
    text = "公开信息1000条，人事50条，{}占5%。"
    assert _told(text.format("规划10条、" * 59)) == [SHARE]
    assert _told(text.format("规划10条、" * 60)) == []


def test_parts_of_an_area_add_up_if_their_names_and_numbers_are_near() -> None:
    agency = {"name": "青岚市人民政府", "kind": "government"}
    text = "市本级收到申请9件，各县区{}收到申请7件。"
    assert _told(text.format("某" * 53), {"new": 16}, agency) == []
    assert _told(text.format("某" * 54), {"new": 16}, agency) == [FIGURE]
    parts = "市本级收到申请1件{}。"
    assert _told(parts.format("，各县区收到申请1件" * 4), {"new": 5}, agency) == []
    assert _told(parts.format("，各县区收到申请1件" * 5), {"new": 6}, agency) == [FIGURE]


def test_placeholders_next_to_each_other_are_told_once() -> None:
    assert _told("培训××各××人。") == [PLACEHOLDER]
    assert _told("培训××各种××人。") == [PLACEHOLDER, PLACEHOLDER]


def test_a_figure_is_part_of_the_whole_that_stands_near() -> None:
    text = "登记40件，其中{}予以公开5件。"
    assert _told(text.format("人事1件、" * 29), {"granted": 4}) == []
    assert _told(text.format("人事1件、" * 30), {"granted": 4}) == [FIGURE]


def test_a_topic_in_a_list_is_a_part_if_that_stands_near() -> None:
    text = "收到申请16件，其中{}来信，予以公开5件。"
    assert _told(text.format("各" * 198), {"granted": 4, "new": 16}) == [FIGURE]
    assert _told(text.format("各" * 199), {"granted": 4, "new": 16}) == []


def test_words_that_narrow_a_figure_stand_near() -> None:
    text = "抽查{}收到申请17件。"
    assert _told(text.format("各" * 194), {"new": 16}) == []
    assert _told(text.format("各" * 195), {"new": 16}) == [FIGURE]
