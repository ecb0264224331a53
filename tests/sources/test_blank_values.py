"""A value that is given but shows nothing is one error at its place, whatever the key."""

import sys
from collections.abc import Iterator
from pathlib import Path
from unicodedata import category

import pytest

from generator.checks import check_catalog
from generator.markup.visible import invisible, shows_something, visible
from generator.model import keys
from generator.model.form import Forms
from generator.model.problem import Problem
from generator.sources import load_agency, load_report
from generator.sources.catalog import load_catalog
from tests.conftest import TESTS

NOTHING = {
    "space": '" "',
    "ideographic": '"　"',
    "no-break": '"\u00a0\u00a0"',
    "thin": "'\u2009\u202f'",
    "tab": '"\\t"',
    "line-ends": '"\\n\\n"',
    "filler": "\u3164",
    "variation": '"\ufe0f"',
    "braille": "\u2800",
    "accent": '"　\u0301"',
    "notehead": '"\U0001d159"',
    "joined": '"\u034f\u115f"',
}
"""Values of blanks and of characters that are drawn as nothing, as YAML scalars."""

MARK = "@@"

_REPORT_RECORDS = {
    "accepts: [{{{}}}]": (keys.ACCEPT, {"check": "a.b", "reason": "原件如此"}),
    "corrections: [{{{}}}]": (keys.CORRECTION, {"date": "1996-03-01", "reason": "录入有误"}),
    "withdrawn: {{{}}}": (keys.WITHDRAWAL, {"date": "1996-03-01", "reason": "重复"}),
}
_AGENCY_RECORDS = {
    "site: {{{}}}": (keys.SITE, {"name": "某网"}),
    "formerly: [{{{}}}]": (keys.FORMER, {"name": "乙局"}),
    "duty: {{{}}}": (keys.DUTY, {"from": "2020"}),
}
_REPORT_LISTS = ("accepts: [@@]", "corrections: [@@]", "corrections: [{date: 1996-03-01, reason: 甲, text: [@@]}]")
_AGENCY_LISTS = ("short_names: [甲, @@]", "formerly: [@@]")


def _members(records: dict[str, tuple[dict[str, str], dict[str, str]]]) -> Iterator[str]:
    """Yield each record once for each of its keys, whose value is the mark."""
    for template, (allowed, others) in records.items():
        for key in allowed:
            yield template.format(", ".join(f"{each}: {value}" for each, value in {**others, key: MARK}.items()))


IN_REPORTS = [
    *(f"{key}: {MARK}" for key in (*keys.REPORT, "overview", "problems", "disclosure", "requests")),
    "notes: {requests: @@}",
    *_members(_REPORT_RECORDS),
    *_REPORT_LISTS,
]
AGENCY_FIELDS = [f"{key}: {MARK}" for key in keys.AGENCY]
IN_AGENCIES = [*AGENCY_FIELDS, *_members(_AGENCY_RECORDS), *_AGENCY_LISTS]


def _problems_of_report(folder: Path, line: str, forms: Forms) -> list[Problem]:
    """Return the problems of a faultless report with the line, which replaces that of the same key."""
    path, key = folder / "1995.yml", line.partition(":")[0]
    form = [] if key == "form" else ["form: small\n"]
    good = _without(key, (TESTS / "sources/files/1995/good.yml").read_text(encoding="utf-8"))
    path.write_text("".join([f"{line}\n", *form, good]), encoding="utf-8")
    return load_report(path, "jia", 1995, forms)[1]


def _without(key: str, text: str) -> str:
    """Return the source without a key at the top, and what belongs to it."""
    kept, skipped = [], False
    for line in text.splitlines(keepends=True):
        skipped = line.startswith(f"{key}:") or (skipped and line.startswith(" "))
        kept += [] if skipped else [line]
    return "".join(kept)


def _problems_of_agency(folder: Path, line: str) -> list[Problem]:
    path, key = folder / "agency.yml", line.partition(":")[0]
    path.write_text(f"{line}\n{_without(key, 'name: 甲局' + chr(10) + 'kind: department' + chr(10))}", encoding="utf-8")
    return load_agency(path, "jia")[1]


def _check(problems: list[Problem], line: str) -> None:
    """Demand one error about the value, at its place."""
    at = [each for each in problems if each.at.line == 1]
    assert [(each.level, each.at.column) for each in at] == [("error", line.index(MARK) + 1)], at


