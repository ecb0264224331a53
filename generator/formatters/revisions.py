"""Changes to published reports, as a section of the Markdown summary."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from generator.checks.report_changes import ReportChange
from generator.markup.inert import inert


def revisions_section(revisions: Sequence[ReportChange]) -> Iterator[str]:
    """Yield the lines of the section."""
    yield from ("", "## 公布内容的变化", "")
    if not revisions:
        yield "没有变化。"
    for each in revisions:
        yield from (f"### {each.kind}：{inert(each.title)}", "")
        if each.cells:
            yield from ("| 项目 | 原来 | 现在 |", "|---|---|---|")
            yield from (f"| {inert(what)} | {_cell(was)} | {_cell(now)} |" for what, was, now in each.cells)
            yield ""
        if each.texts:
            yield from (f"文字有改动：{inert('；'.join(each.texts))}。", "")
        yield from (f"涉及的网页：{'、'.join(f'`{quote(os.fsencode(page))}`' for page in each.pages)}", "")


def _cell(printed: str) -> str:
    return inert(printed) or "（空白）"
