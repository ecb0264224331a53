"""Dates that can be: refused at reading, asked about by the sources alone, or still to come on the day of a check."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.checks import check_report
from generator.checks.duties import check_missing
from generator.checks.subject import Subject
from generator.cli import main
from generator.model.catalog import Catalog
from generator.model.days import Days
from generator.model.filing import status
from generator.model.form import Forms
from generator.sources import load_report
from generator.sources.catalog import load_catalog
from tests.conftest import TESTS

GOOD = (TESTS / "sources/files/1995/good.yml").read_text(encoding="utf-8")
PLACES = {
    "published": "published: {}",
    "corrections": "corrections: [{{date: {}, reason: 甲}}]",
    "withdrawn": "withdrawn: {{date: {}, reason: 甲}}",
}
_NAMES = {
    "published": "公布日期",
    "corrections": "“corrections”（公布后的更正）的日期",
    "withdrawn": "“withdrawn”（撤回）的日期",
}
_IDS = {"published": "identity.published", "corrections": "corrections.date", "withdrawn": "corrections.date"}


def _write(path: Path, *lines: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*lines, GOOD]), encoding="utf-8")
    return path


def _messages(path: Path, forms: Forms) -> list[str]:
    report, problems = load_report(path, "jia", int(path.stem), forms)
    problems += check_report(Subject(report, forms[report.form])) if report else []
    about_dates = [each for each in problems if each.check.endswith(".date") or each.check.startswith("identity.")]
    return [f"{each.at.line}: {each.message} [{each.check}]" for each in about_dates]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("day", ["2225-01-20", "2100-01-01", "1979-12-31", "0001-01-01", "9999-12-31", "1096-01-20"])
def test_days_that_no_file_can_hold_are_refused(day: str, place: str, tmp_path: Path, forms: Forms) -> None:
    (message,) = _messages(_write(tmp_path / "1995.yml", PLACES[place].format(day)), forms)
    name = "published" if place == "published" else "date"
    assert message == f"1: “{name}”的“{day}”不在 1980 至 2099 年之间，不会是真的。请核对年份。 [source.date]"


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    ("day", "doubt"),
    [
        ("1995-12-31", "早于 1995 年度结束"),
        ("1980-01-01", "早于 1995 年度结束"),
        ("1996-01-01", None),
        ("1997-12-31", None),
        ("1998-01-01", "比 1995 年度结束晚了 2 年以上"),
        ("2099-12-31", "比 1995 年度结束晚了 2 年以上"),
    ],
)
def test_implausible_days_are_asked_about(
    day: str, doubt: str | None, place: str, tmp_path: Path, forms: Forms
) -> None:
    counts = "，判断别的机关是否到期时按 1996-01-01 算" if place == "published" else ""
    expected = [f"1: {_NAMES[place]} {day} {doubt}{counts}。请核对年份。 [{_IDS[place]}]"] if doubt else []
    assert _messages(_write(tmp_path / "1995.yml", PLACES[place].format(day)), forms) == expected


def _office(folder: Path, *lines: str) -> Path:
    """Create a reports folder with one report, 2024, that has the lines."""
    agency = folder / "reports/jia/agency.yml"
    agency.parent.mkdir(parents=True)
    agency.write_text("name: 甲局\nkind: department\n", encoding="utf-8")
    text = (TESTS / "reports/2024.yml").read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if not line.startswith("published:")]
    (agency.parent / "2024.yml").write_text("\n".join([*lines, *kept, ""]), encoding="utf-8")
    return folder / "reports"


def _check(reports: Path, *arguments: str, epoch: str | None = None) -> Result:
    environment = {"SOURCE_DATE_EPOCH": epoch}
    return CliRunner().invoke(main, ["check", "--reports", str(reports), *arguments], env=environment)


@pytest.mark.parametrize("place", PLACES)
def test_check_warns_of_days_to_come(place: str, tmp_path: Path) -> None:
    reports = _office(tmp_path, PLACES[place].format("2025-03-01"))
    for arguments, epoch in ((["--today", "2025-02-28"], None), ([], "1740700800"), (["--today", "2025-02-28"], "0")):
        result = _check(reports, *arguments, epoch=epoch)
        assert "写的 2025-03-01 还没有到，核对的这一天是 2025-02-28。请核对年份。 [identity.future]" in result.stderr
        assert "2024.yml:1:1: 疑问: “" in result.stderr
    for arguments, epoch in ((["--today", "2025-03-01"], "0"), ([], "1740787200"), ([], None), ([], "")):
        assert "identity.future" not in _check(reports, *arguments, epoch=epoch).stderr


def test_check_warns_of_days_to_come_in_superseded_versions(tmp_path: Path) -> None:
    reports = _office(tmp_path)
    text = (reports / "jia/2024.yml").read_text(encoding="utf-8")
    (reports / "jia/2024.v1.yml").write_text(f"published: 2025-03-01\n{text}", encoding="utf-8")
    assert "2024.v1.yml:1:1: 疑问: “published”" in _check(reports, "--today", "2025-02-28").stderr


def test_the_clock_is_asked_last(tmp_path: Path) -> None:
    reports = _office(tmp_path, f"published: {date.today().year + 1}-01-20")
    assert f"核对的这一天是 {date.today()}" in _check(reports).stderr


@pytest.mark.parametrize("epoch", ["x", "1e9", "99999999999999999999", "-99999999999999"])
def test_a_wrong_epoch_is_told(epoch: str, tmp_path: Path) -> None:
    result = _check(_office(tmp_path), epoch=epoch)
    assert (result.exit_code, type(result.exception)) == (2, SystemExit)
    assert f"环境变量 SOURCE_DATE_EPOCH 的“{epoch}”不是秒数。" in result.stderr


def _catalog(folder: Path, forms: Forms, days: dict[str, str]) -> Catalog:
    """Return a catalog of agencies that must file for 1990 to 1996; `days` are the dates of their reports for 1995."""
    for name in ("jia", "yi", "bing", "ding", "wu"):
        path = folder / name / "agency.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"name: {name}\nkind: department\nduty: {{from: 1990}}\n", encoding="utf-8")
        if name in days:
            _write(folder / name / "1995.yml", f"published: {days[name]}")
    return load_catalog(folder, forms)


TYPOS = ["1996-11-20", "1997-01-20", "1997-12-31", "1998-01-20", "2052-01-20", "1986-01-20", "1995-01-20", "2225-01-20"]


@pytest.mark.parametrize("typo", TYPOS)
@pytest.mark.parametrize("author", ["jia", "yi", "bing"])
def test_a_typo_changes_nothing_that_is_said_of_others(author: str, typo: str, tmp_path: Path, forms: Forms) -> None:
    days = {"jia": "1996-01-20", "yi": "1996-01-22", "bing": "1996-01-28"}
    said = []
    for each in (days, {**days, author: typo}):
        catalog = _catalog(tmp_path / each[author], forms, each)
        others = [agency for agency in catalog.agencies.values() if agency.id != author]
        messages = {each.message for each in check_missing(catalog) if each.at.path.parent.name != author}
        day = {agency.id: catalog.day_for(agency.id) for agency in others}
        said.append((messages, [status(catalog, agency, 1995, day[agency.id]) for agency in others]))
    assert said[0] == said[1]


def test_the_common_day_is_one_that_two_agencies_have_reached(tmp_path: Path, forms: Forms) -> None:
    days = {"jia": "1996-02-20", "yi": "1996-02-22", "bing": "1996-02-28"}
    catalog = _catalog(tmp_path, forms, days)
    assert catalog.common_day(demo=False) == date(1996, 2, 22)
    assert (catalog.day_for("bing"), catalog.day_for("ding")) == (date(1996, 2, 28), date(1996, 2, 22))
    assert catalog.as_of == date(1996, 2, 28)
    missing = [each for each in check_missing(catalog) if "、1995 年度" in each.message]
    assert [each.at.path.parent.name for each in missing] == ["ding", "wu"]
    reports = list(catalog.reports.values())
    assert Days.of(reports[:1]) == Days("bing", date(1996, 2, 28), None)
    assert Days.of([]) == Days()