@pytest.mark.parametrize("nothing", NOTHING.values(), ids=NOTHING)
def test_values_in_reports_show_something(nothing: str, tmp_path: Path, forms: Forms) -> None:
    for line in IN_REPORTS:
        _check(_problems_of_report(tmp_path, line.replace(MARK, nothing), forms), line)


@pytest.mark.parametrize("nothing", NOTHING.values(), ids=NOTHING)
def test_values_in_agencies_show_something(nothing: str, tmp_path: Path) -> None:
    for line in IN_AGENCIES:
        _check(_problems_of_agency(tmp_path, line.replace(MARK, nothing)), line)


@pytest.mark.parametrize("empty", ["~", "null", "Null", "NULL", '""', "''"])
def test_entries_of_lists_are_not_empty(empty: str, tmp_path: Path, forms: Forms) -> None:
    for line in _REPORT_LISTS:
        _check(_problems_of_report(tmp_path, line.replace(MARK, empty), forms), line)
    for line in _AGENCY_LISTS:
        _check(_problems_of_agency(tmp_path, line.replace(MARK, empty)), line)


def test_what_is_left_out_stays_allowed(tmp_path: Path, forms: Forms) -> None:
    for key in keys.REPORT:
        assert _problems_of_report(tmp_path, f"{key}:", forms) == []
    cells = "corrections: [{date: 1996-03-01, reason: 甲, changes: {requests.new.total: ['　', 1]}}]"
    assert _problems_of_report(tmp_path, cells, forms) == []


def test_messages_say_what_to_do(tmp_path: Path, forms: Forms) -> None:
    advice = "请写上内容；确实没有的，冒号后面什么都不写。"
    (problem,) = _problems_of_report(tmp_path, 'title: "　"', forms)
    assert problem.message == f"“title”里只有空格或看不见的字符，等于没有写。{advice}"
    (problem,) = _problems_of_agency(tmp_path, "short_names: [甲, ~]")
    assert problem.message == "“short_names”的列表里有一项是空的。请写上内容，或者删去这一项。"


def test_a_line_is_not_longer_than_messages_can_repeat(tmp_path: Path, forms: Forms) -> None:
    assert _problems_of_report(tmp_path, f"title: {'甲' * 2000}", forms) == []
    found = _problems_of_report(tmp_path, f"title: {'甲' * 2001}", forms)
    found += _problems_of_agency(tmp_path, f"name: {'甲' * 2001}局")
    assert [(each.check, each.at.line, each.at.column) for each in found] == [
        ("source.value", 1, 8),
        ("source.value", 1, 7),
    ]
    start = "有 2001 个字符，超过上限 2000 个。这里是一行短的文字，"
    assert found[0].message == f"“title”{start}请检查是否混入了别的内容。"
    for mark in "&*!":
        for problem in _problems_of_report(tmp_path, f"title: {mark}{'a' * 9000} x", forms):
            assert len(problem.message) < 200


def test_a_blank_agency_name_is_reported_with_its_reports(tmp_path: Path, forms: Forms) -> None:
    (tmp_path / "jia").mkdir()
    (tmp_path / "jia/agency.yml").write_text("name: ' '\nkind: department\n", encoding="utf-8")
    good = (TESTS / "sources/files/1995/good.yml").read_text(encoding="utf-8")
    (tmp_path / "jia/1995.yml").write_text(good, encoding="utf-8")
    problems = check_catalog(load_catalog(tmp_path, forms))
    assert [(each.at.path.name, each.check) for each in problems if each.level == "error"] == [
        ("agency.yml", "source.blank")
    ]


def test_invisible_characters_are_shown_by_their_numbers() -> None:
    assert visible("甲\x1b[2J\u202e乙\u3164\U000e0041") == "甲<U+001B>[2J<U+202E>乙<U+3164><U+E0041>"
    assert visible(b"\xff.yml".decode("utf-8", "surrogateescape")) == "<0xFF>.yml"
    assert visible("（甲）　\u00a0A1。") == "（甲）　\u00a0A1。"
    unseen = {each for each in map(chr, range(sys.maxunicode + 1)) if category(each) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
    assert [each for each in unseen if not invisible(each)] == []
    assert shows_something("　。")
    assert shows_something("\ufffd")
    assert not any(map(shows_something, ("\u0301", "\u20dd", "\u3000\u00a0", "\u200b", "\ud83d")))
    assert not shows_something("")
