"""Check that a report matches the year of its file: the usual form, its title, and its publication date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.subject import Subject
from generator.model.problem import Problem


def check_identity(subject: Subject) -> Iterator[Problem]:
    """Yield warnings for an unusual form, a title with another year, and a publication date before the year's end."""
    report, form = subject.report, subject.form
    if not form.is_official_in(report.year):
        finding = f"{report.year} 年度通常不用“{form.name}”。"
        yield _warning(subject, "form", finding, "请核对原件的表格；原件如此的，可在 accepts 里写明原因。")
    years = re.findall(r"20[0-9]{2}", report.title or "")
    if years and str(report.year) not in years:
        finding = f"标题写的是 {'、'.join(years)} 年，文件是 {report.year} 年度的。"
        yield _warning(subject, "title", finding, "请核对放错了年份，还是标题有误。")
    if report.published and report.published.year <= report.year:
        finding = f"公布日期 {report.published.isoformat()} 早于 {report.year} 年度结束。"
        yield _warning(subject, "published", finding, "请核对年份。")


def _warning(subject: Subject, key: str, finding: str, advice: str) -> Problem:
    return Problem(subject.report.position(key), "warning", f"identity.{key}", f"{finding}{advice}", advice=advice)
