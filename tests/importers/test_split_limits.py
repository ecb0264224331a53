"""The limits of splitting run-together digits, tested on both sides of each."""

from collections.abc import Iterator

import pytest

from generator.importers import splits as splits_module
from generator.importers.expected import Line, expected_table
from generator.importers.resolve import resolve_text
from generator.importers.splits import splits
from generator.model.form import Form


@pytest.fixture
def fresh_cache() -> Iterator[None]:
    """Forget what was split before, and afterwards what was split within other limits."""
    splits.cache_clear()
    yield
    splits.cache_clear()


@pytest.mark.parametrize(("digits", "complete"), [("0" * 60, True), ("0" * 61, False)])
def test_lines_of_more_than_sixty_digits_are_not_searched(digits: str, complete: bool, line: Line) -> None:
    assert splits((digits,), line) == ([], complete)


@pytest.mark.parametrize(("limit", "complete"), [(36, True), (35, False)])
@pytest.mark.usefixtures("fresh_cache")
def test_the_search_ends_after_too_many_ways(
    limit: int, complete: bool, line_without_sums: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten digits can be split into three numbers in 36 ways; `-` and 0 do not occur."""
    monkeypatch.setattr(splits_module, "MAX_SPLITS", limit)
    found = splits(("1" * 10,), line_without_sums, by_sums=False)
    assert (len(found.found), found.complete) == (36, complete)


@pytest.mark.parametrize(("limit", "complete"), [(8, True), (7, False)])
@pytest.mark.usefixtures("fresh_cache")
def test_the_search_ends_after_too_many_steps(
    limit: int, complete: bool, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(splits_module, "_MAX_STEPS", limit)
    assert splits(("6000006",), line).complete == complete


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1234 0 1234", "应有 7 格，只读到 3 个数，不知道哪几格空白"),
        ("12345 0 12345", "没有一种拆法符合本行的勾稽关系"),
    ],
)
def test_figures_of_up_to_four_digits_are_taken_as_one(text: str, reason: str, line: Line) -> None:
    assert resolve_text(text, line).reason == reason


@pytest.mark.parametrize(
    ("text", "count"),
    [("15-15", 1), ("15-", 1), ("1515", 3)],
)
def test_a_dash_is_a_sign_or_a_mark_for_nothing(text: str, count: int, forms: dict[str, Form]) -> None:
    line = expected_table(forms["2019"].tables["disclosure"]).lines[-2]
    assert [len(line.cells), line.numbers[1]] == [2, "signed"]
    assert len(splits((text,), line, by_sums=False).found) == count


@pytest.mark.parametrize(
    ("digits", "found"),
    [
        ("30.123456", [("3", "0.123456")]), ("30.1234567", []), ("12.5万元", [("1", "2.5万元")]),
        ("12亿元", [("1", "2亿元")]), ("12元", [("1", "2元")]), ("12件", []), ("1-", [("1", "-")]),
        ("1999999999", [("1", "999999999")]), ("0999999999", [("0", "999999999")]), ("01999999999", []),
    ],
)  # fmt: skip
def test_an_amount_has_up_to_six_decimals_and_perhaps_a_unit(
    digits: str, found: list[tuple[str, str]], forms: dict[str, Form]
) -> None:
    line = expected_table(forms["2019"].tables["disclosure"]).by_name["procurement"]
    assert [*line.numbers] == ["count", "amount"]
    shortest = [each for each in splits((digits,), line, by_sums=False).found if len(each[0]) == 1]
    assert shortest == found
