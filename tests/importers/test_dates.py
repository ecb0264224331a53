"""Dates and years as originals print them."""

from datetime import date

import pytest

from generator.importers.dates import date_in, is_date, without_years, years_in


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-01-20 10:00", date(2025, 1, 20)),
        ("2025年1月20日", date(2025, 1, 20)),
        ("2025 年 1 月 20 日", date(2025, 1, 20)),
        ("２０２５．０１．２０", date(2025, 1, 20)),
        ("发布于 2025/1/2", date(2025, 1, 2)),
        ("二〇二五年一月二十日", date(2025, 1, 20)),
        ("二○二四年十二月三十一日", date(2024, 12, 31)),
        ("二零二四年十月二十三日", date(2024, 10, 23)),
        ("2025年2月30日", None),
        ("2025年1月", None),
        ("12025-01-200", None),
        ("", None),
    ],
)
def test_the_first_date_is_read_if_it_exists(text: str, day: date | None) -> None:
    assert date_in(text) == day


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("甲局2024年报告", [2024]),
        ("甲局二〇二四年度报告", [2024]),
        ("２０２４ 年", [2024]),
        ("2024年 2023年 2024年", [2024, 2023]),
        ("第120245号", []),
        ("2102年", []),
    ],
)
def test_each_year_is_read_once(text: str, years: list[int]) -> None:
    assert years_in(text) == years


def test_years_are_removed_with_their_character() -> None:
    assert without_years("甲局2024年年度报告（二〇二四年度）") == "甲局年度报告(度)"


@pytest.mark.parametrize("text", ["2025年1月20日", "（2025年1月20日）", "2025-01-20", "二〇二五年一月二十日"])
def test_a_date_of_signature_stands_alone(text: str) -> None:
    assert is_date(text)


@pytest.mark.parametrize("text", ["2025年1月", "2025年1月20日起", "2025-01.20", "2025-01-200"])
def test_other_texts_are_no_date_of_signature(text: str) -> None:
    assert not is_date(text)
