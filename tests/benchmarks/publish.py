"""Write the manual's page of the benchmarks, with a table and a chart for each record.

`python -m tests.benchmarks.publish RECORD.json… > docs/manual/benchmarks.md`; `tests.benchmarks --json` writes records.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path
from statistics import median
from typing import Any

from tests.benchmarks.measure import SAMPLE_SECONDS

_HEAD = f"""# 快慢

由 `make bench` 在同一次运行里量得；“倍”是与所列基准相比，比一倍少的是更快。基准另起一行。
秒数随机器和负载变化，倍数才有意义。各项都用同样的办法量，每次运行另起一个进程，与前面的运行无关；
读入要导出的报告、改好要改的那一份，这些准备不算在内。

- **处理器秒**是各个处理器用去的时间之和。这一项的全部进程都算：它启动的、再由它们启动的，不论有没有等到它们结束。
- **内存**是这一项的全部进程合起来，比开始以前最多多用了多少；几个进程共用的只算一次（PSS）。
  单独运行一次，每隔 {SAMPLE_SECONDS} 秒看一次；看内存会拖慢运行，所以这一次不计时。

"""

_NAMES = {
    "our build, downloads apart": "本程序，从头做，不含下载文件",
    "one figure changed": "改了一个数",
    "one sentence changed": "改了一句话",
    "nothing changed": "什么都没变",
    "four shards, joined": "分四片做，再合并",
    "Hugo, the same Markdown": "Hugo，同样的 Markdown",
    r"stock MkDocs \+ Material": "不加改动的 MkDocs 和 Material",
    "stock with our extension": "同上，加上我们的 Markdown 扩展",
    r"bare yaml\.compose \(C\)": "只用 C 解析器读一遍 YAML",
    "load and check": "读取和核对",
    r"(\d+) exports: (\w+)": r"导出 \1 份 \2",
    r"(\d+) imports: (\w+)": r"导入 \1 份 \2",
    "all downloads": "全部下载文件",
}

_WIDTH, _BAR_WIDTH, _ROW_HEIGHT, _LABEL_WIDTH = 720, 380, 26, 250
"""Dimensions of the chart, in pixels."""


def page(records: list[dict[str, Any]]) -> str:
    """Return the manual's page for the records."""
    return _HEAD + "\n".join(line for record in records for line in _section(record))


def _section(record: dict[str, Any]) -> Iterator[str]:
    benchmarks = record["benchmarks"]
    yield f"## {record['reports']} 份报告\n"
    machine = f"{record['cores']} 个处理器，开始时负载 {record['load']}，Python {record['python']}"
    yield f"{record['day']}，{machine}，{_runs(record)}。\n"
    yield _chart(benchmarks)
    yield ""
    yield "| | 秒 | 倍 | 处理器秒 | 倍 | 与之相比 | 内存 MB |"
    yield "|---|--:|--:|--:|--:|---|--:|"
    by_name = {each["name"]: each for each in benchmarks}
    for each in benchmarks:
        baseline = by_name.get(each["baseline"] or "")
        memory = each["sizes"]["memory"] / 1e6
        times = [*_seconds_and_ratio(each, baseline, "wall"), *_seconds_and_ratio(each, baseline, "processor")]
        cells = [_chinese(each["name"]), *times, _chinese(each["baseline"] or ""), f"{memory:.0f}"]
        yield f"| {' | '.join(cells)} |"
    yield ""


def _runs(record: dict[str, Any]) -> str:
    """Return a Chinese phrase that states how often the benchmarks ran, with exceptions."""
    runs = {each["name"]: len(each["wall"]) for each in record["benchmarks"]}
    more = "、".join(f"{_chinese(name)} {count} 次" for name, count in runs.items() if count != record["runs"])
    median_of = "，取中位数" if max(runs.values()) > 1 else ""
    return f"每项运行 {record['runs']} 次{f'（{more}）' if more else ''}{median_of}"


def _seconds_and_ratio(benchmark: dict[str, Any], baseline: dict[str, Any] | None, kind: str) -> tuple[str, str]:
    """Return the median of the seconds and its ratio to the baseline's median, as text; empty without a baseline."""
    seconds = float(median(benchmark[kind]))
    return f"{seconds:.1f}", f"{seconds / median(baseline[kind]):.2f}" if baseline else ""


def _chinese(name: str) -> str:
    """Return the name of a benchmark in Chinese."""
    for english, chinese in _NAMES.items():
        name = re.sub(english, chinese, name)
    return name


def _processor_seconds(benchmark: dict[str, Any]) -> float:
    return float(median(benchmark["processor"]))


def _chart(benchmarks: list[dict[str, Any]]) -> str:
    """Return a bar chart of the processor seconds."""
    longest = max(map(_processor_seconds, benchmarks))
    rows = []
    for number, benchmark in enumerate(benchmarks):
        top, seconds, name = number * _ROW_HEIGHT, _processor_seconds(benchmark), _chinese(benchmark["name"])
        length = max(1.0, _BAR_WIDTH * seconds / longest)
        rows.append(
            f'<text x="{_LABEL_WIDTH - 8}" y="{top + 17}" text-anchor="end">{escape(name)}</text>'
            f'<rect x="{_LABEL_WIDTH}" y="{top + 4}" width="{length:.0f}" height="{_ROW_HEIGHT - 8}" fill="#4a7fb5"/>'
            f'<text x="{_LABEL_WIDTH + length + 6:.0f}" y="{top + 17}">{seconds:.1f}</text>'
        )
    label = "各项所用的处理器秒"
    size = f'viewBox="0 0 {_WIDTH} {_ROW_HEIGHT * len(benchmarks)}" width="{_WIDTH}" role="img" aria-label="{label}"'
    style = 'font-size="13" fill="currentColor" style="max-width:100%;height:auto"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {style}>{"".join(rows)}</svg>'


def main() -> None:
    records = [json.loads(Path(name).read_text(encoding="utf-8")) for name in sys.argv[1:]]
    sys.stdout.write(page(records) + "\n")


if __name__ == "__main__":
    main()
