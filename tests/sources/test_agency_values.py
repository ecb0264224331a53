"""Codes, days and years of agency.yml: what is accepted, on both sides of each rule."""

from pathlib import Path

import pytest

from generator.sources.reading.agency import load_agency

USCC = "11341702486344515H"
KINDS = ["government", "office", "department", "agency", "organisation", "zone", "subdistrict", "township"]


def _is_accepted(line: str, folder: Path, kind: str = "department") -> bool:
    path = folder / "agency.yml"
    path.write_text(f"name: 甲局\nkind: {kind}\n{line}\n", encoding="utf-8")
    return load_agency(path, "jia")[1] == []


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_accepted(kind: str, tmp_path: Path) -> None:
    assert _is_accepted("", tmp_path, kind)
    assert not _is_accepted("", tmp_path, f"{kind}s")


@pytest.mark.parametrize(
    ("region", "is_accepted"),
    [("431181", True), ("431181001", True), ("43118", False), ("4311810", False), ("43118100", False),
     ("4311810010", False), ("43118a", False)],
)  # fmt: skip
def test_codes_of_regions_have_six_or_nine_digits(region: str, is_accepted: bool, tmp_path: Path) -> None:
    assert _is_accepted(f'region: "{region}"', tmp_path) == is_accepted


@pytest.mark.parametrize("month", range(1, 13))
def test_a_report_is_due_on_a_day_that_every_year_has(month: int, tmp_path: Path) -> None:
    days = {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}.get(month, 31)
    for day in (0, 1, 9, 10, 19, 20, 28, 29, 30, 31, 32):
        accepted = _is_accepted(f"duty: {{from: 2020, due: {month:02}-{day:02}}}", tmp_path)
        assert accepted == (1 <= day <= days), day


@pytest.mark.parametrize("due", ["00-10", "13-01", "1-31", "01-1", "0131", "01/31", "01-31x"])
def test_other_writings_of_a_day_are_refused(due: str, tmp_path: Path) -> None:
    assert not _is_accepted(f'duty: {{from: 2020, due: "{due}"}}', tmp_path)


@pytest.mark.parametrize(
    ("first", "last", "is_accepted"), [(2020, 2020, True), (2020, 2021, True), (2020, 2019, False)]
)
def test_the_last_year_is_not_before_the_first(first: int, last: int, is_accepted: bool, tmp_path: Path) -> None:
    assert _is_accepted(f"since: {first}\nuntil: {last}", tmp_path) == is_accepted
    assert _is_accepted(f"duty: {{from: {first}, to: {last}}}", tmp_path) == is_accepted


def test_every_single_misprint_in_a_credit_code_is_noticed(tmp_path: Path) -> None:
    assert _is_accepted(f"uscc: {USCC}", tmp_path)
    for at, char in enumerate(USCC):
        for other in "07" if char.isdigit() else "AN":
            if other != char:
                assert not _is_accepted(f'uscc: "{USCC[:at]}{other}{USCC[at + 1 :]}"', tmp_path)
    for at in range(2, 16):
        swapped = f"{USCC[:at]}{USCC[at + 1]}{USCC[at]}{USCC[at + 2 :]}"
        assert (swapped == USCC) == _is_accepted(f'uscc: "{swapped}"', tmp_path)
    assert not _is_accepted(f'uscc: "{USCC[:17]}"', tmp_path)
