"""Whether a report is what its place says: the form its year calls for, a title and dates that agree."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.subject import Subject
from generator.model.problem import Problem


def check_identity(subject: Subject) -> Iterator[Problem]:
    """Questions about an unusual form, a title of another year, and a date before the year's end."""
    report, form = subject.report, subject.form
    if not form.usual_in(report.year):
        finding = f"{report.year} 年度通常不用“{form.name}”。"
        yield _question(subject, "form", finding, "请核对原件的表格；原件如此的，可在 accepts 里写明原因。")
    years = re.findall(r"20[0-9]{2}", report.title or "")
    if years and str(report.year) not in years:
        finding = f"标题写的是 {'、'.join(years)} 年，文件是 {report.year} 年度的。"
        yield _question(subject, "title", finding, "请核对放错了年份，还是标题有误。")
    if report.published and report.published.year <= report.year:
        finding = f"公布日期 {report.published.isoformat()} 早于 {report.year} 年度结束。"
        yield _question(subject, "published", finding, "请核对年份。")


def _question(subject: Subject, key: str, finding: str, advice: str) -> Problem:
    at = subject.report.position(key)
    return Problem(at, "warning", f"identity.{key}", f"{finding}{advice}", advice=advice)
