"""The benchmarks as a page of the manual: a table and a picture.

`python -m tests.benchmarks.publish RECORD.json… > docs/manual/benchmarks.md`; the records are what `--json` writes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path
from statistics import median
from typing import Any

_HEAD = """# 快慢

由 `make bench` 在同一次运行里量得；“倍”是与所列基准相比，比一倍少的是更快。基准另起一行。
秒数随机器和负载变化，倍数才有意义。处理器秒是全部处理器用去的时间之和。

"""

_WIDTH, _BAR, _ROW, _LEFT = 720, 380, 26, 250


def page(records: list[dict[str, Any]]) -> str:
    """The page for some runs of the benchmarks."""
    return _HEAD + "\n".join(line for record in records for line in _section(record))


def _section(record: dict[str, Any]) -> Iterator[str]:
    subjects = record["subjects"]
    yield f"## {record['reports']} 份报告\n"
    yield f"{record.get('day', '')}，{record['machine']}。\n"
    yield _picture(subjects)
    yield ""
    yield "| | 秒 | 处理器秒 | 倍（处理器秒） | 与之相比 | 内存 MB |"
    yield "|---|--:|--:|--:|---|--:|"
    by_name = {subject["name"]: subject for subject in subjects}
    for subject in subjects:
        beside = by_name.get(subject["beside"] or "")
        times = f"{_processor(subject) / _processor(beside):.2f}" if beside else ""
        memory = subject["sizes"].get("memory", 0) / 1e6
        cells = [subject["name"], f"{median(subject['wall']):.1f}", f"{_processor(subject):.1f}", times]
        yield f"| {' | '.join([*cells, subject['beside'] or '', f'{memory:.0f}' if memory else ''])} |"
    yield ""


def _processor(subject: dict[str, Any]) -> float:
    return float(median(subject["processor"]))


def _picture(subjects: list[dict[str, Any]]) -> str:
    """A bar for each subject, as long as the processor seconds it took."""
    most = max(map(_processor, subjects))
    rows = []
    for number, subject in enumerate(subjects):
        top, seconds = number * _ROW, _processor(subject)
        length = max(1.0, _BAR * seconds / most)
        rows.append(
            f'<text x="{_LEFT - 8}" y="{top + 17}" text-anchor="end">{escape(subject["name"])}</text>'
            f'<rect x="{_LEFT}" y="{top + 4}" width="{length:.0f}" height="{_ROW - 8}" fill="#4a7fb5"/>'
            f'<text x="{_LEFT + length + 6:.0f}" y="{top + 17}">{seconds:.1f}</text>'
        )
    label = "各项所用的处理器秒"
    size = f'viewBox="0 0 {_WIDTH} {_ROW * len(subjects)}" width="{_WIDTH}" role="img" aria-label="{label}"'
    style = 'font-size="13" fill="currentColor" style="max-width:100%;height:auto"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {style}>{"".join(rows)}</svg>'


def main() -> None:
    records = [json.loads(Path(name).read_text(encoding="utf-8")) for name in sys.argv[1:]]
    sys.stdout.write(page(records) + "\n")


if __name__ == "__main__":
    main()
