"""Check that a report matches the year of its file: the usual form, its title, and its dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from generator.checks.subject import Subject
from generator.model.catalog import Catalog
from generator.model.keys import REPORT
from generator.model.problem import Problem
from generator.model.report import MAX_YEARS_AFTER, Report
from generator.sources.declared import IDENTITY_FORM, IDENTITY_FUTURE, IDENTITY_PUBLISHED, IDENTITY_TITLE


def check_identity(subject: Subject) -> Iterator[Problem]:
    """Yield warnings for an unusual form, a title with another year, and an implausible publication date."""
    report, form = subject.report, subject.form
    if not form.is_official_in(report.year):
        finding = f"{report.year} 年度通常不用“{form.name}”。"
        yield IDENTITY_FORM.at(
            report.position("form"), finding, "请核对原件的表格；原件如此的，可在 accepts 里写明原因。"
        )
    years = dict.fromkeys(re.findall(r"20[0-9]{2}", report.title or ""))
    if years and str(report.year) not in years:
        finding = f"标题写的是 {'、'.join(years)} 年，文件是 {report.year} 年度的。"
        yield IDENTITY_TITLE.at(report.position("title"), finding, "请核对放错了年份，还是标题有误。")
    if report.published and (doubt := date_doubt(report, report.published)):
        finding = f"公布日期 {report.published} {doubt}，判断别的机关是否到期时按 {report.evident_day} 算。"
        yield IDENTITY_PUBLISHED.at(report.position("published"), finding, "请核对年份。")


def date_doubt(report: Report, day: date) -> str | None:
    """Return what is doubtful about a date of the report, judged by its year alone; None if it is plausible."""
    if report.is_plausible(day):
        return None
    if day.year <= report.year:
        return f"早于 {report.year} 年度结束"
    return f"比 {report.year} 年度结束晚了 {MAX_YEARS_AFTER} 年以上"


def check_future(catalog: Catalog, today: date) -> Iterator[Problem]:
    """Yield a warning for each date that is still to come, of reports and of their superseded versions.

    It is not one of the families of checks, because a build does not know the day.
    """
    versions = (version for versions in catalog.versions.values() for version in versions)
    for report in (*catalog.reports.values(), *versions):
        for key, day in [("published", report.published), *dates_after_publication(report)]:
            if day and day > today:
                message = f"“{key}”（{REPORT[key]}）写的 {day} 还没有到，核对的这一天是 {today}。请核对年份。"
                yield IDENTITY_FUTURE.at(report.position(key), message)


def dates_after_publication(report: Report) -> list[tuple[str, date]]:
    """Return the dates of the corrections and of the withdrawal, each with the key that it stands under."""
    dates = [("corrections", each.date) for each in report.corrections]
    return [*dates, ("withdrawn", report.withdrawn.date)] if report.withdrawn else dates
