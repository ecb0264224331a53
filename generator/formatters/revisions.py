"""Changes to published reports, as a section of the Markdown summary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.checks.report_changes import ReportChange
from generator.markup.escape import escaped


def revisions_section(revisions: Sequence[ReportChange]) -> Iterator[str]:
    """Yield the lines of the section."""
    yield from ("", "## 公布内容的变化", "")
    if not revisions:
        yield "没有变化。"
    for each in revisions:
        yield from (f"### {each.kind}：{escaped(each.title)}", "")
        if each.cells:
            yield from ("| 项目 | 原来 | 现在 |", "|---|---|---|")
            yield from (f"| {escaped(what)} | {_cell(was)} | {_cell(now)} |" for what, was, now in each.cells)
            yield ""
        if each.texts:
            yield from (f"文字有改动：{escaped('；'.join(each.texts))}。", "")
        yield from (f"涉及的网页：{'、'.join(f'`{page}`' for page in each.pages)}", "")


def _cell(printed: str) -> str:
    return escaped(printed) or "（空白）"
